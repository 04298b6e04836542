"""A page that is not there helps: records and pages near to what was asked for."""

import re
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from rapidfuzz import process

from rapport.explore.access import MissingError
from rapport.explore.addresses import organization_path, record_path
from rapport.explore.hits import show_cards
from rapport.explore.wording import choose_language, name_or_none
from rapport.lib import clock
from rapport.lib.texts import clean_text
from rapport.organizations.models import Organization
from rapport.registry.cards import load_cards
from rapport.registry.models import Partnership
from rapport.sets.following import view_of
from rapport.sets.query import Query

_MOST = 6
_OF_A_SHORTCUT = "matches the given query."  # get_object_or_404
_CANDIDATES = 500
_ROOMS = ("partnerships", "organizations", "themes", "countries")  # parts of an address that are no words of a name
Suggestion = dict[str, str]


def helpful(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """A view whose gate finds nothing answers 404 with what is near."""

    @wraps(view)
    def answering(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            return view(request, *args, **kwargs)
        except MissingError as missing:
            return page_not_found(request, missing)

    return answering


def page_not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """The site's answer to an address that leads nowhere (``handler404``)."""
    if isinstance(exception, MissingError):
        wanted, explanation = exception.wanted, exception.explanation
    else:
        wanted, explanation = "", _sentence_of(exception)
    context = {"suggestions": suggest_pages(request.path, wanted), "explanation": explanation}
    return render(request, "404.html", context, status=404)


def _sentence_of(exception: Exception) -> str:
    """What a view says that finds nothing; Django's resolver says where it looked, its shortcuts name a class."""
    said = exception.args[0] if isinstance(exception, Http404) and exception.args else ""
    return said if isinstance(said, str) and not said.endswith(_OF_A_SHORTCUT) else ""


def suggest_pages(path: str, wanted: str = "") -> list[Suggestion]:
    """Records and organizations with an id like the one wanted, then what the words of the address find."""
    path, wanted = clean_text(path), clean_text(wanted)
    parts = [part for part in path.split("/")[2:] if part]
    found = _near_organizations(wanted) if "organizations" in parts else _near_records(wanted)
    # Beside a number its name is searched; a name alone, where a number should be, is searched itself.
    named = [part for part in parts if part not in (wanted, *_ROOMS)] or [wanted]
    words = " ".join(re.findall(r"[^\W_]+", " ".join(named)))
    if len(found) < _MOST and words:
        today = clock.today()
        query = Query(words=words[:100])
        view = view_of(query, today=today)
        # Not by ``answer``, which looks for a better spelling of what is not found.
        numbers = view.page(view.select(query), query, start=0, size=_MOST)
        for hit in show_cards(load_cards(numbers), today=today):
            suggestion = {"label": hit.name.text, "href": hit.href, "language": hit.name.language}
            if suggestion not in found:
                found.append(suggestion)
    return found[:_MOST]


def _near_records(wanted: str) -> list[Suggestion]:
    if not wanted:
        return []
    begins = Partnership.objects.filter(public_id__istartswith=wanted[: max(2, len(wanted) - 2)])
    rows = dict(begins.order_by("public_id").values_list("public_id", "pk")[:_CANDIDATES])
    near = [public_id for public_id, _score, _key in process.extract(wanted, list(rows), limit=3)]
    suggestions = []
    for card in load_cards([rows[public_id] for public_id in near]):
        own = choose_language(card.names, card.language)
        name = name_or_none(own, card.acronym)
        href = record_path(card.public_id, own.text, card.acronym)
        suggestions.append({"label": f"{card.public_id} · {name.text}", "href": href, "language": name.language})
    return suggestions


def _near_organizations(wanted: str) -> list[Suggestion]:
    begins = Organization.objects.filter(public_id__istartswith=wanted[: max(2, len(wanted) - 2)])
    rows = dict(begins.values_list("public_id", "name")[:_CANDIDATES])
    near = [public_id for public_id, _score, _key in process.extract(wanted, list(rows), limit=_MOST)]
    return [
        {"label": rows[public_id], "href": organization_path(public_id, rows[public_id]), "language": ""}
        for public_id in near
    ]
