"""Where things are: the addresses of sets, records and organizations, in the reader's language.

They are put together here and not by ``reverse``: a search page has two hundred of them. A test holds them to the
address table.
"""

from datetime import date
from functools import lru_cache

from django.utils.text import slugify

from rapport.look.navigation import in_language
from rapport.sets.query import EXPLORE, Query

_LONGEST_SLUG = 60


def set_path(query: Query, page: int | None = None, *, base: str = EXPLORE) -> str:
    """The page that lists a set."""
    return in_language(query.path(page, base=base))


@lru_cache(maxsize=20_000)
def slug_of(name: str, acronym: str = "") -> str:
    """What an address says after the id, for people: letters of any script; ``-`` for a record without a name."""
    slug = slugify(name, allow_unicode=True)[:_LONGEST_SLUG].strip("-") or slugify(acronym, allow_unicode=True)
    return slug or "-"


def record_path(public_id: str, name: str, acronym: str = "", *, as_at: date | None = None) -> str:
    return in_language(f"{EXPLORE}{public_id}/{slug_of(name, acronym)}/{f'?as-at={as_at}' if as_at else ''}")


def organization_path(public_id: str, name: str) -> str:
    return in_language(f"/organizations/{public_id}/{slug_of(name)}/")


def theme_path(code: str) -> str:
    return in_language(f"/themes/{code}/")


def country_path(code: str) -> str:
    return in_language(f"/countries/{code}/")
