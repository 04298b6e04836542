"""The list of events and its months. The page of one is that of every entry (``content.views``)."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from rapport.content.browsing import address_of, browse, read_choices, read_words
from rapport.content.views import kept_until_edited, list_as_data, shelf_context
from rapport.events.calendar_views import webcal_address
from rapport.events.months import lay_out, read_month, suffix_of
from rapport.events.shelves import SHELF
from rapport.explore.access import MissingError
from rapport.explore.missing import helpful
from rapport.lib import clock
from rapport.sets.parsing import read_page


@kept_until_edited
def show_list(request: HttpRequest) -> HttpResponse:
    browsed = browse(SHELF, request.GET, reader=get_language() or "en", page=read_page(request.GET))
    month = address_of(SHELF, browsed.chosen, browsed.words, suffix=suffix_of(clock.today()))
    context = {"month": month, "webcal": webcal_address(browsed.address("calendar.ics"))}
    return render(request, "events/list.html", shelf_context(browsed) | context)


@kept_until_edited
@helpful
def show_month(request: HttpRequest, month: str) -> HttpResponse:
    first = read_month(month)
    if first is None:
        raise MissingError("", _("The calendar has no such month. Months are written as 2010-05, from 1970 to 2100."))
    laid_out = lay_out(SHELF, request.GET, first, reader=get_language() or "en", today=clock.today())
    context = {
        "month": laid_out,
        "shelf": SHELF,
        "webcal": webcal_address(laid_out.addresses["calendar"]),
        "canonical": laid_out.addresses["here"],
        "json_ld": list_as_data(SHELF, laid_out.shown, laid_out.addresses["here"]),
    }
    return render(request, "events/month.html", context)


@require_safe
def lead_to_this_month(request: HttpRequest) -> HttpResponse:
    chosen, words = read_choices(SHELF, request.GET), read_words(request.GET)
    return redirect(address_of(SHELF, chosen, words, suffix=suffix_of(clock.today())))
