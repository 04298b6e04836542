"""The steps of each kind of draft, in order, and how their answers make a document."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from django.http import QueryDict
from django.utils.translation import gettext_lazy
from pydantic import ValidationError

from rapport.registration.commitments import CommitmentsForm
from rapport.registration.ending import EndingForm, WhyForm
from rapport.registration.forms import (
    NONE_QUESTIONS,
    AboutForm,
    Answers,
    ContactForm,
    GovernanceForm,
    MeansForm,
    PlacesForm,
    PurposeForm,
    StepForm,
    ThemesForm,
    TimeForm,
)
from rapport.registration.models import Draft
from rapport.registration.reporting import ReportForm
from rapport.registration.rows import DeliverablesForm, PartnersForm
from rapport.registry.document import PartnershipDocument
from rapport.registry.models import Submission

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

REVIEW = "review"


@dataclass(frozen=True, slots=True)
class Step:
    code: str
    label: "StrOrPromise"
    form: type[StepForm]


_REPORT = Step("report", gettext_lazy("What was done"), ReportForm)
_DELIVERABLES = Step("deliverables", gettext_lazy("What it promises"), DeliverablesForm)
_CONTACT = Step("contact", gettext_lazy("You"), ContactForm)
_WHY = Step("why", gettext_lazy("Why"), WhyForm)
_RECORD = (
    Step("about", gettext_lazy("Name"), AboutForm),
    Step("purpose", gettext_lazy("Purpose"), PurposeForm),
    Step("themes", gettext_lazy("Themes"), ThemesForm),
    Step("commitments", gettext_lazy("Agreed commitments"), CommitmentsForm),
    Step("partners", gettext_lazy("Partners"), PartnersForm),
    Step("places", gettext_lazy("Places"), PlacesForm),
    Step("time", gettext_lazy("Time frame"), TimeForm),
    Step("means", gettext_lazy("Means"), MeansForm),
    Step("governance", gettext_lazy("How it is run"), GovernanceForm),
    _DELIVERABLES,
)
STEPS: Mapping[str, tuple[Step, ...]] = {
    Submission.Kind.REGISTRATION: (*_RECORD, _CONTACT),
    Submission.Kind.CHANGE: (*_RECORD, _CONTACT),
    Submission.Kind.REPORT: (_REPORT, _DELIVERABLES, _CONTACT),
    Submission.Kind.ENDING: (Step("end", gettext_lazy("End, or belong with another"), EndingForm),),
}
_WITHOUT_NONE = (Submission.Kind.REPORT, Submission.Kind.ENDING)  # they do not ask what there is none of


def steps_of(draft: Draft) -> tuple[Step, ...]:
    """An officer is not asked who they are, but why."""
    steps = STEPS[draft.kind]
    return tuple(_WHY if step is _CONTACT else step for step in steps) if draft.is_of_desk else steps


def find_step(draft: Draft, code: str) -> Step | None:
    return next((step for step in steps_of(draft) if step.code == code), None)


def as_posted(answers: Answers) -> QueryDict:
    """Answers as a form reads them."""
    data = QueryDict(mutable=True)
    for name, given in answers.items():
        data.setlist(name, list(given))
    return data


def open_form(step: Step, draft: Draft, *, today: date | None = None) -> StepForm:
    """A step with what was typed so far. Without ``today`` nothing is looked up that depends on the day."""
    options: dict[str, Any] = {}
    if step.form is EndingForm:
        options |= {"draft": draft, "today": today}
    if step.form is ReportForm:
        base = draft.base.document if draft.base else PartnershipDocument()
        options["commitments"] = tuple(f"{each.scheme}:{each.code}" for each in base.commitments)
    return step.form(as_posted(draft.answers), **options)


def answers_of(document: PartnershipDocument, kind: str) -> Answers:
    """A document as it would have been typed into the steps of a kind."""
    written: Answers = {}
    for step in STEPS[kind]:
        written |= step.form.write(document)
    for question, none in NONE_QUESTIONS.items():
        if none in document.none_of:
            written[question] = ["on"]
    return written


@dataclass(frozen=True, slots=True)
class Composed:
    """What the answers make: a document, organizations to be entered, and what cannot be read, step by step."""

    document: PartnershipDocument
    organizations: list[dict[str, Any]]
    problems: list[tuple[Step, str, str]]  # the step, the name of the question, the sentence


def compose(draft: Draft, *, today: date) -> Composed:
    """The document that the answers make. A step that nobody touched says what the version it began from says."""
    base = draft.base.document if draft.base else PartnershipDocument()
    untouched = answers_of(base, draft.kind) if draft.base else {}
    told: dict[str, Any] = {}
    organizations: list[dict[str, Any]] = []
    problems: list[tuple[Step, str, str]] = []
    for step in steps_of(draft):
        if draft.base and not _is_touched(step, draft, untouched):
            continue
        form = open_form(step, draft, today=today)
        if not form.is_valid():
            problems += [(step, name, str(error)) for name, errors in form.errors.items() for error in errors]
        told |= form.read()
        if isinstance(form, PartnersForm):
            organizations = form.proposed()
        if isinstance(form, ReportForm) and form.report:
            told["reports"] = [*base.reports, {**form.report, "reported_on": today, "language": draft.language}]
    told["none_of"] = _read_none_of(draft, base)
    return _make(base, told, organizations, problems)


def _make(
    base: PartnershipDocument, told: dict[str, Any], organizations: list[dict[str, Any]],
    problems: list[tuple[Step, str, str]],
) -> Composed:  # fmt: skip
    """Each answer is sound by now; what they say together may not be: then the sentence goes with the first step."""
    try:
        document = PartnershipDocument.model_validate({**_fields_of(base), **told})
    except ValidationError as error:
        sentence = str(error.errors()[0]["msg"]).removeprefix("Value error, ")
        sound = {name: value for name, value in told.items() if _stands_alone(base, name, value)}
        document = PartnershipDocument.model_validate({**_fields_of(base), **sound})
        problems = [*problems, (_RECORD[0], "", sentence)]
    return Composed(document, organizations, problems)


def _stands_alone(base: PartnershipDocument, name: str, value: Any) -> bool:
    try:
        PartnershipDocument.model_validate({**_fields_of(base), name: value})
    except ValidationError:
        return False
    return name not in ("ends_on", "open_ended")


def _fields_of(document: PartnershipDocument) -> dict[str, Any]:
    return dict(document)


def _is_touched(step: Step, draft: Draft, untouched: Answers) -> bool:
    now = {name: given for name, given in draft.answers.items() if step.form.owns(name) and given not in ([], [""])}
    then = {name: given for name, given in untouched.items() if step.form.owns(name)}
    return now != then


def _read_none_of(draft: Draft, base: PartnershipDocument) -> tuple[str, ...]:
    if draft.kind in _WITHOUT_NONE:
        return base.none_of
    kept = set(base.none_of) - set(NONE_QUESTIONS.values())
    said = {none for question, none in NONE_QUESTIONS.items() if draft.answers.get(question)}
    return tuple(sorted(kept | said))
