"""The public pages: what is asked of a partnership, what was asked before, and a check of one's own."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from rapport.criteria import findings
from rapport.criteria.access import get_published
from rapport.criteria.models import RuleSet
from rapport.criteria.versions import NotPossibleError, is_in_force, published, rule_set_on, state_of_published
from rapport.criteria.wording import name_answers, name_levels, tell_standing
from rapport.lib import clock
from rapport.registry.kept import kept_for

_kept = kept_for(0, state=state_of_published)


@_kept
def guidelines(request: HttpRequest) -> HttpResponse:
    """The rule set in force today; where there is none, those that there are."""
    today, rows = clock.today(), published()
    in_force = next((each for each in rows if is_in_force(each, today)), None)
    if in_force is None:
        return render(request, "criteria/none.html", {"other_sets": _others(rows, None)})
    return render(request, "criteria/guidelines.html", _shown(in_force, rows))


@_kept
def rule_set(request: HttpRequest, code: str, version: int | None = None) -> HttpResponse:
    """Any rule set that is or was in force, or will be."""
    rows = published()
    return render(request, "criteria/guidelines.html", _shown(get_published(code, version), rows))


def _shown(shown: RuleSet, rows: list[RuleSet]) -> dict[str, Any]:
    today = clock.today()
    return {
        "rule_set": shown,
        "rules": shown.rules,
        "standing": tell_standing(shown, today=today),
        "is_in_force": is_in_force(shown, today),
        "levels": name_levels(),
        "other_sets": _others(rows, shown),
        "canonical": reverse("criteria:version", args=(shown.code, shown.version)),
    }


def _others(rows: list[RuleSet], shown: RuleSet | None) -> list[dict[str, str]]:
    return [
        {
            "href": reverse("criteria:version", args=(each.code, each.version)),
            "label": each.rules.label(),
            "standing": tell_standing(each, today=clock.today()),
        }
        for each in rows
        if each != shown
    ]


@require_safe
def self_check(request: HttpRequest) -> HttpResponse:
    """Questions to oneself. The answers stand in the address and nowhere else: nothing is kept."""
    try:
        asked = rule_set_on(clock.today())
    except NotPossibleError:
        return render(request, "criteria/none.html", {"other_sets": _others(published(), None)})
    context = {
        "rule_set": asked,
        "rules": asked.rules,
        "checked": findings.self_check(request.GET.dict(), asked),
        "is_answered": "check" in request.GET,
        "answers": name_answers(),
        "canonical": reverse("criteria:self_check"),
    }
    return render(request, "criteria/self_check.html", context)
