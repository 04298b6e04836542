"""The form by which a visitor writes to those who look after a record."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from rapport.explore.missing import helpful
from rapport.lib import clock
from rapport.lib.rates import is_within, sender_of
from rapport.upkeep.access import get_record_now
from rapport.upkeep.contacting import ContactError, send_message
from rapport.upkeep.forms import LONGEST_TEXT, MessageForm, read_form
from rapport.upkeep.showing import name_of

A_DAY_FROM_A_PLACE = 20


@never_cache
@helpful
@require_http_methods(["GET", "HEAD", "POST"])
def contact(request: HttpRequest, public_id: str) -> HttpResponse:
    found = get_record_now(public_id)
    form, is_sent = read_form(MessageForm, request.POST if request.method == "POST" else None), False
    if request.method != "POST":
        form.sentence = ""
    elif form.trap:
        is_sent = True  # a machine is told nothing that it could learn from
    elif not form.sentence:
        try:
            _refuse_flood(request)
            language = get_language() or ""
            send_message(
                found, name=form.name, email=form.email, text=form.text, language=language, today=clock.today()
            )
            is_sent = True
        except ContactError as error:
            form.sentence = error.sentence
    context = {"record": found, "name": name_of(found), "form": form, "is_sent": is_sent, "longest": LONGEST_TEXT}
    return render(request, "upkeep/contact.html", context, status=422 if form.sentence else 200)


def _refuse_flood(request: HttpRequest) -> None:
    """Who writes under ever new names and addresses of mail still comes from one place."""
    if not is_within("contact", sender_of(request), most=A_DAY_FROM_A_PLACE, seconds=86_400):
        raise ContactError(_("You have written to many partnerships today. Write to this one tomorrow."))
