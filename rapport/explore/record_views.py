"""The pages of one record: itself, its history, and itself as a file."""

import csv
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from rapport.explore import history as journal
from rapport.explore.access import get_partnership, get_record
from rapport.explore.addresses import record_path
from rapport.explore.badge import draw_badge, write_snippet
from rapport.explore.counting import find_memberships
from rapport.explore.hits import show_card
from rapport.explore.lineage import find_lineage, link_tokens, named_by
from rapport.explore.missing import helpful
from rapport.explore.record import RecordPage, show_record
from rapport.explore.related import find_related
from rapport.explore.standing import forming_path
from rapport.explore.structured import describe_record
from rapport.explore.tables import COLUMNS, cells_of, row_of
from rapport.explore.views import read_query
from rapport.explore.wording import choose_language, describe_role, name_or_none
from rapport.lib import clock
from rapport.look.formats import format_day
from rapport.look.navigation import in_language
from rapport.look.panels import render_panels, state_of
from rapport.look.social import answer_social_card
from rapport.registry.cards import card_of
from rapport.registry.field_labels import LABELS
from rapport.registry.history import InForce, load_organizations, newest_entry
from rapport.registry.kept import kept, kept_for
from rapport.sets.derive import sign_of
from rapport.sets.following import view_of
from rapport.sets.query import EXPLORE, Query

SOCIAL_SECONDS = 24 * 3600
BADGE_SECONDS = 3600  # a badge may be an hour old: its words speak of days


@kept_for(0, state=lambda: f"{newest_entry()}.{state_of('record')}")
@helpful
def record(request: HttpRequest, public_id: str, slug: str = "") -> HttpResponse:
    """The record as it is, or as it was on the day of ``as-at``. Any other name in the address leads to its own."""
    asked, _sentences, _expanded = read_query(request)
    today = asked.as_at or clock.today()
    found = get_record(public_id, as_at=today, known_at=asked.known_at)
    permanent = _path(found)
    if request.path != permanent:
        query = request.META.get("QUERY_STRING", "")
        return redirect(f"{permanent}?{query}" if query else permanent)
    as_at = asked.as_at if asked.as_at != clock.today() else None
    moment = Query().at(as_at=as_at, known_at=asked.known_at)
    view = view_of(moment, today=clock.today())
    directory = load_organizations([found])
    memberships = find_memberships(directory, view, also=link_tokens(found.public_id).values())
    counts = {each: len(held.wide) for each, held in memberships.items()}
    page = show_record(found, directory, counts, today=today, moment=moment)
    context = {
        "page": page,
        "today": today,
        "as_at": as_at,
        "labels": LABELS,
        "confirmed_words": _confirmed(page),
        "description": page.prose[0].first[:200] if page.prose else page.name.text,
        "paths": (paths := _paths(found)),
        "snippet": write_snippet(
            request.build_absolute_uri(permanent), request.build_absolute_uri(paths["badge"]), page.name.text
        ),
        "lineage": find_lineage(found.number, found.document, named_by(found.public_id, view), today=today),
        "forming_path": forming_path(),
        "related": [] if as_at or asked.known_at else find_related(found.number, directory, memberships),
        "address": request.build_absolute_uri(permanent),
        "canonical": permanent,
        "social": in_language(f"{EXPLORE}{found.public_id}/card.png"),
        "json_ld": describe_record(page, directory, permanent),
        "panels": render_panels("record", request, found),
    }
    return render(request, "explore/record.html", context)


def _path(found: InForce) -> str:
    return record_path(found.public_id, found.document.name, found.document.acronym)


def _paths(found: InForce) -> dict[str, str]:
    """Its addresses, without that of the site."""
    permanent = _path(found)
    plain = in_language(f"{EXPLORE}{found.public_id}")
    return {
        "permanent": permanent,
        "history": f"{permanent}history/",
        "json": f"{plain}.json",
        "csv": f"{plain}.csv",
        "badge": f"{plain}/badge.svg",
    }


def _confirmed(page: RecordPage) -> str:
    """The light's words with the day, and who said so by role."""
    record = page.record
    if record.confirmed_on is None or (record.reported_on and record.reported_on > record.confirmed_on):
        said = {"words": page.light.words, "day": format_day(record.reported_on)}
        return _("%(words)s (%(day)s)") % said if record.reported_on else page.light.words
    said = {
        "words": page.light.words,
        "day": format_day(record.confirmed_on),
        "role": describe_role(record.confirmed_by_role),
    }
    return (_("%(words)s (%(day)s, by %(role)s)") if said["role"] else _("%(words)s (%(day)s)")) % said


@kept
@helpful
def history(request: HttpRequest, public_id: str, slug: str) -> HttpResponse:
    partnership = get_partnership(public_id)
    found = get_record(partnership.public_id, as_at=clock.today())
    paths, document = _paths(found), found.document
    if request.path != paths["history"]:
        return redirect(paths["history"])
    shown = choose_language(document.by_language("name"), document.language)
    context = {
        "events": journal.read_history(partnership),
        "most": journal.MOST,
        "name": name_or_none(shown, document.acronym),
        "public_id": found.public_id,
        "paths": paths,
        "canonical": paths["history"],
    }
    return render(request, "explore/history.html", context)


@kept_for(SOCIAL_SECONDS)
@helpful
def social_card(request: HttpRequest, public_id: str) -> HttpResponse:
    """The picture that a link to the record shows elsewhere."""
    today = clock.today()
    found = get_record(public_id, as_at=today)
    hit = show_card(card_of(found, load_organizations([found])), today=today)
    facts = [
        hit.light.words,
        " · ".join(fact for fact in hit.facts if fact),
        _("fictional") if hit.is_fictional else "",
    ]
    return answer_social_card(
        hit.name.text, facts, kind=f"{_('Partnership')} · {found.public_id}", language=hit.name.language
    )


@kept_for(BADGE_SECONDS)
@helpful
def badge(request: HttpRequest, public_id: str) -> HttpResponse:
    """How fresh the record is, as a picture that any site may show."""
    today = clock.today()
    found = get_record(public_id, as_at=today)
    context = {"badge": draw_badge(found, today=today)}
    response = render(request, "explore/badge.svg", context, content_type="image/svg+xml; charset=utf-8")
    response["Cross-Origin-Resource-Policy"] = "cross-origin"
    return response


@kept
@helpful
def record_file(request: HttpRequest, public_id: str, kind: str) -> HttpResponse:
    """The record whole as JSON, or as the row that it is in a table of its set."""
    asked, _sentences, _expanded = read_query(request)
    today = asked.as_at or clock.today()
    found = get_record(public_id, as_at=today, known_at=asked.known_at)
    directory = load_organizations([found])
    if kind == "json":
        said = _whole(found, request, {each.public_id: each.name for each in directory.values()})
        return JsonResponse(
            {"as_at": today.isoformat(), **said}, json_dumps_params={"ensure_ascii": False, "indent": 1}
        )
    response = HttpResponse(content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{found.public_id}.csv"'
    writer = csv.writer(response)
    writer.writerow(COLUMNS)
    writer.writerow(cells_of(row_of(found, directory, today=today)))
    return response


def _whole(found: InForce, request: HttpRequest, names: dict[str, str]) -> dict[str, Any]:
    return {
        "id": found.public_id,
        "address": request.build_absolute_uri(_path(found)),
        "version": found.version,
        "fictional": found.document.is_fictional,
        "confirmed_on": found.confirmed_on and found.confirmed_on.isoformat(),
        "confirmed_by_role": found.confirmed_by_role,
        "reported_on": found.reported_on and found.reported_on.isoformat(),
        "reported_with_evidence": found.has_evidence,
        "changed_on": found.changed_on and found.changed_on.isoformat(),
        "updated": sign_of(found),
        "organizations": names,
        "partnership": found.document.model_dump(mode="json"),
    }
