"""The form by which anybody writes to the secretariat; at the desk, what was written and the answers."""

from urllib.parse import urlsplit

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from rapport.accounts.access import needs_role
from rapport.accounts.models import Role
from rapport.lib import clock
from rapport.lib.logs import hide_tokens
from rapport.lib.rates import is_within, sender_of
from rapport.look.desk_lists import Column, DeskList, Filter, by_field, by_words
from rapport.look.navigation import in_language
from rapport.upkeep.forms import LONGEST_TEXT, MessageForm, read_form
from rapport.website import inquiries
from rapport.website.inquiries import InquiryError
from rapport.website.inquiry_models import Inquiry

A_DAY_FROM_A_PLACE = 20


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def contact(request: HttpRequest) -> HttpResponse:
    form, is_sent = read_form(MessageForm, request.POST if request.method == "POST" else None), False
    if request.method != "POST":
        form.sentence = ""
    elif form.trap:
        is_sent, form.sentence = True, ""  # a machine is told nothing that it could learn from
    elif not form.sentence:
        form.sentence, is_sent = _take(request, form)
    context = {
        "form": form,
        "is_sent": is_sent,
        "longest": LONGEST_TEXT,
        "page": request.POST.get("page", "") or _came_from(request),
        "canonical": in_language("/contact/"),
    }
    return render(request, "website/contact.html", context, status=422 if form.sentence else 200)


def _take(request: HttpRequest, form: MessageForm) -> tuple[str, bool]:
    """The sentence of what is wrong, and whether it was taken."""
    if not is_within("inquiry", sender_of(request), most=A_DAY_FROM_A_PLACE, seconds=86_400):
        return _("You have written to us several times today. Write again tomorrow."), False
    try:
        inquiries.ask(form, language=get_language() or "", page=request.POST.get("page", ""), now=clock.now())
    except InquiryError as error:
        return str(error), False
    return "", True


def _came_from(request: HttpRequest) -> str:
    """The page of ours that led here, so that who reports a mistake need not say where it is."""
    led = urlsplit(request.headers.get("Referer", ""))
    return hide_tokens(led.path) if led.netloc == request.get_host() and led.path != request.path else ""


_INQUIRIES = DeskList(
    name="messages",
    columns=(
        Column("number", lambda each: each.pk),
        Column("name", lambda each: each.name, gettext_lazy("Name"), ("name",)),
        Column("address", lambda each: each.email),
        Column("text", lambda each: each.text, gettext_lazy("Message")),
        Column("page", lambda each: each.page),
        Column("state", lambda each: each.state, gettext_lazy("State"), ("state", "asked_at")),
        Column("received", lambda each: each.asked_at, gettext_lazy("Received"), ("asked_at",)),
        Column("answer", lambda each: each.answer),
    ),
    filters=(
        Filter(
            "state", gettext_lazy("State"), lambda: [*Inquiry.State.choices, ("all", _("all"))],
            lambda found, state: found if state == "all" else by_field("state")(found, state),
            default=Inquiry.State.OPEN.value,
        ),
    ),
    search=by_words("name", "email", "text"),
    order="received",
)  # fmt: skip


@needs_role(Role.OFFICER)
@never_cache
@require_safe
def list_inquiries(request: HttpRequest) -> HttpResponse:
    """What visitors wrote, the oldest first."""
    asked = _INQUIRIES.ask(request.GET)
    found = asked.narrow(Inquiry.objects.all())
    if asked.wants_file:
        return asked.as_file(found)
    return render(request, "website/inquiries.html", {"list": asked.show(found)})


@needs_role(Role.OFFICER)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def show_inquiry(request: HttpRequest, number: int) -> HttpResponse:
    """One of them: answered by mail, or closed."""
    inquiry = Inquiry.objects.select_related("decided_by", "follows").filter(pk=number).first()
    if inquiry is None:
        raise Http404(_("There is no such message."))
    sentence, person = "", request.user
    if request.method == "POST":
        try:
            if request.POST.get("do") == "close":
                inquiries.close(inquiry, by=person, now=clock.now())  # type: ignore[arg-type] # the gate saw to it
                messages.success(request, _("Closed. Nothing was sent."))
            else:
                inquiries.answer(inquiry, request.POST.get("text", ""), by=person, now=clock.now())  # type: ignore[arg-type]
                messages.success(request, _("The answer is on its way."))
            return redirect("website:inquiries")
        except InquiryError as error:
            sentence = str(error)
            inquiry.refresh_from_db()
    context = {
        "inquiry": inquiry,
        "sentence": sentence,
        "text": request.POST.get("text", ""),
        "longest": LONGEST_TEXT,
        "today": clock.today(),
    }
    return render(request, "website/inquiry.html", context, status=409 if sentence else 200)
