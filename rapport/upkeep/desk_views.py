"""The desk of upkeep: pulse, one case, and what is taken down of one record."""

from django.db.models import F, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from rapport.accounts import people
from rapport.accounts.access import needs_role
from rapport.accounts.forms import area_label
from rapport.accounts.models import Role, User
from rapport.explore.missing import helpful
from rapport.lib import clock
from rapport.lib.dates import PartialDate
from rapport.lib.texts import clean_text
from rapport.registry.models import Partnership
from rapport.registry.publishing import publish
from rapport.upkeep import pulse
from rapport.upkeep.access import get_case, get_record_now
from rapport.upkeep.addressees import known_people
from rapport.upkeep.answering import ENDS, End, ended
from rapport.upkeep.cases import CaseError, claim_case, close_case
from rapport.upkeep.contacting import waiting_messages
from rapport.upkeep.desk_forms import KINDS, FoundForm, StatementForm
from rapport.upkeep.forms import read_form
from rapport.upkeep.inviting import invite
from rapport.upkeep.links import LinkError
from rapport.upkeep.mailed_files import files_of
from rapport.upkeep.models import Asked, Case, Duty, Statement
from rapport.upkeep.notes import outcome_of, words_of
from rapport.upkeep.showing import name_of
from rapport.upkeep.taking_down import take_down
from rapport.vocabularies.schemes import scheme

for_officers = needs_role(Role.OFFICER)
ROLE_NAMES = {
    "focal-point": gettext_lazy("the focal point"),
    "deputy": gettext_lazy("the deputy focal point"),
    "partner": gettext_lazy("a partner"),
}


@for_officers
@never_cache
@require_safe
def show_pulse(request: HttpRequest) -> HttpResponse:
    today = clock.today()
    overdue, months = pulse.forecast(today=today)
    context = {
        "today": today,
        "whole": pulse.share_current(today=today),
        "tables": [
            (_("By theme"), pulse.shares_by("theme", today=today)),
            (_("By region"), pulse.shares_by("region", today=today)),
        ],
        "overdue": overdue,
        "months": months,
        "cases": list(pulse.open_cases()),
        "messages": sum(each.messages for each in pulse.unanswered_messages()),
    }
    return render(request, "upkeep/desk/pulse.html", context)


@for_officers
@never_cache
@helpful
@require_http_methods(["GET", "HEAD", "POST"])
def show_case(request: HttpRequest, number: int) -> HttpResponse:
    """One case: take it up, invite somebody, publish an end that waits, close it."""
    case, sentence = get_case(number), ""
    found = get_record_now(case.partnership.public_id)
    form = read_form(FoundForm, request.POST if request.POST.get("do") == "invite" else None)
    if request.method == "POST":
        try:
            _act_on(case, request, form)
            return redirect(request.path)
        except (CaseError, LinkError) as error:
            sentence = error.sentence
    context = {
        "case": case, "note": words_of(case.note), "outcome": outcome_of(case.outcome),
        "messages": waiting_messages(found.number), "record": found, "name": name_of(found),
        "files": files_of(case), "sentence": sentence, "form": form,
        "people": known_people(found.public_id), "area_label": area_label, "today": clock.today(),
        "status": scheme("statuses").label_of(case.proposed["status"]) if case.proposed else "",
    }  # fmt: skip
    return render(request, "upkeep/desk/case.html", context, status=422 if sentence else 200)


def _act_on(case: Case, request: HttpRequest, form: FoundForm) -> None:
    today, officer = clock.today(), request.user
    assert isinstance(officer, User)  # noqa: S101 the gate saw to it
    match request.POST.get("do"):
        case "claim":
            claim_case(case, officer)
        case "close":
            close_case(case, today=today, outcome=clean_text(request.POST.get("outcome", ""))[:2000])
        case "invite":
            if form.sentence:
                raise CaseError(form.sentence)
            invite(people.find_or_make(form.email, name=form.name), [case.partnership], today=today)
        case "publish" if case.proposed and case.closed_on is None:
            told = case.proposed
            end = End(told["status"], PartialDate.parse(told["status_on"]), told.get("successor") or "")
            found = get_record_now(case.partnership.public_id)
            proposal = ended(found, end, role=case.role, channel="link", today=today)
            close_case(case, today=today, outcome="published")
            publish([proposal], today=today, now=clock.now())
        case _:
            raise CaseError(_("Choose what to do."))


def _cases_of(number: int) -> list[Case]:
    """The cases of a record, those that are open first."""
    return list(Case.objects.filter(partnership=number).order_by(F("closed_on").desc(nulls_first=True), "-pk")[:50])


def _asked_of(number: int) -> QuerySet[Asked]:
    """Who was asked about a record, the newest first. To try a letter on oneself is not to be asked."""
    found = Asked.objects.filter(partnership=number).exclude(link__is_trial=True)
    return found.select_related("user").order_by("-pk")


@for_officers
@never_cache
@helpful
@require_http_methods(["GET", "HEAD", "POST"])
def show_record(request: HttpRequest, public_id: str) -> HttpResponse:
    """What upkeep knows of a record, and a form for what came by telephone, letter or in person."""
    found, today = get_record_now(public_id), clock.today()
    form = read_form(StatementForm, request.POST if request.method == "POST" else None)
    if request.method == "POST":
        said = form.said(today=today, user=people.find(form.email) if form.email else None)
        try:
            if said is not None:
                partnership = Partnership.objects.get(pk=found.number)
                assert isinstance(request.user, User)  # noqa: S101 the gate saw to it
                take_down(said, partnership, officer=request.user, today=today, now=clock.now())
                return redirect(request.path)
        except (CaseError, LinkError) as error:
            form.sentence = error.sentence
    context = {
        "record": found, "name": name_of(found), "form": form, "today": today,
        "people": known_people(found.public_id), "area_label": area_label,
        "cases": _cases_of(found.number), "outcome_of": outcome_of, "messages": waiting_messages(found.number),
        "duties": list(Duty.objects.filter(partnership=found.number).order_by("kind")),
        "statements": list(Statement.objects.filter(partnership=found.number).order_by("-said_on", "-pk")[:50]),
        "asked": list(_asked_of(found.number)[:50]),
        "kinds": [(kind.value, kind.label) for kind in KINDS], "channels": Statement.CHANNELS,
        "roles": ROLE_NAMES, "ends": {code: scheme("statuses").label_of(code) for code in ENDS},
    }  # fmt: skip
    return render(request, "upkeep/desk/record.html", context, status=422 if form.sentence else 200)
