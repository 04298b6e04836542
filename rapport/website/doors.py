"""What the blocks of a page show: counted when the page is shown, and each number opens its set."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from django.http import QueryDict
from django.utils.translation import get_language

from rapport.content.browsing import show_entry
from rapport.content.rich_text import show_rich_text
from rapport.content.shelves import all_shelves, shelf_of
from rapport.events.coming import next_events
from rapport.explore.addresses import set_path
from rapport.explore.changes import changed_last
from rapport.explore.listing import show_facets, whole_facet
from rapport.explore.sketch import sketch_world
from rapport.look.navigation import in_language
from rapport.sets.following import view_of
from rapport.sets.parsing import parse_query
from rapport.sets.query import Query
from rapport.sets.view import View
from rapport.upkeep.pulse import share_current
from rapport.vocabularies.schemes import scheme
from rapport.website.blocks import FACETS

_DUE = ("amber", "red", "dormant", "unknown")


@dataclass(frozen=True, slots=True)
class Door:
    """A block ready to be shown: its kind, as templates know it, and what is in it."""

    kind: str
    shown: dict[str, Any]


class Counting:
    """The sets as at the day of a page, asked for once, by the first block that counts."""

    def __init__(self, today: date) -> None:
        self.today = today

    @cached_property
    def view(self) -> View:
        return view_of(Query(), today=self.today)


def open_doors(blocks: Iterable[Any], *, today: date) -> list[Door]:
    """The blocks of a page in their order. One that has nothing to show is left out."""
    counting = Counting(today)
    return [
        Door(block.block_type, shown)
        for block in blocks
        if (shown := _DOORS.get(block.block_type, _as_it_is)(block.value, counting)) is not None
    ]


def _as_it_is(value: Any, _counting: Counting) -> dict[str, Any]:
    return {"value": value}


def _text(value: Any, _counting: Counting) -> dict[str, Any]:
    return {"html": show_rich_text(value.source)}


def _question(value: Any, _counting: Counting) -> dict[str, Any]:
    return {"question": value["question"], "html": show_rich_text(value["answer"].source)}


def _picture(value: Any, _counting: Counting) -> dict[str, Any] | None:
    picture = value["picture"]
    if not picture:
        return None
    return {
        "rendition": picture.get_rendition("width-900"),
        "alt": "" if picture.decorative else picture.contextual_alt_text,
        "caption": value["caption"],
    }


def _file(document: Any, _counting: Counting) -> dict[str, Any] | None:
    if not document:
        return None
    return {"href": document.url, "title": document.title, "size": document.file_size, "form": document.file_extension}


def _set(value: Any, counting: Counting) -> dict[str, Any]:
    query, _not_understood = parse_query(dict(QueryDict(value["query"]).lists()))
    is_past = query.as_at is not None or query.known_at is not None
    view = view_of(query, today=counting.today) if is_past else counting.view
    return {
        "before": value["before"],
        "after": value["after"],
        "count": len(view.select(query)),
        "href": set_path(query),
    }


def _newest(value: Any, _counting: Counting) -> dict[str, Any] | None:
    if value["kind"] not in {shelf.kind for shelf in all_shelves()}:
        return None
    shelf = shelf_of(value["kind"])
    found = shelf.model.objects.public().with_texts().order_by(*shelf.ordering())[: value["count"]]
    reader = get_language() or "en"
    shown = [show_entry(shelf, entry, reader=reader, details={}) for entry in found]
    return {"label": shelf.label, "href": in_language(shelf.path), "entries": shown} if shown else None


def _size(_value: Any, counting: Counting) -> dict[str, Any]:
    current = share_current(today=counting.today, view=counting.view)
    return {"total": counting.view.total, "current": current, "day": counting.today}


def _bars(value: Any, counting: Counting) -> dict[str, Any] | None:
    panel = show_facets(Query(), (value["facet"],), today=counting.today, view=counting.view)[value["facet"]]
    if not panel.tells:
        return None
    return {"panel": panel, "label": dict(FACETS).get(panel.name, panel.label), "href": _all_of(panel.name)}


def _all_of(facet: str) -> str:
    """Where every value of a facet is listed with its number."""
    page = {"theme": "/themes/", "country": "/countries/"}.get(facet)
    return in_language(page) if page else whole_facet(set_path(Query()), facet)


def _map(_value: Any, counting: Counting) -> dict[str, Any] | None:
    if not counting.view.total:
        return None
    return {"sketch": sketch_world(Query(), today=counting.today, view=counting.view), "href": in_language("/map/")}


def _changes(value: Any, counting: Counting) -> dict[str, Any] | None:
    changes = changed_last(value["count"], today=counting.today)
    return {"changes": changes} if changes else None


def _events(value: Any, counting: Counting) -> dict[str, Any] | None:
    coming = next_events(counting.today, value["count"])
    return {"href": in_language("/events/"), "entries": coming} if coming else None


def _due(_value: Any, counting: Counting) -> dict[str, Any] | None:
    """Those whose people owe a word, by how long they have been silent."""
    if not counting.view.total:
        return None
    living, bands = Query.of(status=["registered"]), scheme("freshness")
    counts = counting.view.counts("freshness", counting.view.select(living))
    return {
        "rows": [
            {
                "band": band,
                "label": bands.label_of(band),
                "count": counts[band],
                "href": set_path(living.with_value("freshness", band)),
            }
            for band in _DUE
            if counts.get(band)
        ]
    }


_DOORS: dict[str, Callable[[Any, Counting], dict[str, Any] | None]] = {
    "text": _text,
    "question": _question,
    "picture": _picture,
    "file": _file,
    "set": _set,
    "newest": _newest,
    "size": _size,
    "bars": _bars,
    "map": _map,
    "changes": _changes,
    "due": _due,
    "events": _events,
}
