"""The records of the registry as officers look for them: whatever became of them, in any order, as a file."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from rapport.explore.wording import Light, choose_language, describe_freshness, name_or_none
from rapport.lib import clock
from rapport.look.desk_lists import OF_THE_VIEW, Asked, Column, DeskList, Filter
from rapport.registration.choosing import find_by_number
from rapport.registry.cards import Card, load_cards
from rapport.screening.access import for_officers
from rapport.sets.facets import FACETS, listed_values, value_label
from rapport.sets.query import Query
from rapport.sets.search import ordered_numbers
from rapport.vocabularies.schemes import scheme

# The facets of the sets that can be chosen here; all others can in the search.
_FACETS = ("status", "freshness", "theme", "region", "scope")
# Columns that sort, the order of the sets that does it, and whether that order begins with the latest.
_ORDERS = {"name": ("name", False), "registered": ("newest", True), "confirmed": ("freshness", True)}


@dataclass(frozen=True, slots=True)
class Row:
    """A record in the list."""

    card: Card
    name: str
    status: str
    light: Light


def _options(facet: str) -> Callable[[], list[tuple[str, str]]]:
    return lambda: [(value, value_label(facet, value)) for value in listed_values(facet)]


_RECORDS = DeskList(
    name="records",
    columns=(
        Column("id", lambda row: row.card.public_id),
        Column("name", lambda row: row.name, gettext_lazy("Record"), OF_THE_VIEW),
        Column("status", lambda row: row.status, gettext_lazy("Status")),
        Column("registered", lambda row: row.card.registered_on, gettext_lazy("Registered"), OF_THE_VIEW),
        Column("confirmed", lambda row: row.card.confirmed_on, gettext_lazy("How current"), OF_THE_VIEW),
        Column("reported", lambda row: row.card.reported_on),
        Column("changed", lambda row: row.card.changed_on),
        Column("partners", lambda row: row.card.partners, gettext_lazy("Partners"), is_number=True),
        Column("primary", lambda row: "; ".join(row.card.primary)),
    ),
    filters=tuple(Filter(name, FACETS[name].label, _options(name)) for name in _FACETS),
    search=lambda numbers, _words: numbers,
    search_label=gettext_lazy("Number, or words"),
    order="name",
)


@require_safe
@for_officers
def list_records(request: HttpRequest) -> HttpResponse:
    """Every record, or those of a set; who types a number is led to its record."""
    asked, today = _RECORDS.ask(request.GET), clock.today()
    if asked.words and (number := find_by_number(asked.words)):
        return redirect("screening:record", public_id=number)
    query, is_turned = _query_of(asked)
    numbers = ordered_numbers(query, today=today)
    if is_turned:
        numbers.reverse()

    def read(numbers: Sequence[int]) -> list[Row]:
        return [_row(card, today) for card in load_cards(list(numbers))]

    if asked.wants_file:
        return asked.as_file(numbers, dress=read)
    context = {"list": asked.show(numbers, dress=read), "set": query.query_string()}
    return render(request, "screening/records.html", context)


def _query_of(asked: Asked) -> tuple[Query, bool]:
    """The set that is asked for, and whether its order is to be turned round."""
    chosen: dict[str, Any] = {name: [value] for name, value in asked.chosen.items() if value}
    chosen.setdefault("status", scheme("statuses").codes)
    order, begins_late = _ORDERS[asked.order.removeprefix("-")]
    return Query.of(asked.words, **chosen).ordered(order), asked.order.startswith("-") != begins_late


def _row(card: Card, today: date) -> Row:
    return Row(
        card,
        name_or_none(choose_language(card.names, card.language), card.acronym).text,
        scheme("statuses").label_of(card.status_at(today)),
        describe_freshness(card.confirmed_on, card.reported_on, today=today),
    )
