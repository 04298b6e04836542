"""Events for programs: a set of them, or one, as iCalendar. Who asks again is told 304 by tag or by date."""

from collections.abc import Callable
from datetime import datetime

from django.db.models import Max
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.http import quote_etag
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import condition, require_safe

from rapport.content.browsing import address_of, chips_of, name_set, read_choices, read_words
from rapport.content.stand import stand_now
from rapport.events.announcing import Told
from rapport.events.calendars import find_notices, write_calendar
from rapport.events.models import Notice
from rapport.events.shelves import SHELF
from rapport.lib import clock
from rapport.look.navigation import site_address


def webcal_address(path: str) -> str:
    """The address by which a program of calendars subscribes."""
    return f"webcal:{site_address(path).partition(':')[2]}"


def _tag(_request: HttpRequest, *_args: str, **_kwargs: str) -> str:
    return quote_etag(f"{stand_now()}-{clock.today()}-{get_language()}")


def _changed_at(request: HttpRequest, *_args: str, **_kwargs: str) -> datetime | None:
    """Where the set hangs on the day, as what is to come does, no date of change says that it is the same."""
    if "when" in request.GET:
        return None
    newest: datetime | None = Notice.objects.aggregate(newest=Max("changed_at"))["newest"]
    return newest


def _kept(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    return require_safe(condition(etag_func=_tag, last_modified_func=_changed_at)(view))


@_kept
def give_calendar(request: HttpRequest) -> HttpResponse:
    """A set of events, also those of it that were withdrawn."""
    chosen, words = read_choices(SHELF, request.GET), read_words(request.GET)
    written = write_calendar(
        find_notices(SHELF, chosen, words),
        name=name_set(SHELF, chips_of(SHELF, chosen, words)),
        address=site_address(address_of(SHELF, chosen, words)),
        shelf=SHELF,
        reader=get_language() or "en",
    )
    return _answer(written, "events.ics")


@_kept
def give_event(request: HttpRequest, slug: str) -> HttpResponse:
    """One event, public or withdrawn. Of two that had one address, the newer."""
    notice = Notice.objects.filter(slug=slug).order_by("is_withdrawn", "-pk").first()
    if notice is None:
        raise Http404(_("There is no such event."))
    told, reader = Told.model_validate_json(notice.told), get_language() or "en"
    _language, text = told.text_for(reader)
    address = site_address(address_of(SHELF, {}))
    return _answer(
        write_calendar([(notice, told)], name=text.title, address=address, shelf=SHELF, reader=reader), "event.ics"
    )


def _answer(written: bytes, name: str) -> HttpResponse:
    response = HttpResponse(written, content_type="text/calendar; charset=utf-8")
    response.headers["Content-Disposition"] = f'inline; filename="{name}"'
    response.headers["Cache-Control"] = "public, max-age=300"
    return response
