"""The demonstration's own pages: be somebody, and let days pass. They are nowhere else."""

from collections.abc import Callable
from datetime import date, timedelta
from functools import wraps
from typing import Any

from django.conf import settings
from django.contrib.auth import login, logout
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.cache import add_never_cache_headers
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from rapport.accounts import demonstration
from rapport.accounts.forms import DayForm, area_label
from rapport.accounts.naming import name_partnerships
from rapport.lib import clock


def in_demonstration(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """No such page where ``RAPPORT_DEMO`` is off, and none beside real data."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not settings.RAPPORT_DEMO or demonstration.find_hindrance():
            raise Http404
        answer = view(request, *args, **kwargs)
        add_never_cache_headers(answer)
        return answer

    return guarded


@require_http_methods(["GET", "HEAD", "POST"])
@in_demonstration
def choose_person(request: HttpRequest) -> HttpResponse:
    """Everybody whom a visitor may be, each with a button."""
    if request.method == "POST":
        player = demonstration.find_player(request.POST.get("person", ""))
        if player is None:
            raise Http404
        logout(request)  # nothing of the person before stays in the session
        login(request, player, backend=settings.AUTHENTICATION_BACKENDS[0])
        return redirect("accounts:enter")
    return _show(request, DayForm())


@require_http_methods(["GET", "HEAD", "POST"])
@in_demonstration
def move_day(request: HttpRequest) -> HttpResponse:
    """To the next day, the same day of the next month, or a given one; jobs of the days between run."""
    if request.method != "POST":
        return redirect("accounts:demo")
    form = DayForm(request.POST)
    if form.is_valid():
        to = _destination(form.cleaned_data["step"], form.cleaned_data["day"], clock.today())
        try:
            if to is None:
                raise demonstration.DemonstrationError(_("Say which day."))
            demonstration.move_day(to, now=clock.now())
            return redirect("accounts:demo")
        except demonstration.DemonstrationError as error:
            form.add_error("day", str(error))
    return _show(request, form, status=400)


def _destination(step: str, day: date | None, today: date) -> date | None:
    return {"day": today + timedelta(days=1), "month": demonstration.next_month(today)}.get(step, day)


def _show(request: HttpRequest, form: DayForm, status: int = 200) -> HttpResponse:
    players = demonstration.list_players()
    grants = [given for player in players for given in player.grants]
    context = {
        "players": players,
        "named": name_partnerships([each.partnership for each in grants]),
        "area_label": area_label,
        "form": form,
        "today": clock.today(),
        "me": request.user,
    }
    return render(request, "accounts/demo.html", context, status=status)
