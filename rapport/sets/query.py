"""A ``Query`` names a set of partnerships. Equal queries have one address, and an address gives its query back.

Between facets *and* is meant, between the values of one facet *or*. ``parsing.parse_query`` reads one from an address.
"""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from typing import Self
from urllib.parse import quote

from rapport.sets.facets import FACETS

EXPLORE = "/partnerships/"
ORDERS = ("relevance", "name", "newest", "freshness")
LONGEST_WORDS = 200
MOST_VALUES = 100  # of one facet
MOST_FURTHER = 10  # conditions more on one facet
_READABLE = ",.:~-_"  # left as they are, so that people can read and write addresses
_PLAIN = re.compile(r"[A-Za-z0-9,.:~_-]*")
_PLACES = {name: place for place, name in enumerate(FACETS)}

Chosen = tuple[tuple[str, tuple[str, ...]], ...]


@dataclass(frozen=True, slots=True)
class Query:
    """A set of partnerships: words, facets, a day, a time; and an order for lists of it.

    ``included`` and ``excluded`` hold (facet, values) in the order of the facets, values sorted; ``further`` are more
    conditions on facets that ``included`` may also name (``and-theme``: this *and* that theme), any number of a
    facet. ``as_at`` ``None`` is today, ``known_at`` ``None`` is now; ``order`` empty is the usual one.
    """

    words: str = ""
    included: Chosen = ()
    further: Chosen = ()
    excluded: Chosen = ()
    as_at: date | None = None
    known_at: datetime | None = None
    order: str = ""

    def __post_init__(self) -> None:
        put = object.__setattr__
        put(self, "words", clean_words(self.words))
        put(self, "included", _in_order(self.included))
        put(self, "further", _each_in_order(self.further))
        put(self, "excluded", _in_order(self.excluded))
        if self.known_at is not None:
            known_at = self.known_at.replace(tzinfo=self.known_at.tzinfo or UTC)
            put(self, "known_at", known_at.astimezone(UTC))
        usual = "relevance" if self.words else "newest"
        unfit = self.order not in ORDERS or (self.order == "relevance" and not self.words)
        put(self, "order", "" if unfit or self.order == usual else self.order)

    @classmethod
    def of(
        cls, words: str = "", *, without: Mapping[str, Iterable[str]] | None = None, **facets: str | Iterable[str]
    ) -> Self:
        """A query written in code: ``Query.of(primary=["water"], partner_type="women")``."""
        included = {name.replace("_", "-"): (one,) if isinstance(one, str) else one for name, one in facets.items()}
        return cls(words, included=_pairs(included), excluded=_pairs(without or {}))

    # --- what is asked ---

    @property
    def effective_order(self) -> str:
        return self.order or ("relevance" if self.words else "newest")

    def values(self, facet: str) -> tuple[str, ...]:
        """The values asked for; empty where the facet is not used."""
        return next((values for name, values in self.included if name == facet), ())

    def excluded_values(self, facet: str) -> tuple[str, ...]:
        return next((values for name, values in self.excluded if name == facet), ())

    @property
    def is_everything(self) -> bool:
        """No condition is set: the registry itself."""
        return not (self.words or self.included or self.further or self.excluded)

    # --- its neighbours ---

    def with_value(self, facet: str, value: str) -> Self:
        return self.with_values(facet, {*self.values(facet), value})

    def without_value(self, facet: str, value: str) -> Self:
        return self.with_values(facet, set(self.values(facet)) - {value})

    def toggle(self, facet: str, value: str) -> Self:
        return self.without_value(facet, value) if value in self.values(facet) else self.with_value(facet, value)

    def with_values(self, facet: str, values: Iterable[str]) -> Self:
        """The same with exactly these values of the facet (none: the facet dropped); exclusions stay."""
        return self._with("included", _placed(self.included, facet, values))

    def excluding(self, facet: str, values: Iterable[str]) -> Self:
        """The same with exactly these values of the facet left out."""
        return self._with("excluded", _placed(self.excluded, facet, values))

    def _with(self, name: str, chosen: Chosen) -> Self:
        # Everything else is in order already: a search page makes thirty neighbours of its query.
        made = object.__new__(type(self))
        for each in self.__slots__:
            object.__setattr__(made, each, getattr(self, each))
        object.__setattr__(made, name, chosen)
        return made

    def without(self, facet: str) -> Self:
        """The same with a facet cleared, or the words (``q``)."""
        if facet == "q":
            return replace(self, words="")
        further = tuple(pair for pair in self.further if pair[0] != facet)
        return replace(self.with_values(facet, ()).excluding(facet, ()), further=further)

    def clear(self) -> Self:
        """No condition, same day, time and order."""
        return replace(self, words="", included=(), further=(), excluded=())

    def narrowed(self, other: "Query") -> Self:
        """This set within another: the conditions of both hold. Day, time and order stay."""
        query = replace(self, words=f"{self.words} {other.words}")
        for facet, values in (*other.included, *other.further):
            query = query._also(facet, values)
        for facet, values in other.excluded:
            query = query.excluding(facet, {*query.excluded_values(facet), *values})
        return query

    def _also(self, facet: str, values: tuple[str, ...]) -> Self:
        mine = self.values(facet)
        if not mine or mine == values:
            return self.with_values(facet, values)
        return replace(self, further=(*self.further, (facet, values)))

    def at(self, *, as_at: date | None, known_at: datetime | None = None) -> Self:
        is_so = (as_at, known_at) == (self.as_at, self.known_at)
        return self if is_so else replace(self, as_at=as_at, known_at=known_at)

    def ordered(self, order: str) -> Self:
        return replace(self, order=order)

    # --- its address ---

    def params(self) -> list[tuple[str, str]]:
        """Names and values in canonical order, unescaped: for links and for hidden fields of a form."""
        pairs = [("q", self.words)] if self.words else []
        pairs += [(facet, ",".join(values)) for facet, values in self.included]
        pairs += [(f"and-{facet}", ",".join(values)) for facet, values in self.further]
        pairs += [(f"not-{facet}", ",".join(values)) for facet, values in self.excluded]
        if self.as_at is not None:
            pairs.append(("as-at", self.as_at.isoformat()))
        if self.known_at is not None:
            pairs.append(("known-at", write_time(self.known_at)))
        if self.order:
            pairs.append(("order", self.order))
        return pairs

    def query_string(self, page: int | None = None) -> str:
        pairs = self.params()
        if page is not None and page > 1:
            pairs.append(("page", str(page)))
        return "&".join(f"{name}={quote_value(value)}" for name, value in pairs)

    def path(self, page: int | None = None, *, base: str = EXPLORE) -> str:
        """The canonical address, without the language before it."""
        query = self.query_string(page)
        return f"{base}?{query}" if query else base


def quote_value(value: str) -> str:
    """As an address writes it. Most values are codes and need nothing."""
    return value if _PLAIN.fullmatch(value) else quote(value, safe=_READABLE + " ").replace(" ", "+")


def _in_order(chosen: Chosen) -> Chosen:
    """Facets in the order of the table, values sorted, each once; unknown and empty facets dropped."""
    gathered: dict[str, set[str]] = {}
    for facet, values in chosen:
        gathered.setdefault(facet, set()).update(values)
    return tuple((name, tuple(sorted(gathered[name]))) for name in FACETS if gathered.get(name))


def _each_in_order(chosen: Chosen) -> Chosen:
    """The same where a facet may stand several times: each condition once, however often it was made."""
    known = {(facet, tuple(sorted(set(values)))) for facet, values in chosen if values and facet in _PLACES}
    return tuple(sorted(known, key=lambda pair: (_PLACES[pair[0]], pair[1])))


def _placed(chosen: Chosen, facet: str, values: Iterable[str]) -> Chosen:
    """Conditions in order, with exactly these values of one facet."""
    kept = [pair for pair in chosen if pair[0] != facet]
    given = tuple(sorted(set(values)))
    if given and facet in _PLACES:
        kept.insert(sum(_PLACES[name] < _PLACES[facet] for name, _values in kept), (facet, given))
    return tuple(kept)


def _pairs(chosen: Mapping[str, Iterable[str]]) -> Chosen:
    return tuple((name, tuple(values)) for name, values in chosen.items())


def clean_words(text: str) -> str:
    """Words as an address can carry them: marks without width, controls and broken characters are spaces."""
    text = unicodedata.normalize("NFC", text[: 4 * LONGEST_WORDS])
    kept = "".join(" " if unicodedata.category(char) in ("Cc", "Cs", "Cf") else char for char in text)
    return " ".join(kept.split())[:LONGEST_WORDS].strip()


def write_time(time: datetime) -> str:
    """A time as addresses write it: a day where its last moment is meant, else UTC with a Z."""
    if (time.hour, time.minute, time.second, time.microsecond) == (23, 59, 59, 999999):
        return time.date().isoformat()
    return time.replace(tzinfo=None).isoformat() + "Z"
