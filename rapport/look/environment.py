"""The Jinja2 environment of our own pages: translations, addresses, and formats by the reader's language."""

import hashlib
import re
from functools import cache, lru_cache
from typing import Any

from django.conf import settings
from django.contrib.messages import get_messages
from django.contrib.staticfiles import finders
from django.templatetags.static import static
from django.urls import reverse
from django.utils import translation
from jinja2 import Environment, StrictUndefined
from jinja2.ext import Extension

from rapport.lib import clock
from rapport.look import ages, formats, navigation, panels


class Unindented(Extension):
    """Templates are indented for those who read them; the pages made from them need not carry that."""

    def preprocess(self, source: str, name: str | None, filename: str | None = None) -> str:
        return re.sub(r"^[ \t]+", "", source, flags=re.MULTILINE)


def make_environment(**options: Any) -> Environment:
    """Named by ``settings.TEMPLATES``. A name that nobody gave is an error, never an empty place on the page."""
    options |= {"undefined": StrictUndefined, "trim_blocks": True}
    environment = Environment(extensions=["jinja2.ext.i18n", Unindented], **options)  # noqa: S701 - Django turns autoescape on
    environment.policies["ext.i18n.trimmed"] = True
    environment.install_gettext_callables(  # type: ignore[attr-defined]
        _gettext,
        _ngettext,
        newstyle=True,
        pgettext=translation.pgettext,
        npgettext=translation.npgettext,
    )
    environment.globals |= {
        "url": _reverse,
        "static": static_address,
        "percent": formats.format_percent,
        "whole_percent": formats.whole_percent,
        "bar_width": formats.bar_width,
        "direction": formats.direction,
        "html_language": formats.html_language,
        "language_name": formats.language_name,
        "native_name": formats.native_name,
        "reader_language": lambda: translation.get_language() or "en",
        "main_links": navigation.main_links,
        "desk_groups": navigation.desk_groups,
        "desk_entrance": navigation.desk_entrance,
        "site_groups": navigation.site_groups,
        "panels_of": panels.render_panels,
        "alternates": navigation.alternates,
        "announced": navigation.announced,
        "in_language": navigation.in_language,
        "site_address": navigation.site_address,
        "site": _site,
        "told": get_messages,
    }
    environment.filters |= {
        "number": formats.format_number,
        "money": formats.format_money,
        "bytes": formats.format_bytes,
        "day": formats.format_day,
        "age": ages.describe_age,
        "span": ages.describe_span,
        "listed": formats.join_words,
        "commas": formats.set_commas,
    }
    return environment


def _gettext(message: str) -> str:
    return _translated(message, translation.get_language())


def _ngettext(singular: str, plural: str, number: int) -> str:
    return _translated_number(singular, plural, number, translation.get_language())


# A page says the same hundred words as the one before it.


@lru_cache(maxsize=10_000)
def _translated(message: str, language: str | None) -> str:
    return translation.gettext(message)


@lru_cache(maxsize=10_000)
def _translated_number(singular: str, plural: str, number: int, language: str | None) -> str:
    return translation.ngettext(singular, plural, number)


def _reverse(name: str, *args: Any, **kwargs: Any) -> str:
    return reverse(name, args=args or None, kwargs=kwargs or None)


def _site() -> dict[str, Any]:
    """What every page says of the installation. ``day`` is given where it stands on a day of its own.

    ``language``: its main one, in which the host writes what it writes once, such as the name of an edition.
    """
    return {
        "name": settings.RAPPORT_NAME,
        "language": settings.LANGUAGE_CODE,
        "day": clock.today() if settings.RAPPORT_TODAY or settings.RAPPORT_DEMO else None,
        "is_demonstration": settings.RAPPORT_DEMO,
        "disclaimer": settings.RAPPORT_DISCLAIMER,
        "licence": settings.RAPPORT_LICENCE,
        "accent": settings.RAPPORT_ACCENT,
    }


def static_address(path: str) -> str:
    """The address of a file of ours with a mark of its content, so that browsers may keep it for ever."""
    return f"{static(path)}?{_fingerprint(path)}" if not settings.DEBUG else static(path)


@cache
def _fingerprint(path: str) -> str:
    found = finders.find(path)
    if found is None:
        raise FileNotFoundError(f"There is no static file “{path}”.")
    with open(found, "rb") as file:  # noqa: PTH123
        return hashlib.file_digest(file, "sha256").hexdigest()[:8]
