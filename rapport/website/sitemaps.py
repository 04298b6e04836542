"""Site maps: every page that search machines should know, each with its address in every language it is written in.

An index names the parts. A part of records holds those whose record numbers lie in its thousands, so no part is made by
counting to it, and each stays small.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from xml.sax.saxutils import escape, quoteattr

from django.conf import settings
from django.db.models import Max

from rapport.content.card_models import Card
from rapport.explore.addresses import slug_of
from rapport.look.formats import html_language
from rapport.look.navigation import site_address, site_groups
from rapport.organizations.models import Organization
from rapport.registry.cards import Card as RecordCard
from rapport.registry.models import Record
from rapport.website.shelves import FIRST_PAGES

OF_A_PART = 500
_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
_FOR_NO_MACHINE = {"/accounts/"}
_SPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"


@dataclass(frozen=True, slots=True)
class Place:
    """A page: where it is in each language that it is written in."""

    paths: dict[str, str]
    changed_on: date | None = None


def in_every_language(path: str, changed_on: date | None = None) -> Place:
    return Place({code: f"/{code}{path}" for code, _name in settings.LANGUAGES}, changed_on)


def write_index() -> str:
    parts = ["pages", "content"]
    for name, model in (("partnerships", Record), ("organizations", Organization)):
        newest = model.objects.aggregate(newest=Max("pk"))["newest"]
        parts += [f"{name}-{number}" for number in range(newest // OF_A_PART + 1)] if newest is not None else []
    places = "".join(f"<sitemap><loc>{escape(site_address(f'/sitemap-{part}.xml'))}</loc></sitemap>" for part in parts)
    return f'{_HEAD}<sitemapindex xmlns="{_SPACE}">{places}</sitemapindex>\n'


def write_part(name: str) -> str | None:
    """A part by its name; nothing where there is none such."""
    kind, _dash, number = name.partition("-")
    if kind not in _PARTS or (number and not (number.isascii() and number.isdigit() and len(number) < 10)):
        return None
    entries = "".join(map(_entries, _PARTS[kind](int(number or 0))))
    return f'{_HEAD}<urlset xmlns="{_SPACE}" xmlns:xhtml="http://www.w3.org/1999/xhtml">{entries}</urlset>\n'


def _entries(place: Place) -> str:
    """The page in each language, and where it is in the others: each names all, or search machines believe none."""
    addresses = {code: site_address(path) for code, path in place.paths.items()}
    tagged = {html_language(code): href for code, href in addresses.items()}
    tagged["x-default"] = addresses.get(settings.LANGUAGE_CODE) or next(iter(addresses.values()))
    others = "".join(
        f'<xhtml:link rel="alternate" hreflang="{tag}" href={quoteattr(href)}/>' for tag, href in tagged.items()
    )
    changed = f"<lastmod>{place.changed_on.isoformat()}</lastmod>" if place.changed_on else ""
    return "".join(f"<url><loc>{escape(href)}</loc>{changed}{others}</url>\n" for href in addresses.values())


def _pages(_number: int) -> Iterator[Place]:
    """Home, and what the foot of every page leads to beside pages of editors."""
    yield in_every_language("/")
    of_editors = {path for path, _label, _group in FIRST_PAGES}
    for group in site_groups():
        paths = {f"/{link.href.split('/', 2)[2]}" for link in group.links}
        yield from map(in_every_language, sorted(paths - of_editors - _FOR_NO_MACHINE))


def _content(_number: int) -> Iterator[Place]:
    """Entries and pages, in the languages that they are written in."""
    found: dict[tuple[str, str], dict[str, str]] = {}
    for kind, key, language, path in Card.objects.order_by("pk").values_list("kind", "key", "language", "path"):
        found.setdefault((kind, key), {})[language] = f"/{language}{path}"
    yield from map(Place, found.values())


def _records(number: int) -> Iterator[Place]:
    rows = Record.objects.filter(pk__gte=number * OF_A_PART, pk__lt=(number + 1) * OF_A_PART).order_by("pk")
    for written in rows.values_list("card", flat=True):
        card = RecordCard.model_validate_json(written)
        name = card.names.get(card.language) or next(iter(card.names.values()), "")
        days = [day for day in (card.confirmed_on, card.reported_on, card.changed_on) if day]
        path = f"/partnerships/{card.public_id}/{slug_of(name, card.acronym)}/"
        yield in_every_language(path, max(days, default=None))


def _organizations(number: int) -> Iterator[Place]:
    rows = Organization.objects.filter(pk__gte=number * OF_A_PART, pk__lt=(number + 1) * OF_A_PART).order_by("pk")
    for public_id, name in rows.values_list("public_id", "name"):
        yield in_every_language(f"/organizations/{public_id}/{slug_of(name)}/")


_PARTS: dict[str, Callable[[int], Iterable[Place]]] = {
    "pages": _pages,
    "content": _content,
    "partnerships": _records,
    "organizations": _organizations,
}
