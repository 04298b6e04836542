"""What became of what was sent: the conversation with the desk, on one page."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from rapport.criteria.access import get_published
from rapport.explore.addresses import record_path
from rapport.lib import clock
from rapport.registration.models import Draft
from rapport.registration.sending import role_of
from rapport.registration.views import of_a_draft
from rapport.registry import lifecycle
from rapport.registry.lifecycle import Actor, NotPossibleError
from rapport.registry.models import CaseEntry, Submission

_LONGEST = 20_000


@require_http_methods(["GET", "HEAD", "POST"])
@of_a_draft
def case(request: HttpRequest, draft: Draft) -> HttpResponse:
    """The state of a submission, what was said, and what its author can do now."""
    if draft.submission is None:
        return redirect("registration:overview", token=draft.token)
    sentence = ""
    if request.method == "POST":
        try:
            _act(request, draft, draft.submission)
        except NotPossibleError as error:
            sentence = str(error)
        else:
            return redirect("registration:overview" if draft.is_open else "registration:case", token=draft.token)
    return _show(request, draft, sentence)


def _act(request: HttpRequest, draft: Draft, submission: Submission) -> None:
    """One press of the author: answer, rework, withdraw, appeal."""
    text = request.POST.get("text", "").strip()[:_LONGEST]
    by = Actor(draft.author, role_of(draft, draft.author), "form")
    now, do = clock.now(), request.POST.get("do", "")
    if do in ("answer", "appeal") and not text:
        raise NotPossibleError(_("Write a few words first."))
    if do == "answer":
        lifecycle.answer(submission, text, by=by, now=now)
    elif do == "appeal":
        lifecycle.appeal(submission, text, by=by, now=now)
    elif do == "withdraw":
        lifecycle.withdraw(submission, text, by=by, now=now)
    elif do == "rework":
        if not submission.is_open:
            raise NotPossibleError(_("This case is closed."))
        draft.is_open = True
        draft.save(update_fields=["is_open"])


def _show(request: HttpRequest, draft: Draft, sentence: str) -> HttpResponse:
    submission = draft.submission
    assert submission is not None  # noqa: S101 the view looked
    document = submission.document
    published = submission.version_id and submission.partnership
    context = {
        "draft": draft,
        "submission": submission,
        "document": document,
        "entries": [(entry, _grounds(entry)) for entry in submission.entries.all() if entry.is_for_applicant],
        "record": record_path(submission.public_id, document.name, document.acronym) if published else "",
        "sentence": sentence,
        "typed": request.POST.get("text", "") if sentence else "",
        "can_appeal": submission.state == Submission.State.DECLINED
        and not submission.entries.filter(kind="appealed").exists(),
    }
    return render(request, "registration/case.html", context, status=422 if sentence else 200)


def _grounds(entry: CaseEntry) -> list[tuple[str, str]]:
    """What a refusal rests on, as its letter says it: criteria that are not met, each with the reason."""
    code, _slash, version = entry.told.get("rule_set", "").partition("/")
    if entry.kind != CaseEntry.Kind.DECLINED or not version.isdigit():
        return []
    criteria = get_published(code, int(version)).rules.criteria
    return [
        (criteria[each["criterion"]].label(), each["reason"])
        for each in entry.told["findings"]
        if each["verdict"] == "not-met" and criteria[each["criterion"]].is_required
    ]
