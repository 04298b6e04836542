"""Lists of the back office: filtered, searched, sorted, paged and taken away, all in one way.

A room says once what a list has (``DeskList``); an address asks for a part of it (``Asked``), and nothing in an address
raises. What is listed is a QuerySet, or a sequence where rows are worked out. ``lists.html`` draws what ``show`` gives.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial, reduce
from itertools import islice
from operator import or_
from typing import Any
from urllib.parse import urlencode

from django.db.models import Q, QuerySet
from django.http import HttpResponse

from rapport.lib.sheets import TYPES, write_sheet
from rapport.lib.texts import clean_text

Found = QuerySet[Any] | Sequence[Any]
_CHUNK = 1_000  # rows of a file that are dressed together
_LAST_PAGE = 100_000
OF_THE_VIEW = ("pk",)


@dataclass(frozen=True, slots=True)
class Column:
    """What each row says. ``value(row)``: as files say it; ``label``: its head on the page, where it stands there.

    ``order``: the fields by which a QuerySet is put in order, or the key of a row in a sequence; ``OF_THE_VIEW`` where
    the view sorts, which reads ``Asked.order``; nothing: it puts nothing in order.
    """

    code: str
    value: Callable[[Any], Any]
    label: Any = ""
    order: tuple[str, ...] | Callable[[Any], Any] | None = None
    is_number: bool = False


@dataclass(frozen=True, slots=True)
class Filter:
    """One choice of many, of which ``default`` is made where none is.

    ``narrow(found, value)`` keeps those of a value; without it the view does, which reads ``Asked.chosen``.
    """

    code: str
    label: Any
    options: Callable[[], Iterable[tuple[str, Any]]]
    narrow: Callable[[Any, str], Any] | None = None
    default: str = ""


def by_field(name: str) -> Callable[[Any, str], Any]:
    """Keep those whose field has the value."""
    return lambda found, value: found.filter(**{name: value})


def by_words(*fields: str) -> Callable[[Any, str], Any]:
    """Keep the rows of a QuerySet that have every word in one of the fields."""

    def search(found: Any, words: str) -> Any:
        for word in words.split()[:10]:
            found = found.filter(reduce(or_, (Q(**{f"{field}__icontains": word}) for field in fields)))
        return found

    return search


@dataclass(frozen=True, slots=True)
class DeskList:
    """``order``: the code of the column that sorts it at first, with a minus for downwards; empty: as found.

    ``search(found, words)`` keeps what has the words, ``search_label`` says where they are looked for. ``kept``: what
    else an address may hold.
    """

    name: str  # of its files
    columns: tuple[Column, ...]
    filters: tuple[Filter, ...] = ()
    search: Callable[[Any, str], Any] | None = None
    search_label: Any = ""
    order: str = ""
    kept: tuple[str, ...] = ()
    size: int = 50

    def ask(self, params: Mapping[str, Any]) -> "Asked":
        """What an address asks for; nonsense is as if it were not there."""
        given = {name: clean_text(str(params.get(name, "")))[:200].strip() for name in self._names()}
        options = {each.code: list(each.options()) for each in self.filters}
        chosen = {each.code: _among(options[each.code], given[each.code], each.default) for each in self.filters}
        order = given["sort"] if given["sort"].removeprefix("-") in self._sortable() else self.order
        number = given["page"]
        page = min(int(number), _LAST_PAGE) if number.isascii() and number.isdecimal() and len(number) < 10 else 1
        kept = {name: given[name] for name in self.kept}
        words = given["q"] if self.search else ""
        return Asked(self, options, chosen, words, order, max(page, 1), kept, given["format"])

    def _names(self) -> list[str]:
        return [*(each.code for each in self.filters), *self.kept, "q", "sort", "page", "format"]

    def _sortable(self) -> set[str]:
        return {each.code for each in self.columns if each.order is not None}


def _among(options: list[tuple[str, Any]], given: str, default: str) -> str:
    return given if given and given in {value for value, _label in options} else default


@dataclass(frozen=True, slots=True)
class Asked:
    """What of a list is wanted. ``options`` and ``chosen``: by the code of each filter."""

    of: DeskList
    options: dict[str, list[tuple[str, Any]]]
    chosen: dict[str, str]
    words: str
    order: str
    page: int
    kept: dict[str, str] = field(default_factory=dict)
    format: str = ""

    def narrow(self, found: Found) -> Any:
        """Filtered, searched and sorted: of the kind that it was given."""
        for each in self.of.filters:
            if self.chosen[each.code] and each.narrow:
                found = each.narrow(found, self.chosen[each.code])
        if self.words and self.of.search:
            found = self.of.search(found, self.words)
        return self._sorted(found)

    def _sorted(self, found: Found) -> Any:
        code = self.order.removeprefix("-")
        order = next((each.order for each in self.of.columns if each.code == code), None)
        downwards = self.order.startswith("-")
        if isinstance(order, tuple):
            assert isinstance(found, QuerySet)  # noqa: S101 fields are those of a QuerySet
            return found.order_by(*(_flipped(name) if downwards else name for name in order), "pk")
        return sorted(found, key=partial(_key, order), reverse=downwards) if order else found

    def query(self, **more: str) -> str:
        """As an address says it; what is so anyway is not said."""
        told = {each.code: _told(self.chosen[each.code], each.default) for each in self.of.filters}
        told |= {"q": self.words, **self.kept, **more, "sort": _told(more.get("sort", self.order), self.of.order)}
        return urlencode({name: value for name, value in told.items() if value})

    def show(self, found: Found, *, dress: Callable[[Sequence[Any]], Sequence[Any]] = list) -> "Shown":
        """A page of what ``narrow`` gave. ``dress(rows)`` makes of the rows of one page what its template needs."""
        total = found.count() if isinstance(found, QuerySet) else len(found)
        number = min(self.page, max(1, -(-total // self.of.size)))
        first = (number - 1) * self.of.size
        return Shown(self, list(dress(list(found[first : first + self.of.size]))), total, number)

    @property
    def wants_file(self) -> bool:
        return self.format in TYPES

    def as_file(self, found: Found, *, dress: Callable[[Sequence[Any]], Sequence[Any]] = list) -> HttpResponse:
        """All of it, whole or not at all. The names of columns are codes, the same in every language."""
        cells = ([each.value(row) for each in self.of.columns] for chunk in _chunks(found) for row in dress(chunk))
        return give_sheet(self.of.name, self.format, [each.code for each in self.of.columns], cells)


def _chunks(found: Found) -> Iterator[list[Any]]:
    rows = found.iterator(chunk_size=_CHUNK) if isinstance(found, QuerySet) else iter(found)
    while chunk := list(islice(rows, _CHUNK)):
        yield chunk


def give_sheet(name: str, kind: str, columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> HttpResponse:
    """A table to keep. ``kind``: csv or xlsx."""
    response = HttpResponse(write_sheet(kind, columns, rows), content_type=TYPES[kind])
    response["Content-Disposition"] = f'attachment; filename="{name}.{kind}"'
    response["Cache-Control"] = "private, no-store"
    return response


def _key(order: Callable[[Any], Any], row: Any) -> tuple[bool, Any]:
    """What is not known stands last."""
    value = order(row)
    missing = value is None or value == ""
    return missing, "" if missing else value.casefold() if isinstance(value, str) else value


def _flipped(name: str) -> str:
    return name[1:] if name.startswith("-") else f"-{name}"


def _told(value: str, default: str) -> str:
    return "" if value == default else value


@dataclass(frozen=True, slots=True)
class Head:
    """The head of a column. ``sorted``: ascending, descending, or empty."""

    label: str
    href: str
    sorted: str
    is_number: bool


@dataclass(frozen=True, slots=True)
class Shown:
    """A page of a list, for a template."""

    asked: Asked
    rows: list[Any]
    total: int
    number: int

    @property
    def heads(self) -> list[Head]:
        return [self._head(each) for each in self.asked.of.columns if each.label]

    def _head(self, column: Column) -> Head:
        code, order = column.code, self.asked.order
        state = {code: "ascending", f"-{code}": "descending"}.get(order, "")
        href = f"?{self.asked.query(sort=f'-{code}' if order == code else code)}" if column.order else ""
        return Head(str(column.label), href, state, column.is_number)

    @property
    def orders(self) -> list[tuple[str, str]]:
        """Every order there is, for telephones, where a table has no heads."""
        found = [each for each in self.asked.of.columns if each.label and each.order]
        return [
            (f"{sign}{each.code}", f"{each.label} {arrow}") for each in found for sign, arrow in (("", "↑"), ("-", "↓"))
        ]

    @property
    def ways(self) -> list[dict[str, str]]:
        return [{"label": kind.upper(), "href": f"?{self.asked.query(format=kind)}"} for kind in TYPES]

    @property
    def page(self) -> dict[str, Any]:
        """Where one is, as ``parts.pages`` shows it."""
        size = self.asked.of.size

        def href(number: int) -> str | None:
            inside = 1 <= number <= -(-self.total // size)
            return f"?{self.asked.query(page=str(number) if number > 1 else '')}" if inside else None

        first, last = min(self.total, (self.number - 1) * size + 1), min(self.total, self.number * size)
        return {
            "first": first, "last": last, "of": self.total,
            "previous": href(self.number - 1), "next": href(self.number + 1),
        }  # fmt: skip
