"""What lists and records say in words: how old a fact is, when a partnership runs, which text a reader gets."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from rapport.lib.dates import PartialDate
from rapport.look.ages import describe_age, describe_span
from rapport.look.formats import format_day
from rapport.registry.cards import Card
from rapport.registry.history import InForce
from rapport.sets.freshness import freshness_of, last_known, last_sign
from rapport.vocabularies.schemes import scheme


@dataclass(frozen=True, slots=True)
class Light:
    """How fresh a record is: the band of the vocabulary, and the words that stand beside the light."""

    band: str
    words: str


# A list says these of twenty records, and asks for the reader's language once: it gives it.


def describe_freshness(
    confirmed_on: date | None, reported_on: date | None, *, today: date, language: str | None = None
) -> Light:
    """“Confirmed 3 weeks ago”, “not confirmed for 27 months”: by the later of confirmation and report."""
    return _light(confirmed_on, reported_on, today, language or get_language() or "en")


@lru_cache(maxsize=20_000)
def _light(confirmed_on: date | None, reported_on: date | None, today: date, language: str) -> Light:
    last = last_known(confirmed_on, reported_on)
    band = _band(last, today)
    if last is None:
        return Light(band, _("never confirmed"))
    if band == "green":
        said = _("confirmed %(age)s") if last == confirmed_on else _("reported %(age)s")
        return Light(band, said % {"age": describe_age(last, today)})
    span = {"span": describe_span(last, today)}
    if band == "amber":
        return Light(band, _("not confirmed for %(span)s, update due") % span)
    if band == "dormant":
        return Light(band, _("dormant: not confirmed for %(span)s") % span)
    return Light(band, _("not confirmed for %(span)s") % span)


@dataclass(frozen=True, slots=True)
class Sign:
    """One kind of sign of life: when it last came, empty for never, and what is to be said of it."""

    label: str
    day: date | None
    note: str


def describe_signs(record: InForce) -> tuple[Sign, ...]:
    """Confirmed, changed, reported: kept apart, for each says something else."""
    evidence = _("with evidence") if record.has_evidence else _("without evidence")
    role = describe_role(record.confirmed_by_role)
    return (
        Sign(_("Last confirmed"), record.confirmed_on, _("by %(role)s") % {"role": role} if role else ""),
        Sign(_("Last changed"), record.changed_on, ""),
        Sign(_("Last reported"), record.reported_on, evidence),
    )


def describe_sign(card: Card, *, today: date, language: str) -> str:
    """How the last sign of life came, where the light does not say it: a change, or a report with its evidence."""
    if card.changed_on is None and not card.has_evidence:
        return ""
    days = (card.confirmed_on, card.changed_on, card.reported_on)
    how, day = last_sign(*days, has_evidence=card.has_evidence)
    return _sign(how, day, today, language) if day else ""


@lru_cache(maxsize=10_000)
def _sign(how: str, day: date, today: date, language: str) -> str:
    if how == "changed":
        return _("changed %(age)s") % {"age": describe_age(day, today)}
    return _("with evidence") if how == "reported-with-evidence" else ""


@lru_cache(maxsize=10_000)
def _band(last: date | None, today: date) -> str:
    return freshness_of(last, day=today)


@lru_cache(maxsize=10_000)
def label_of(scheme_name: str, code: str, language: str) -> str:
    """A label, remembered: a search page has two hundred of them."""
    return scheme(scheme_name).label_of(code, language)


def describe_time(
    started_on: PartialDate | None, ends_on: PartialDate | None, open_ended: bool | None, language: str | None = None
) -> str:
    """When a partnership runs, and what of that is not known. Years are enough where more is known."""
    years = started_on and started_on.year, ends_on and ends_on.year
    return _years(*years, open_ended, language or get_language() or "en")


@lru_cache(maxsize=20_000)
def _years(started: int | None, ends: int | None, open_ended: bool | None, language: str) -> str:
    start, end = (_year(each) for each in (started, ends))
    if start and end:
        return _("%(start)s to %(end)s") % {"start": start, "end": end} if start != end else start
    if start:
        said = _("since %(start)s, open-ended") if open_ended else _("since %(start)s, end not known")
        return said % {"start": start}
    if end:
        return _("until %(end)s, start not known") % {"end": end}
    return _("open-ended, start not known") if open_ended else _("start and end not known")


def _year(year: int | None) -> str:
    return format_day(PartialDate(year)) if year else ""


def has_ended(ends_on: PartialDate | None, *, today: date) -> bool:
    """Whether its own end has certainly passed."""
    return ends_on is not None and ends_on.certainly_before(today)


@dataclass(frozen=True, slots=True)
class Text:
    """A text and the language it is in; empty: not known."""

    text: str
    language: str

    def __bool__(self) -> bool:
        return bool(self.text)


def choose_language(texts: Mapping[str, str], own: str = "", reader: str | None = None) -> Text:
    """The text in the reader's language, or in the record's own, or in any."""
    reader = reader or get_language() or "en"
    for language in (reader, reader.partition("-")[0], own):
        if texts.get(language):
            return Text(texts[language], language)
    language = next(iter(texts), own)
    return Text(texts.get(language, ""), language)


def name_or_none(name: Text, acronym: str = "") -> Text:
    """A record's name for a heading: never empty."""
    if name:
        return name
    return Text(acronym, "") if acronym else Text(_("[no title]"), get_language() or "en")


def describe_role(role: str) -> str:
    """Who confirmed, by role: never a name. A role that we do not know is shown as it is written."""
    known = {
        "focal-point": _("the focal point"),
        "deputy": _("the deputy focal point"),
        "officer": _("the secretariat"),
        "secretariat": _("the secretariat"),
        "import": _("an import"),
        "partner": _("a partner"),
    }
    return known.get(role, role.replace("-", " "))


def describe_channel(channel: str) -> str:
    """Through what it came, in words. A channel that we do not know is shown as it is written."""
    known = {
        "form": _("through the form"),
        "desk": _("at the desk of the registry"),
        "bulk": _("one of many records changed at once"),
        "link": _("through the link in a letter"),
        "mail": _("by mail"),
        "telephone": _("by telephone"),
        "letter": _("by letter"),
        "in-person": _("in person"),
        "spreadsheet": _("by a spreadsheet"),
        "import": _("by an import"),
    }
    return known.get(channel, channel.replace("-", " "))
