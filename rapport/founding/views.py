"""The page of the founding, and the one on which an administrator says the same anew."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from rapport.accounts import letters, offers
from rapport.accounts.access import needs_role
from rapport.accounts.models import Role
from rapport.founding import keys
from rapport.founding.forms import FoundingForm, HostForm, SettingsForm
from rapport.founding.kits import KitError, take_upload
from rapport.founding.periods import periods_in_force, shipped_periods, write_periods
from rapport.lib import clock
from rapport.lib.host import FILE, read_host, write_host


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def found(request: HttpRequest, key: str) -> HttpResponse:
    """Ask, and make the installation the registry of its host. There is no such page for whoever lacks the key."""
    if not keys.is_key(key) or keys.is_founded():
        raise Http404(_("This registry has been set up already, or the address is not the whole one."))
    form = FoundingForm(request.POST or None, request.FILES or None)
    mistakes: list[str] = []
    if request.method == "POST" and form.is_valid():
        try:
            link = _found(form)
        except KitError as error:
            mistakes = [str(mistake) for mistake in error.mistakes]
        else:
            return render(
                request, "founding/founded.html", {"link": link, "name": form.cleaned_data["name"], "canonical": None}
            )
    context: dict[str, Any] = {"form": form, "mistakes": mistakes, "canonical": None}
    return render(request, "founding/found.html", context, status=422 if request.method == "POST" else 200)


def _found(form: FoundingForm) -> str:
    """Take the kit, write the host's file last, and invite the first administrator. Returns the invitation's link."""
    home = Path(settings.RAPPORT_HOME)
    _take_lists(form, periods=shipped_periods())
    language = form.cleaned_data["language"].lower()
    offer = offers.invite(
        form.cleaned_data["administrator"], Role.ADMINISTRATOR, by=None, now=clock.real_now(), language=language
    )
    link = letters.link("accounts:offer", offers.token_of(offer))
    keys.throw_away()
    told = {key: value for key, value in form.host_file().items() if value is not None}
    # Last: the server begins anew when it sees it.
    write_host(home / FILE, _written(home) | {"url": settings.WAGTAILADMIN_BASE_URL} | told)
    return link


@needs_role(Role.ADMINISTRATOR)
@require_http_methods(["GET", "HEAD", "POST"])
def change(request: HttpRequest) -> HttpResponse:
    """What the founding asked, said anew by an administrator."""
    form = SettingsForm(request.POST or None, request.FILES or None)
    mistakes: list[str] = []
    if request.method == "POST" and settings.RAPPORT_DEMO:
        mistakes = [_("In the demonstration they stay as they are.")]
    elif request.method == "POST" and form.is_valid():
        try:
            _change(form)
        except KitError as error:
            mistakes = [str(mistake) for mistake in error.mistakes]
        else:
            return render(request, "founding/changed.html", {"name": form.cleaned_data["name"]})
    context = {"form": form, "mistakes": mistakes}
    return render(request, "founding/change.html", context, status=422 if request.method == "POST" else 200)


def _change(form: SettingsForm) -> None:
    home = Path(settings.RAPPORT_HOME)
    _take_lists(form, periods=periods_in_force())
    told = _written(home) | form.changes()
    write_host(home / FILE, {key: value for key, value in told.items() if value is not None})


def _take_lists(form: HostForm, *, periods: list[int]) -> None:
    """The kit, and the periods where they are others than ``periods``."""
    if kit := form.cleaned_data["kit"]:
        take_upload(kit.chunks())
    if form.periods() != periods:
        write_periods(form.periods(), Path(settings.RAPPORT_HOME) / "vocabularies")


def _written(home: Path) -> dict[str, Any]:
    """What the host's file says, by its own keys."""
    return {key.removeprefix("RAPPORT_").lower(): value for key, value in read_host(home / FILE).items()}
