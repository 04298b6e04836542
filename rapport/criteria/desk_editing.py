"""The desk's forms for a draft: its head, and each of its criteria with texts, levels and conditions.

What was typed is always shown again. Two officers at one draft: the second is told, and nothing is overwritten.
"""

import json
from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from rapport.criteria import versions
from rapport.criteria.access import get_draft
from rapport.criteria.desk_views import mark_of, of_the_desk, show_rule_set
from rapport.criteria.document_fields import kinds
from rapport.criteria.forms import CheckFormSet, CriterionForm, HeadForm, languages_of
from rapport.criteria.mistakes import RulesError
from rapport.criteria.models import RuleSet
from rapport.registry.field_labels import field_label

Content = dict[str, Any]

# Shown beside the form, as YAML: of each condition that there is, one.
EXAMPLES = """\
missing: objectives                  # not known
empty: commitments                   # not known, or none
fewer: {of: partners, than: 2}
shorter: {of: objectives, than: 80}  # a text that is there
without_number: targets
without: commitments.explanation     # some of them lacks it
only_one_type: partners
only_one_group: partners
is: {field: scope, one_of: [national, local]}
is: {field: partners.role, one_of: [lead]}
before: {field: started_on, than: 2002}
all: [{missing: website}, {not: {empty: partners}}]
any: [{missing: website}, {missing: governance}]"""


def _save(request: HttpRequest, draft: RuleSet, content: Content, note: str | None = None) -> str:
    """Why it could not be saved; empty where it was."""
    if request.POST.get("seen") != mark_of(draft):
        return _(
            "Somebody else has changed this draft since you opened it. What you typed is below; look at theirs first."
        )
    try:
        versions.change_draft(draft, content, note=note)
    except (RulesError, versions.NotPossibleError) as error:
        return str(error)
    return ""


@of_the_desk
@require_http_methods(["GET", "HEAD", "POST"])
def edit_head(request: HttpRequest, pk: int) -> HttpResponse:
    draft = get_draft(pk)
    content: Content = json.loads(draft.body)
    form = HeadForm(request.POST or None, content=content, note=draft.note)
    refused = ""
    if request.method == "POST" and form.is_valid():
        refused = _save(request, draft, content | form.content(), form.cleaned_data["note"])
        if not refused:
            return redirect("criteria_desk:rule_set", pk)
    context = {"rule_set": draft, "form": form, "refused": refused, "mark": _mark(request, draft)}
    return render(request, "criteria/desk_head.html", context)


@of_the_desk
@require_http_methods(["GET", "HEAD", "POST"])
def edit_criterion(request: HttpRequest, pk: int, code: str) -> HttpResponse:
    draft = get_draft(pk)
    content: Content = json.loads(draft.body)
    place = _find(content, code)

    def changed(criterion: Content) -> Content:
        listed = content["criteria"]
        return content | {"criteria": [*listed[:place], criterion, *listed[place + 1 :]]}

    return _edit(request, draft, content, content["criteria"][place], changed)


@of_the_desk
@require_http_methods(["GET", "HEAD", "POST"])
def add_criterion(request: HttpRequest, pk: int) -> HttpResponse:
    draft = get_draft(pk)
    content: Content = json.loads(draft.body)
    return _edit(request, draft, content, {}, lambda new: content | {"criteria": [*content["criteria"], new]})


def _edit(
    request: HttpRequest, draft: RuleSet, content: Content, given: Content, changed: Callable[[Content], Content]
) -> HttpResponse:
    languages, refused = languages_of(content), ""
    form = CriterionForm(request.POST or None, criterion=given, languages=languages)
    checks = CheckFormSet.of(request.POST or None, given, languages)
    if request.method == "POST" and form.is_valid() & checks.is_valid():
        refused = _save(request, draft, changed(form.content() | {"checks": checks.content()}))
        if not refused:
            return redirect("criteria_desk:rule_set", draft.pk)
    context = {
        "rule_set": draft,
        "criterion": given,
        "form": form,
        "checks": checks,
        "refused": refused,
        "mark": _mark(request, draft),
        "examples": EXAMPLES,
        "fields": [(name, field_label(name)) for name in kinds()],
    }
    return render(request, "criteria/desk_criterion.html", context)


def _mark(request: HttpRequest, draft: RuleSet) -> str:
    # Who was refused because of another's change keeps the old mark until the page is opened anew.
    return request.POST.get("seen", "") or mark_of(draft)


@of_the_desk
@require_POST
def move_criterion(request: HttpRequest, pk: int, code: str) -> HttpResponse:
    """One place up."""
    draft = get_draft(pk)
    content: Content = json.loads(draft.body)
    listed, place = content["criteria"], _find(content, code)
    if place:
        listed[place - 1], listed[place] = listed[place], listed[place - 1]
    return _done(request, draft, content)


@of_the_desk
@require_POST
def remove_criterion(request: HttpRequest, pk: int, code: str) -> HttpResponse:
    draft = get_draft(pk)
    content: Content = json.loads(draft.body)
    del content["criteria"][_find(content, code)]
    return _done(request, draft, content)


def _done(request: HttpRequest, draft: RuleSet, content: Content) -> HttpResponse:
    if refused := _save(request, draft, content):
        return show_rule_set(request, draft, refused=refused)
    return redirect("criteria_desk:rule_set", draft.pk)


def _find(content: Content, code: str) -> int:
    place = next((n for n, each in enumerate(content["criteria"]) if each["code"] == code), None)
    if place is None:
        raise Http404
    return place
