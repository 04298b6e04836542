"""The desk's pages of rule sets: which there are, drafts from them, what a draft would do, putting it in force."""

from hashlib import sha256
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from rapport.accounts.access import needs_role
from rapport.accounts.models import Role
from rapport.criteria import versions
from rapport.criteria.access import get_draft, get_rule_set
from rapport.criteria.forms import DayForm
from rapport.criteria.mistakes import RulesError
from rapport.criteria.models import RuleSet
from rapport.criteria.pending import load_pending
from rapport.criteria.preview import preview
from rapport.criteria.wording import name_levels, tell_changed, tell_standing
from rapport.lib import clock
from rapport.lib.folding import fold
from rapport.look.desk_lists import Column, DeskList, Filter
from rapport.vocabularies.terms import choose_text

of_the_desk = needs_role(Role.OFFICER, Role.ADMINISTRATOR)
SHOWN = 100  # submissions on a page of differences


def mark_of(rule_set: RuleSet) -> str:
    """What a page saw of a draft: another mark, and it was changed meanwhile."""
    return sha256(rule_set.body.encode()).hexdigest()[:16]


def _states() -> list[tuple[str, str]]:
    return [("draft", _("draft")), ("released", _("put in force"))]


def _in_state(rows: list[dict[str, Any]], state: str) -> list[dict[str, Any]]:
    return [row for row in rows if row["rule_set"].is_draft == (state == "draft")]


def _having(rows: list[dict[str, Any]], words: str) -> list[dict[str, Any]]:
    return [row for row in rows if fold(words) in fold(f"{row['label']} {row['rule_set'].code} {row['rule_set'].note}")]


_RULE_SETS = DeskList(
    name="rule-sets",
    columns=(
        Column("name", lambda row: row["label"], gettext_lazy("Rule set"), lambda row: row["label"]),
        Column("code", lambda row: row["rule_set"].code, gettext_lazy("Code"), lambda row: row["rule_set"].code),
        Column(
            "version", lambda row: row["rule_set"].version, gettext_lazy("Version"),
            lambda row: row["rule_set"].version, is_number=True,
        ),
        Column(
            "since", lambda row: row["rule_set"].in_force_from, gettext_lazy("State"),
            lambda row: row["rule_set"].in_force_from,
        ),
        Column("until", lambda row: row["rule_set"].in_force_until),
        Column("note", lambda row: row["rule_set"].note),
    ),
    filters=(Filter("state", gettext_lazy("State"), _states, _in_state),),
    search=_having,
)  # fmt: skip


@of_the_desk
@require_safe
def rule_sets(request: HttpRequest) -> HttpResponse:
    return _list_rule_sets(request)


def _list_rule_sets(request: HttpRequest, refused: str = "") -> HttpResponse:
    versions.take_up_files()
    today = clock.today()
    try:
        files, mistake = versions.files_not_taken_up(), ""
    except RulesError as error:
        files, mistake = [], str(error)
    asked = _RULE_SETS.ask(request.GET)
    rows = [
        {"rule_set": each, "label": each.rules.label(), "standing": tell_standing(each, today=today)}
        for each in RuleSet.objects.order_by("kind", "code", "-version")
    ]
    found = asked.narrow(rows)
    if asked.wants_file:
        return asked.as_file(found)
    context = {
        "list": asked.show(found),
        "files": files,
        "sentences": [each for each in (refused, mistake) if each],
    }
    return render(request, "criteria/desk_list.html", context, status=409 if refused else 200)


@of_the_desk
@require_POST
def make_draft(request: HttpRequest, pk: int) -> HttpResponse:
    try:
        draft = versions.draft_from(get_rule_set(pk))
    except versions.NotPossibleError as error:
        return _list_rule_sets(request, str(error))
    return redirect("criteria_desk:rule_set", draft.pk)


@of_the_desk
@require_POST
def take_up_file(request: HttpRequest) -> HttpResponse:
    """A file that a host has put there since the first day, as a draft."""
    try:
        file = next(each for each in versions.files_not_taken_up() if each.code == request.POST.get("code"))
        draft = versions.draft_from_file(file)
    except StopIteration:
        return _list_rule_sets(request, _("There is no such file, or it was taken up already."))
    except (RulesError, versions.NotPossibleError) as error:
        return _list_rule_sets(request, str(error))
    return redirect("criteria_desk:rule_set", draft.pk)


@of_the_desk
@require_safe
def rule_set(request: HttpRequest, pk: int) -> HttpResponse:
    return show_rule_set(request, get_rule_set(pk))


def show_rule_set(request: HttpRequest, shown: RuleSet, *, refused: str = "", form: Any = None) -> HttpResponse:
    today = clock.today()
    context = {
        "rule_set": shown,
        "rules": shown.rules,
        "standing": tell_standing(shown, today=today),
        "refused": refused,
        "mark": mark_of(shown),
        "form": form or DayForm(initial={"on": today}),
    }
    return render(request, "criteria/desk_rule_set.html", context, status=409 if refused else 200)


@of_the_desk
@require_POST
def discard(request: HttpRequest, pk: int) -> HttpResponse:
    draft = get_rule_set(pk)
    if request.POST.get("seen") != mark_of(draft):
        return show_rule_set(request, draft, refused=tell_changed())
    try:
        versions.discard_draft(draft)
    except versions.NotPossibleError as error:
        return _list_rule_sets(request, str(error))
    return redirect("criteria_desk:rule_sets")


@of_the_desk
@require_POST
def put_draft_in_force(request: HttpRequest, pk: int) -> HttpResponse:
    draft, form = get_rule_set(pk), DayForm(request.POST)
    if not form.is_valid():
        return show_rule_set(request, draft, form=form)
    if request.POST.get("seen") != mark_of(draft):
        return show_rule_set(request, draft, refused=tell_changed(), form=form)
    try:
        versions.put_in_force(draft, on=form.cleaned_data["on"], today=clock.today())
    except versions.NotPossibleError as error:
        return show_rule_set(request, draft, refused=str(error), form=form)
    return redirect("criteria_desk:rule_set", pk)


@of_the_desk
@require_safe
def preview_draft(request: HttpRequest, pk: int) -> HttpResponse:
    """What a draft would change in the remarks on submissions that wait, against what is in force today."""
    draft = get_draft(pk)
    try:
        in_force = versions.rule_set_on(clock.today(), draft.kind)
    except versions.NotPossibleError as error:
        raise Http404(str(error)) from None
    pending = load_pending()
    differences = preview(draft, pending.documents.items(), instead_of=in_force, directory=pending.directory)
    labels = {code: each.labels for rules in (in_force.rules, draft.rules) for code, each in rules.criteria.items()}
    changed = [each for each in differences if each]
    context = {
        "rule_set": draft,
        "in_force": in_force,
        "rows": [
            {"number": each.key, "document": pending.documents[each.key], "appears": each.appears, "goes": each.goes}
            for each in changed[:SHOWN]
        ],
        "changed": len(changed),
        "looked_at": len(differences),
        "pending": pending.total,
        "label_of": lambda code: choose_text(labels[code], None, otherwise=code),
        "levels": name_levels(),
    }
    return render(request, "criteria/desk_preview.html", context)
