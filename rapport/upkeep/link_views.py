"""The pages behind a letter's link. They need no sign-in, and a GET of them changes nothing.

They are exempt from the check of the cross-site cookie: the token in the address and the one-time value of the button
prove more than that cookie, and readers of mail often refuse cookies.
"""

from collections.abc import Callable
from datetime import date
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import require_http_methods

from rapport.accounts.models import Role
from rapport.explore.wording import has_ended
from rapport.lib import clock
from rapport.registration.drafts import begin_change
from rapport.registration.steps import answers_of, steps_of
from rapport.registry.history import InForce, in_force, load_organizations
from rapport.registry.models import Partnership, Submission
from rapport.sets.freshness import last_known
from rapport.upkeep import answering
from rapport.upkeep.answering import ENDS, ChangedMeanwhileError, Shown
from rapport.upkeep.forms import EndForm, SuccessorForm, read_form
from rapport.upkeep.links import LinkError, make_press, read_press, read_token, record_of, records_of
from rapport.upkeep.models import Answer, Asked, Duty, Link
from rapport.upkeep.showing import name_of, show_facts
from rapport.vocabularies.schemes import scheme

MOST = 2000  # records of one press
_SETTLED = ("is_said", "is_invited", "over")  # of a row: nobody waits for a word of it
_LONGEST = 20_000  # characters of a change told in words


def by_link(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """A view that gets the link of a token instead of the token; without one its visitor gets a sentence."""

    @csrf_exempt
    @require_http_methods(["GET", "HEAD", "POST"])
    @sensitive_variables("token")
    @wraps(view)
    def opening(request: HttpRequest, token: str, **kwargs: Any) -> HttpResponse:
        try:
            link = read_token(token, today=clock.today())
            response = view(request, link, token, **kwargs)
        except LinkError as error:
            response = render(request, "upkeep/closed.html", {"sentence": error.sentence}, status=403)
        response["Referrer-Policy"] = "no-referrer"
        response["Cache-Control"] = "no-store"
        response["X-Robots-Tag"] = "noindex"
        return response

    return opening


@by_link
def opened(request: HttpRequest, link: Link, token: str) -> HttpResponse:
    """What the letter's link opens: the record, or the list of records. A press confirms those chosen."""
    records = records_of(link)
    if "take" in request.POST:
        invited = [record.public_id for record, role in records if role == Asked.INVITED]
        answering.take_on(link, invited, press=request.POST.get("press", ""), today=clock.today())
        return _show_list(request, link, token)
    if request.method == "POST":
        return _confirm(request, link, token)
    if not records:
        raise LinkError(_("There is nothing left to say here: somebody else looks after these partnerships now."))
    if len(records) == 1:
        return _show_record(request, link, token, records[0][0].public_id)
    return _show_list(request, link, token)


@by_link
def record(request: HttpRequest, link: Link, token: str, public_id: str) -> HttpResponse:
    if request.method == "POST":
        return _confirm(request, link, token)
    return _show_record(request, link, token, public_id)


def _show_record(
    request: HttpRequest, link: Link, token: str, public_id: str, *, changed: bool = False, status: int = 200
) -> HttpResponse:
    found, role = _find(link, public_id)
    context = {
        "link": link,
        "token": token,
        "record": found,
        "name": name_of(found),
        "is_invited": role == Asked.INVITED,
        "is_partner": role == "partner",
        "facts": show_facts(found, load_organizations([found])),
        "last": last_known(found.confirmed_on, found.reported_on),
        "over": answering.what_became_of(found, today=clock.today()),
        "ended": has_ended(found.document.ends_on, today=clock.today()),
        "press": make_press(link),
        "changed": changed,
        "several": link.asked.count() > 1,
        "duties": list(Duty.objects.filter(partnership=found.number).order_by("kind")),
        "today": clock.today(),
    }
    return render(request, "upkeep/record.html", context, status=status)


def _find(link: Link, public_id: str) -> tuple[InForce, str]:
    partnership, role = record_of(link, public_id)
    found = next(in_force(as_at=clock.today(), numbers=[partnership.pk]), None)
    if found is None:
        raise LinkError(_("This partnership is not in the registry on this day."))
    return found, role


def _show_list(
    request: HttpRequest, link: Link, token: str, *, changed: tuple[str, ...] = (), sentence: str = ""
) -> HttpResponse:
    records = records_of(link)
    roles = {each.pk: role for each, role in records}
    duties = Duty.objects.filter(partnership__in=[each.pk for each, _role in records], kind=Duty.Kind.CONFIRM)
    due = {duty.partnership_id: duty for duty in duties}
    today = clock.today()
    found = list(in_force(as_at=today, numbers=[each.pk for each, _role in records]))
    answered = _answered(link)
    rows = [
        {
            "record": each,
            "name": name_of(each),
            "last": last_known(each.confirmed_on, each.reported_on),
            "due_on": due[each.number].due_on if each.number in due else None,
            "is_said": each.number in answered or _is_said(each, link),
            "is_changed": each.public_id in changed,
            "is_invited": roles[each.number] == Asked.INVITED,
            "is_partner": roles[each.number] == "partner",
            "over": answering.what_became_of(each, today=today),
        }
        for each in found
    ]
    # What waits for a word comes first: their own, the longest due before the others.
    rows.sort(key=lambda row: (bool(row["is_said"] or row["over"]), row["is_partner"], row["due_on"] or date.max))
    context = {
        "token": token, "rows": rows, "press": make_press(link), "changed": changed, "sentence": sentence,
        "today": today, "waiting": sum(not any(row[each] for each in _SETTLED) for row in rows),
        "invited": sum(bool(row["is_invited"]) for row in rows), "link": link,
    }  # fmt: skip
    return render(request, "upkeep/list.html", context, status=409 if changed else 200)


def _answered(link: Link) -> set[int]:
    """The records of which something was said by this link; to take one on is not to say that it is true."""
    return set(link.answers.exclude(kind=Answer.Kind.TAKEN_ON).values_list("partnership_id", flat=True))


def _is_said(found: InForce, link: Link) -> bool:
    """Whether there was a word since the letter."""
    last = last_known(found.confirmed_on, found.reported_on)
    return last is not None and last > link.made_on


def _confirm(request: HttpRequest, link: Link, token: str) -> HttpResponse:
    given = request.POST
    name = "one" if given.get("one") else "shown" if "all" in given else "chosen"
    pressed = given.getlist(name)[:MOST]
    shown = [each for each in map(_read_shown, pressed) if each]
    if not shown:
        return _show_list(request, link, token, sentence=_("Choose those that are still true first."))
    press, now = given.get("press", ""), clock.now()
    stale = answering.confirm(link, shown, press=press, today=clock.today(), now=now)
    if stale and len(shown) == 1:
        return _show_record(request, link, token, stale[0], changed=True, status=409)
    if stale:
        return _show_list(request, link, token, changed=tuple(stale))
    return _thank(request, link, token, [each.public_id for each in shown])


def _read_shown(value: str) -> Shown | None:
    public_id, _colon, version = value.rpartition(":")
    known = version.isascii() and version.isdecimal() and len(version) < 19
    return Shown(public_id, int(version)) if public_id and known else None


def _thank(request: HttpRequest, link: Link, token: str, ids: list[str], *, said: str = "") -> HttpResponse:
    held = {each.public_id.casefold(): each.pk for each, _role in records_of(link)}
    numbers = [held[each.casefold()] for each in ids if each.casefold() in held]
    answered = _answered(link)
    context = {
        "said": said,
        "n": len(numbers),
        "next": answering.next_due(numbers) if not (said or link.is_trial) else None,
        "token": token,
        "left": len(set(held.values()) - answered),
        "is_trial": link.is_trial,
    }
    return render(request, "upkeep/thanks.html", context)


@by_link
def changed(request: HttpRequest, link: Link, token: str, public_id: str) -> HttpResponse:
    """What has changed: in the form of the record, filled in, or in words that an officer puts into it."""
    found, role = _find(link, public_id)
    # A form changes the record: it is for those who look after it, not for those of a lead partner.
    may_change = role in (Role.FOCAL_POINT, Role.DEPUTY)
    kind = request.POST.get("form")
    if kind in (Submission.Kind.CHANGE, Submission.Kind.REPORT) and may_change:
        read_press(request.POST.get("press", ""), link)
        return redirect(_open_form(link, found, Submission.Kind(kind)))
    text, sentence = request.POST.get("text", "")[:_LONGEST], ""
    if request.method == "POST":
        try:
            press = request.POST.get("press", "")
            answering.tell_change(link, public_id, text, press=press, today=clock.today())
            said = _("What you wrote is with an officer, who puts it into the record.")
            return _thank(request, link, token, [public_id], said=said)
        except LinkError as error:
            sentence = error.sentence
    context = {"text": text, "sentence": sentence, "longest": _LONGEST, "may_change": may_change}
    return _show_form(request, link, token, found, "upkeep/changed.html", context)


def _open_form(link: Link, found: InForce, kind: Submission.Kind) -> str:
    """The address of a draft that says what the record says. The draft is the person's, whoever holds the link."""
    if link.is_trial:
        raise LinkError(_("This was a test letter: nothing was changed."))
    draft = begin_change(
        Partnership.objects.get(pk=found.number), answers_of(found.document, kind), kind=kind, author=link.user,
        language=link.user.language or get_language() or "en", now=clock.now(), channel="link",
    )  # fmt: skip
    return reverse("registration:step", args=[draft.token, steps_of(draft)[0].code])


@by_link
def ended(request: HttpRequest, link: Link, token: str, public_id: str) -> HttpResponse:
    found, _role = _find(link, public_id)
    form, sentence = read_form(EndForm, request.POST if request.method == "POST" else None), ""
    if request.method == "POST":
        try:
            shown = _read_shown(request.POST.get("shown", "")) or Shown(public_id, 0)
            if form.end is None:
                raise LinkError(form.sentence)
            is_public = answering.tell_end(
                link, shown, form.end, press=request.POST.get("press", ""), today=clock.today(), now=clock.now()
            )
            said = _("The record now says so.") if is_public else _("An officer will put it into the record.")
            return _thank(request, link, token, [public_id], said=said)
        except ChangedMeanwhileError:
            return _show_record(request, link, token, public_id, changed=True, status=409)
        except LinkError as error:
            sentence = error.sentence
    labels = {code: scheme("statuses").label_of(code) for code in ENDS}
    context = {"form": form, "sentence": sentence, "labels": labels}
    return _show_form(request, link, token, found, "upkeep/ended.html", context)


@by_link
def not_me(request: HttpRequest, link: Link, token: str, public_id: str) -> HttpResponse:
    found, _role = _find(link, public_id)
    form, sentence = read_form(SuccessorForm, request.POST if request.method == "POST" else None), ""
    if request.method == "POST":
        try:
            if form.sentence:
                raise LinkError(form.sentence)
            press = request.POST.get("press", "")
            ids = [each.public_id for each, _role in records_of(link)] if "all" in request.POST else [public_id]
            is_invited = answering.tell_not_me(
                link, ids, email=form.email, name=form.name, press=press, today=clock.today()
            )
            said = (
                _("We have written to the person you named. You will get no more letters about it.")
                if is_invited
                else _("We will look for somebody. You will get no more letters about it.")
            )
            return _thank(request, link, token, [public_id], said=said)
        except LinkError as error:
            sentence = error.sentence
    context = {"form": form, "sentence": sentence, "several": len(records_of(link))}
    return _show_form(request, link, token, found, "upkeep/not_me.html", context)


@by_link
def taken_on(request: HttpRequest, link: Link, token: str, public_id: str) -> HttpResponse:
    if request.method == "POST":
        answering.take_on(link, [public_id], press=request.POST.get("press", ""), today=clock.today())
    return _show_record(request, link, token, public_id)


def _show_form(
    request: HttpRequest, link: Link, token: str, found: InForce, template: str, context: dict[str, Any]
) -> HttpResponse:
    known = {"token": token, "record": found, "name": name_of(found), "press": make_press(link), "link": link}
    status = 422 if context["sentence"] else 200
    return render(request, template, {**known, **context}, status=status)
