"""The public pages of shelves: the list, an entry, the feed; and the preview of what is not public yet."""

from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language, gettext, override

from rapport.content.browsing import Browsed, Shown, browse, show_entries
from rapport.content.feeds import write_feed
from rapport.content.shelves import Shelf, mark_fiction, shelf_of
from rapport.content.stand import stand_now
from rapport.explore.naming import name_partnerships
from rapport.look.formats import html_language
from rapport.look.navigation import in_language, site_address
from rapport.look.social import answer_social_card
from rapport.look.structured import write_json_ld
from rapport.registry.kept import kept_for
from rapport.sets.parsing import read_page

_LONG = ("description", "abstract", "encoding")

kept_until_edited = kept_for(0, state=stand_now)


def shelf_view(shelf: Shelf) -> Callable[..., HttpResponse]:
    """The list of a kind, narrowed by its facets."""

    @kept_until_edited
    def show_shelf(request: HttpRequest) -> HttpResponse:
        browsed = browse(shelf, request.GET, reader=get_language() or "en", page=read_page(request.GET))
        return render(request, shelf.list_template, shelf_context(browsed))

    return show_shelf


def shelf_context(browsed: Browsed) -> dict[str, Any]:
    """What a list needs."""
    return {
        "browsed": browsed,
        "shelf": browsed.shelf,
        "canonical": browsed.address() if browsed.pages["number"] == 1 else None,
        "feed": browsed.address("feed.atom"),
        "json_ld": list_as_data(browsed.shelf, browsed.shown, browsed.address(), first=browsed.pages["first"]),
    }


def entry_view(shelf: Shelf) -> Callable[..., HttpResponse]:
    """One entry, in the reader's language or in its main one."""

    @kept_until_edited
    def show_one(request: HttpRequest, slug: str) -> HttpResponse:
        return render(request, shelf.template, entry_context(shelf, get_entry(shelf, slug)))

    return show_one


def get_entry(shelf: Shelf, slug: str) -> Any:
    """The gate of public entries. Two queries."""
    entry = shelf.model.objects.public().with_texts().filter(slug=slug).first()
    if entry is None or entry.main_text is None:
        raise Http404(gettext("There is no such page, or not any more."))
    return entry


def entry_context(shelf: Shelf, entry: Any) -> dict[str, Any]:
    """What the page of an entry needs."""
    reader = get_language() or "en"
    shown = show_entries(shelf, [entry], reader=reader)[0]
    written_at = {html_language(code): f"/{code}{shown.bare_path}" for code in entry.languages()}
    canonical = _canonical(shown)
    return {
        "shelf": shelf,
        "shown": shown,
        "main_text": entry.main_text,
        "canonical": canonical,
        "written_at": written_at,
        "partnerships": list(name_partnerships(ids).values()) if (ids := entry.partnership_ids()) else [],
        "json_ld": write_json_ld(_as_data(shelf, shown)) if shelf.json_ld else "",
        "social": f"{shown.path}card.png",
    }


def _canonical(shown: Shown) -> str:
    """The one address of its text: under the language of the text, whatever the reader's."""
    with override(shown.text.language):
        return in_language(shown.bare_path)


def _as_data(shelf: Shelf, shown: Shown) -> dict[str, Any]:
    """An entry of a shelf that says what machines are told of it."""
    of_all = {"url": site_address(_canonical(shown)), "inLanguage": html_language(shown.text.language)}
    return shelf.json_ld(shown.entry, shown.text, shown.details) | of_all if shelf.json_ld else of_all


def list_as_data(shelf: Shelf, entries: list[Shown], address: str, *, first: int = 1) -> str:
    """A set for machines. What each says in many words stands on its own page: lists are to stay light."""
    if shelf.json_ld is None:
        return ""
    told = [
        {name: value for name, value in _as_data(shelf, shown).items() if name not in _LONG and value}
        for shown in entries
    ]
    items = [{"@type": "ListItem", "position": place, "item": each} for place, each in enumerate(told, start=first)]
    return write_json_ld({"@type": "ItemList", "url": site_address(address), "itemListElement": items})


def social_view(shelf: Shelf) -> Callable[..., HttpResponse]:
    """The picture that a link to an entry shows elsewhere."""

    @kept_until_edited
    def give_card(request: HttpRequest, slug: str) -> HttpResponse:
        entry = get_entry(shelf, slug)
        text = entry.text_for(get_language() or "en")
        facts = [shelf.when_of(entry), *mark_fiction(entry.is_fictional)]
        return answer_social_card(text.title, facts, kind=str(shelf.label), language=text.language)

    return give_card


def feed_view(shelf: Shelf) -> Callable[..., HttpResponse]:
    """The newest thirty of a set as Atom. Readers that ask again are told 304 by tag or by date."""

    def give_feed(request: HttpRequest) -> HttpResponse:
        return write_feed(request, shelf)

    return give_feed


def show_preview(request: HttpRequest, entry: Any, language: str) -> HttpResponse:
    """An entry as it would be, for who edits it: never kept, never indexed."""
    shelf = shelf_of(entry.kind)
    with override(language or entry.language):
        response = render(request, shelf.template, entry_context(shelf, entry) | {"canonical": None})
    response.headers["X-Robots-Tag"] = "noindex"
    return response
