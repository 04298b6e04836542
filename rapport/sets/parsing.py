"""Read a query from an address. Hostile input never raises: it is left out, and a sentence names it."""

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, date, datetime, time

from django.utils.translation import gettext as _

from rapport.look.formats import set_commas
from rapport.organizations.directory import as_written
from rapport.sets.facets import FACETS, NONE, NOT_KNOWN, Facet, Kind
from rapport.sets.query import LONGEST_WORDS, MOST_FURTHER, MOST_VALUES, ORDERS, Query
from rapport.sets.ranges import read_range
from rapport.vocabularies.schemes import installed_schemes, scheme

LAST_PAGE = 100_000
_OURS = frozenset({"q", "as-at", "known-at", "order", "page"})
_ID = re.compile(r"[A-Za-z0-9._~-]{1,80}")
_CODE = re.compile(r"[A-Za-z0-9._~:-]{1,80}")
_MOST_NAMES = 200  # an address with more is noise: the rest is not looked at
_MOST_SENTENCES = 10


def parse_query(params: Mapping[str, Sequence[str]]) -> tuple[Query, list[str]]:
    """The query of an address (a ``QueryDict``, or lists of values by name), and what of it was not understood."""
    reading = _Reading()
    for name in list(params)[:_MOST_NAMES]:
        reading.read(name, _values(params, name))
    reading.read_bounds()
    return reading.query(), list(dict.fromkeys(reading.sentences))[:_MOST_SENTENCES]


def read_page(params: Mapping[str, Sequence[str]]) -> int:
    """The page asked for, from 1; nonsense is page 1."""
    text = next(iter(_values(params, "page")), "1")
    return min(max(int(text), 1), LAST_PAGE) if text.isascii() and text.isdecimal() and len(text) <= 9 else 1


def _values(params: Mapping[str, Sequence[str]], name: str) -> list[str]:
    getlist = getattr(params, "getlist", None)
    given = getlist(name) if getlist else params.get(name, ())
    return [given] if isinstance(given, str) else [str(each) for each in given]


class _Reading:
    def __init__(self) -> None:
        self.sentences: list[str] = []
        self.words = ""
        self.included: dict[str, list[str]] = {}
        self.further: list[tuple[str, tuple[str, ...]]] = []
        self.excluded: dict[str, list[str]] = {}
        self.bounds: dict[str, dict[str, str]] = {}
        self.as_at: date | None = None
        self.known_at: datetime | None = None
        self.order = ""

    def query(self) -> Query:
        return Query(
            words=self.words,
            included=tuple((name, tuple(values)) for name, values in self.included.items()),
            further=tuple(self.further),
            excluded=tuple((name, tuple(values)) for name, values in self.excluded.items()),
            as_at=self.as_at,
            known_at=self.known_at,
            order=self.order,
        )

    def say(self, sentence: str) -> None:
        self.sentences.append(sentence)

    def read(self, name: str, values: list[str]) -> None:
        """One name of the address with all of its values."""
        if name in _OURS:
            self._read_ours(name, values)
            return
        facet, suffix = _bound_of(name)
        if facet:
            self.bounds.setdefault(facet, {})[suffix] = _shorten(values[-1]) if values else ""
            return
        sign, name = (name[:3], name[4:]) if name.startswith(("not-", "and-")) else ("", name)
        if name not in FACETS:
            self.say(_("“%(name)s” is no facet, and was left out.") % {"name": _shorten(name)})
        elif sign == "and":
            # Each time that it stands there is a condition of its own: this *and* that theme *and* a third.
            conditions = (self._taken(name, [each]) for each in values[:MOST_FURTHER])
            self.further += [(name, tuple(found)) for found in conditions if found]
        elif found := self._taken(name, values):
            (self.excluded if sign == "not" else self.included)[name] = found

    def _taken(self, name: str, values: list[str]) -> list[str]:
        """The values of a facet that could be understood, each once."""
        found = list(dict.fromkeys(self._facet_values(FACETS[name], values)))
        if FACETS[name].kind is Kind.ORGANIZATIONS:
            found = _as_written(found[: MOST_VALUES + 1])
        if len(found) > MOST_VALUES:
            self.say(
                _("%(facet)s: only the first %(most)d values were taken.")
                % {"facet": FACETS[name].label, "most": MOST_VALUES}
            )
        return found[:MOST_VALUES]

    def read_bounds(self) -> None:
        """``started-from`` and ``started-to``: how a form without script gives a range."""
        for name, given in self.bounds.items():
            low, high = (given.get(end, "").strip() for end in ("from", "to"))
            if low or high:
                self.included.setdefault(name, []).extend(self._facet_values(FACETS[name], [f"{low}..{high}"]))

    def _read_ours(self, name: str, values: list[str]) -> None:
        value = unicodedata.normalize("NFC", next((each for each in values if each.strip()), "").strip())
        if not value:
            return
        if name == "q":
            self.words = value
            if len(value) > LONGEST_WORDS:
                self.say(_("Only the first %(most)d characters of the words were searched.") % {"most": LONGEST_WORDS})
        elif name == "as-at":
            self.as_at = self._day(value)
        elif name == "known-at":
            self.known_at = self._time(value)
        elif name == "order":
            self.order = value if value in ORDERS else ""
            if not self.order:
                self.say(
                    _("“%(order)s” is no order; there are %(orders)s.")
                    % {"order": _shorten(value), "orders": set_commas(ORDERS)}
                )

    def _day(self, value: str) -> date | None:
        try:
            if re.fullmatch(r"\d{4}-\d{2}-\d{2}", value, re.ASCII):
                return date.fromisoformat(value)
        except ValueError:
            pass
        self.say(
            _("“%(day)s” is not a day of the calendar; write it as 2010-02-01. The day was left out.")
            % {"day": _shorten(value)}
        )
        return None

    def _time(self, value: str) -> datetime | None:
        # In an address a plus that was not escaped arrives as a space.
        text = value.replace(" ", "+") if "T" in value else value
        try:
            if re.fullmatch(r"\d{4}-\d{2}-\d{2}", text, re.ASCII):
                return datetime.combine(date.fromisoformat(text), time.max, UTC)
            if re.match(r"\d{4}-\d{2}-\d{2}T\d{2}", text, re.ASCII):
                when = datetime.fromisoformat(text)
                return when.replace(tzinfo=UTC) if when.tzinfo is None else when.astimezone(UTC)
        except (ValueError, OverflowError):
            pass
        self.say(
            _("“%(time)s” is not a time; write it as 2010-02-01 or 2010-02-01T12:00Z. The time was left out.")
            % {"time": _shorten(value)}
        )
        return None

    def _facet_values(self, facet: Facet, values: list[str]) -> Iterator[str]:
        for given in values:
            for value in given[:10_000].split(","):
                if value.strip():
                    yield from self._facet_value(facet, value.strip())

    def _facet_value(self, facet: Facet, value: str) -> Iterator[str]:
        if value == NOT_KNOWN and facet.can_be_unknown:
            yield value
        elif facet.is_range:
            try:
                yield str(read_range(facet.kind, value[:80]))
            except ValueError as error:
                self.say(_("%(facet)s: %(value)s") % {"facet": facet.label, "value": error})
        else:
            pattern = _ID if facet.kind is Kind.ORGANIZATIONS else _CODE
            if pattern.fullmatch(value):
                yield self._code(facet, value)
            else:
                self.say(_wrong_value(facet, value))

    def _code(self, facet: Facet, value: str) -> str:
        """The value as its scheme writes it. One that there is not is kept, for an empty set is the true answer."""
        if facet.kind is Kind.ORGANIZATIONS or value == NONE:
            return value
        known = _known_values(facet, value)
        if known is None:
            return value.lower()
        found = known.get(value.lower())
        if found is None:
            self.say(_wrong_value(facet, value))
        return found or value


def _as_written(ids: list[str]) -> list[str]:
    """Ids of organizations, which are one whatever their case. One look-up, and only where one is named."""
    named = [each for each in ids if each != NOT_KNOWN]
    return [*as_written(named), *(each for each in ids if each == NOT_KNOWN)]


def _known_values(facet: Facet, value: str) -> Mapping[str, str] | None:
    """Every value of a closed facet that ``value`` may mean, by its lower case; ``None`` where any will do."""
    if facet.name == "serves":
        return {name.lower(): name for name in installed_schemes()}
    if facet.name == "commitment":
        name = value.partition(":")[0].lower()
        named = installed_schemes().get(name)
        return {f"{name}:{code}".lower(): f"{name}:{code}" for code in (named.codes if named else ())}
    if facet.name in ("language", "fair"):
        return None
    codes = facet.values if facet.values is not None else scheme(facet.scheme).codes if facet.scheme else ()
    return {code.lower(): code for code in codes}


def _bound_of(name: str) -> tuple[str, str]:
    for suffix in ("from", "to"):
        facet = name.removesuffix(f"-{suffix}")
        if facet != name and facet in FACETS and FACETS[facet].is_range:
            return facet, suffix
    return "", ""


def _shorten(text: str) -> str:
    text = "".join(char if char.isprintable() else "�" for char in text)
    return text if len(text) <= 60 else f"{text[:59]}…"


def _wrong_value(facet: Facet, value: str) -> str:
    return _("%(facet)s: there is no “%(value)s”.") % {"facet": facet.label, "value": _shorten(value)}
