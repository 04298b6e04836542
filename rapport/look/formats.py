"""Numbers, dates and shares as the reader's language writes them.

Digits are Latin in every language, as in the Arabic documents of the United Nations: one page never mixes
two sets of digits. Results are kept, because a search page writes two hundred numbers.
"""

import re
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from functools import cache, lru_cache
from math import ceil

from babel import Locale, UnknownLocaleError
from babel.dates import format_date, format_skeleton
from babel.lists import format_list
from babel.units import format_unit
from django.conf import settings
from django.utils.translation import get_language, get_language_info

from rapport.lib.dates import PartialDate

_BRITISH = {"en": "en_GB"}  # 1 February 2010: a document of the house writes the day first
# Documents of the United Nations in Arabic name a month in both of the calendars that their readers use.
_MONTHS = {
    "يناير": "كانون الثاني/يناير",
    "فبراير": "شباط/فبراير",
    "مارس": "آذار/مارس",
    "أبريل": "نيسان/أبريل",
    "مايو": "أيار/مايو",
    "يونيو": "حزيران/يونيه",
    "يوليو": "تموز/يوليه",
    "أغسطس": "آب/أغسطس",
    "سبتمبر": "أيلول/سبتمبر",
    "أكتوبر": "تشرين الأول/أكتوبر",
    "نوفمبر": "تشرين الثاني/نوفمبر",
    "ديسمبر": "كانون الأول/ديسمبر",
}
_ISOLATE, _END_OF_ISOLATE = "\u2068", "\u2069"
_RIGHT_TO_LEFT = frozenset({"ar", "arc", "ckb", "dv", "fa", "he", "ks", "ps", "sd", "ug", "ur", "yi"})


@cache
def _locale(language: str) -> Locale:
    try:
        return Locale.parse(_BRITISH.get(language, language), sep="-" if "-" in language else "_")
    except (UnknownLocaleError, ValueError):
        return Locale.parse("en_GB")


def babel_locale(language: str) -> Locale:
    """What Babel knows of a language of ours; of one that it does not know, English."""
    return _locale(language)


def first_weekday() -> int:
    """The day with which the reader's week begins: 0 is Monday."""
    return int(_locale(_reader()).first_week_day)


def weekday_names(width: str = "wide") -> list[str]:
    """What the reader calls the days of the week, Monday first. ``width``: “wide” or “abbreviated”."""
    names = _locale(_reader()).days["stand-alone"][width]
    return [str(names[number]) for number in range(7)]


def _reader() -> str:
    return get_language() or "en"


def format_number(number: float) -> str:
    """A count with its thousands set apart; a number that is not whole keeps one decimal."""
    if isinstance(number, int) and -1000 < number < 1000:
        return str(number)
    return _write_number(number, _reader())


@lru_cache(maxsize=20_000)
def _write_number(number: float, language: str) -> str:
    symbols = _locale(language).number_symbols["latn"]
    written = f"{number:,}" if isinstance(number, int) else f"{number:,.1f}"
    if language == "es" and abs(number) < 10_000:
        written = written.replace(",", "")  # Spanish sets apart from five digits on
    return written.translate({ord(","): symbols["group"], ord("."): symbols["decimal"]})


def format_money(amount: Decimal) -> str:
    """An amount without its currency; decimals only where it has some."""
    return format_number(int(amount)) if amount == int(amount) else _write_cents(amount, _reader())


def _write_cents(amount: Decimal, language: str) -> str:
    symbols = _locale(language).number_symbols["latn"]
    return f"{amount:,.2f}".translate({ord(","): symbols["group"], ord("."): symbols["decimal"]})


def whole_percent(count: int, base: int) -> int | None:
    """The share in whole per cent, rounded half up as the report does; ``None`` where the base is 0."""
    return (200 * count + base) // (2 * base) if base else None


def format_percent(count: int, base: int) -> str:
    """The share as text: “20%”, in French “20 %”; an en dash where there is no base."""
    share = whole_percent(count, base)
    return "–" if share is None else _write_percent(share, _reader())


@cache
def _write_percent(share: int, language: str) -> str:
    pattern: str = _locale(language).percent_formats[None].pattern
    return pattern.replace("#,##0", str(share))


def bar_width(count: int, base: int) -> str:
    """The width of a bar, for the ``width`` of an SVG rectangle; what there is can always be seen."""
    if not base or not count:
        return "0"
    return f"{max(0.5, 100 * min(count, base) / base):.3g}%"


def format_day(day: date | PartialDate | None) -> str:
    """A day, a month or a year, as exactly as it is known: “2003”, “May 2003”, “17 May 2003”."""
    if day is None:
        return ""
    partial = day if isinstance(day, PartialDate) else PartialDate(day.year, day.month, day.day)
    return _write_day(partial, _reader())


@lru_cache(maxsize=20_000)
def _write_day(partial: PartialDate, language: str) -> str:
    locale = _locale(language)
    if partial.day:
        written = str(format_date(partial.earliest, "long", locale=locale))
    else:
        written = str(format_skeleton("yMMMM" if partial.month else "y", partial.earliest, locale=locale))
    return _as_in_documents(written, language)


def _as_in_documents(written: str, language: str) -> str:
    """A date as official documents have it: “1er février”, “года” in full, Arabic months by both of their names."""
    if language == "fr" and written.startswith("1 "):
        return f"1er {written[2:]}"
    if language == "ru":
        return written.replace("г.", "года")
    if language == "ar":
        return " ".join(_MONTHS.get(word, word) for word in written.split(" "))
    return written


def format_bytes(size: int) -> str:
    """The weight of a file in kilobytes or megabytes, rounded up: “12 kB”, in French “12 ko”."""
    unit, count = ("megabyte", size / 1_000_000) if size >= 1_000_000 else ("kilobyte", size / 1_000)
    language = _reader()
    return str(
        format_unit(max(1, ceil(count)), f"digital-{unit}", "short", locale=_locale(language), numbering_system="latn")
    )


def join_words(words: list[str]) -> str:
    """Items as a sentence lists them: “Health, Water and Energy”."""
    before, *after = words_between(words)
    return before + "".join(word + between for word, between in zip(words, after, strict=True))


def words_between(words: list[str]) -> list[str]:
    """What a sentence that lists items has before the first, between them, and after the last."""
    between = str(format_list(_set_apart("\0" * len(words)), locale=_locale(_reader()))).split("\0")
    if len(words) > 1 and _reader() == "es" and _SOUNDS_LIKE_Y.match(str(words[-1])):
        between[-2] = between[-2].replace(" y", " e")
    return between


_SOUNDS_LIKE_Y = re.compile("h?[ií](?!e)", re.IGNORECASE)  # Spanish: “agua e higiene”, but “agua y hielo”


def _set_apart(words: Iterable[str]) -> list[str]:
    """Where sentences run from the right each item is isolated, so that names from the left do not run together."""
    is_apart = direction(_reader()) == "rtl"
    return [f"{_ISOLATE}{word}{_END_OF_ISOLATE}" if is_apart else word for word in words]


_COMMAS = {"ar": "، ", "fa": "، ", "ur": "، ", "zh": "、", "ja": "、"}


def comma_of(language: str) -> str:
    """What stands between items in a language, with its space: “, ”, “، ”, “、”."""
    return _COMMAS.get(language.partition("-")[0], ", ")


def set_commas(words: Iterable[str]) -> str:
    """Items one after another, with the comma of the reader's language: “Health, Water, Energy”."""
    return comma_of(_reader()).join(_set_apart(words))


@lru_cache(maxsize=1000)
def _name_of_language(tag: str, reader: str) -> str:
    try:
        spoken = Locale.parse(tag, sep="-" if "-" in tag else "_")
    except (UnknownLocaleError, ValueError):
        return tag
    return str(spoken.get_display_name(_locale(reader)) or tag)


def language_name(tag: str) -> str:
    """What the reader calls the language of a tag (BCP 47); the tag itself where nobody knows it."""
    return _name_of_language(tag, _reader())


def direction(tag: str) -> str:
    """``rtl`` or ``ltr``: how a language is written; for a text of unknown language ``auto``."""
    if not tag:
        return "auto"
    return "rtl" if tag.partition("-")[0].lower() in _RIGHT_TO_LEFT else "ltr"


def html_language(code: str) -> str:
    """A language code of ours as HTML wants it: ``zh-hans`` is ``zh-Hans``, ``pt-br`` is ``pt-BR``."""
    base, _, part = code.partition("-")
    if not part:
        return base
    return f"{base}-{part.upper() if len(part) == 2 else part.title()}"  # a country, or a script


def native_name(code: str) -> str:
    """What a language of the site calls itself, as the settings have it."""
    return str(dict(settings.LANGUAGES).get(code) or get_language_info(code)["name_local"])
