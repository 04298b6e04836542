"""The form in steps: begin, answer, look it over, send."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from rapport.accounts.access import needs_role
from rapport.accounts.models import Role
from rapport.criteria.checking import Remark
from rapport.explore.missing import helpful
from rapport.lib import clock
from rapport.lib.rates import is_within, sender_of
from rapport.look.formats import set_commas
from rapport.mail.outbox import Addressee, write
from rapport.organizations.finding import find_alike
from rapport.registration.access import get_draft
from rapport.registration.drafts import SAW_NOTHING, TooMuchError, begin_registration, drop_set_aside, save
from rapport.registration.forms import Answers, StepForm
from rapport.registration.models import Draft
from rapport.registration.review import Review, find_remarks, review_draft
from rapport.registration.rows import note_on
from rapport.registration.sending import ChangedMeanwhileError, rebase, send
from rapport.registration.steps import REVIEW, Step, compose, find_step, open_form, steps_of
from rapport.registry.lifecycle import NotPossibleError
from rapport.vocabularies.schemes import scheme

_TECHNICAL = ("csrfmiddlewaretoken", "edition", "go", "suggested")


def of_a_draft(view: Callable[..., HttpResponse]) -> Any:
    """A page of a draft. Its address is a key: it is kept from caches, searchers and the pages it links to.

    There is no check of a cookie: who could forge the post of another would need the signed token in its address.
    """

    @csrf_exempt
    @helpful
    @wraps(view)
    def answering(request: HttpRequest, token: str, **options: Any) -> HttpResponse:
        response = _open(request, view, get_draft(token), options)
        response["Cache-Control"] = "no-store"
        response["Referrer-Policy"] = "no-referrer"
        response["X-Robots-Tag"] = "noindex"
        return response

    return answering


def _open(request: HttpRequest, view: Callable[..., HttpResponse], draft: Draft, options: Any) -> HttpResponse:
    if not draft.is_of_desk:
        return view(request, draft, **options)
    # What an officer sends is published at once: here the link alone is no right.
    return needs_role(Role.OFFICER)(view)(request, draft, **options)


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
@helpful
def start(request: HttpRequest) -> HttpResponse:
    """What a partnership is asked, and the way in."""
    if request.method == "POST":
        if not is_within("register", sender_of(request), most=30, seconds=3600):
            return render(request, "registration/too_often.html", status=429)
        author = request.user if request.user.is_authenticated else None
        draft = begin_registration(language=get_language() or "en", now=clock.now(), author=author)
        return redirect("registration:step", token=draft.token, code=steps_of(draft)[0].code)
    return render(request, "registration/start.html", {"steps": [step.label for step in _first_steps()]})


def _first_steps() -> tuple[Step, ...]:
    return steps_of(Draft())


@require_http_methods(["GET", "HEAD", "POST"])
@of_a_draft
def step(request: HttpRequest, draft: Draft, code: str) -> HttpResponse:
    """One step: shown, or saved as it was typed, whatever it is worth."""
    asked = find_step(draft, code)
    if asked is None or not draft.is_open:
        return redirect("registration:overview", token=draft.token)
    if request.method == "POST":
        try:
            gave_way = save(
                draft, _posted(request), owns=lambda name: _owns(asked, name), edition=_edition(request),
                now=clock.now(),
            )  # fmt: skip
        except TooMuchError as error:
            return _show_step(request, draft, asked, sentence=str(error))
        if request.headers.get("X-Autosave"):
            remarks = [{"level": each.level, "message": each.message} for each in _remarks_of(draft, asked)]
            return JsonResponse({"edition": draft.edition, "said": _("Saved."), "remarks": remarks})
        return _go_on(request, draft, asked, gave_way)
    return _show_step(request, draft, asked)


def _go_on(request: HttpRequest, draft: Draft, asked: Step, gave_way: Answers) -> HttpResponse:
    """The next page; the same one where something on it is to be seen first."""
    go = request.POST.get("go", "")
    if go in ("next", REVIEW) and _has_new_suggestions(request, draft, asked):
        return redirect(f"{request.path}#suggested")
    if go in ("next", REVIEW) and _asks_to_choose(draft, asked):
        return redirect(request.path)
    if go == "next" and not gave_way:
        return redirect("registration:step", token=draft.token, code=_after(draft, asked))
    if go == REVIEW and not gave_way:
        return redirect("registration:overview", token=draft.token)
    return redirect(request.path + ("?add" if go == "add" else ""))


def _has_new_suggestions(request: HttpRequest, draft: Draft, asked: Step) -> bool:
    """Whether the text that was just sent speaks of what its page could not suggest yet."""
    suggested = getattr(open_form(asked, draft), "suggested", ())
    return not {*suggested} <= {*request.POST.get("suggested", "").split()}


def _asks_to_choose(draft: Draft, asked: Step) -> bool:
    """Whether words were typed for which several were found: the page that lists them comes first."""
    if not hasattr(asked.form, "asks_to_choose"):
        return False  # nor is a step of ten thousand rows read once more to know it
    form = open_form(asked, draft, today=clock.today())
    return not form.is_valid() and bool(getattr(form, "asks_to_choose", False))


def _show_step(request: HttpRequest, draft: Draft, asked: Step, *, sentence: str = "") -> HttpResponse:
    form = open_form(asked, draft, today=clock.today())
    form.is_valid()
    steps = steps_of(draft)
    set_aside = {name: given for name, given in draft.set_aside.items() if _owns(asked, name)}
    context = {
        "draft": draft,
        "step": asked,
        "steps": steps,
        "place": steps.index(asked) + 1,
        "form": form,
        "sentence": sentence,
        "remarks": _remarks_of(draft, asked),
        "set_aside": [(_label_of(form, name), _in_words(form, name, given)) for name, given in set_aside.items()],
        "is_adding": "add" in request.GET,
        "countries": [term.label() for term in scheme("countries")] if asked.code in ("partners", "places") else [],
    }
    if set_aside:
        drop_set_aside(draft, set_aside)
    return render(request, form.template, context, status=422 if sentence else 200)


def _label_of(form: StepForm, name: str) -> str:
    return str(form.fields[name].label) if name in form.fields else ""


def _in_words(form: StepForm, name: str, given: list[str]) -> str:
    choices: Any = getattr(form.fields.get(name), "choices", ())
    labels = {str(value): str(label) for value, label in choices}
    return set_commas(labels.get(each, each) for each in given)


def _remarks_of(draft: Draft, asked: Step) -> list[Remark]:
    """What the criteria say of the questions of one step, once something of it was answered."""
    if not any(_owns(asked, name) for name in draft.answers):
        return []
    today = clock.today()
    fields = asked.form.fields_of_document()
    return [each for each in find_remarks(compose(draft, today=today), today=today) if each.field in fields]


def _owns(asked: Step, name: str) -> bool:
    return name not in _TECHNICAL and asked.form.owns(name)


def _posted(request: HttpRequest) -> Answers:
    """What was typed, word for word."""
    return {name: request.POST.getlist(name) for name in request.POST if name not in _TECHNICAL}


def _edition(request: HttpRequest) -> int:
    given = request.POST.get("edition", "")
    return int(given) if given.isascii() and given.isdigit() and len(given) < 9 else SAW_NOTHING


def _after(draft: Draft, asked: Step) -> str:
    codes = [each.code for each in steps_of(draft)]
    following = codes[codes.index(asked.code) + 1 :]
    return following[0] if following else REVIEW


@require_http_methods(["GET", "HEAD", "POST"])
@of_a_draft
def overview(request: HttpRequest, draft: Draft) -> HttpResponse:
    """All that was answered, what is missing and why it matters, and the button that sends it."""
    if not draft.is_open and draft.submission:
        return redirect("registration:case", token=draft.token)
    today = clock.today()
    if request.method == "POST":
        try:
            send(draft, today=today, now=clock.now())
        except ChangedMeanwhileError as error:
            rebase(draft, today=today)
            return show_overview(request, draft, sentence=str(error), conflicts=error.fields)
        except NotPossibleError as error:
            draft.refresh_from_db()
            if not draft.is_open:
                return redirect("registration:case", token=draft.token)
            return show_overview(request, draft, sentence=str(error))
        return redirect("registration:case", token=draft.token)
    return show_overview(request, draft)


def show_overview(
    request: HttpRequest, draft: Draft, *, sentence: str = "", conflicts: list[str] | None = None
) -> HttpResponse:
    review = review_draft(draft, today=clock.today(), conflicts=conflicts or [])
    return _render_overview(request, draft, review, sentence=sentence, status=422 if sentence else 200)


def _render_overview(
    request: HttpRequest, draft: Draft, review: Review, *, sentence: str = "", status: int = 200
) -> HttpResponse:
    context = {"draft": draft, "review": review, "sentence": sentence, "steps": steps_of(draft)}
    context["files"] = draft.attachments.count()
    context["given_way"] = [step for step in steps_of(draft) if any(_owns(step, name) for name in draft.set_aside)]
    return render(request, "registration/overview.html", context, status=status)


@require_POST
@of_a_draft
def mail_link(request: HttpRequest, draft: Draft) -> HttpResponse:
    """Mail the link of the draft, so that it can be taken up again from any device."""
    email = request.POST.get("email", "").strip()
    if "@" not in email or len(email) > 254:
        return _say(request, draft, _("Give an e-mail address, such as name@example.org."), 422)
    allowed = is_within("draft-link", str(draft.pk), most=5, seconds=3600) and is_within(
        "draft-link", sender_of(request), most=20, seconds=3600
    )
    if not allowed:
        return _say(
            request, draft, _("The link was sent several times already. Look into your mails, or wait an hour."), 429
        )
    address = request.build_absolute_uri(reverse("registration:overview", args=[draft.token]))
    write("registration/link", to=Addressee(email, "", draft.language), context={"draft": draft, "address": address})
    return _say(request, draft, _("The link is on its way to you. You can close this page."))


def _say(request: HttpRequest, draft: Draft, sentence: str, status: int = 200) -> HttpResponse:
    review = review_draft(draft, today=clock.today())
    return _render_overview(request, draft, review, sentence=sentence, status=status)


@require_safe
def organizations(request: HttpRequest) -> HttpResponse:
    """Organizations whose names are like what was typed so far."""
    if not is_within("organizations", sender_of(request), most=240, seconds=60):
        return JsonResponse({"found": []}, status=429)
    found = find_alike(request.GET.get("q", "")[:200], limit=8)
    return JsonResponse({"found": [{"id": each.public_id, "name": each.name, "note": note_on(each)} for each in found]})
