"""The page of the founding."""

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from rapport.accounts import letters, offers
from rapport.accounts.models import Role
from rapport.founding import keys
from rapport.founding.forms import FoundingForm
from rapport.founding.kits import KitError, take_kit
from rapport.founding.periods import write_periods
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
    if kit := form.cleaned_data["kit"]:
        with TemporaryDirectory(prefix="kit-") as folder:
            path = Path(folder) / "kit.zip"
            with path.open("wb") as file:
                for chunk in kit.chunks():
                    file.write(chunk)
            take_kit(path)
    write_periods(form.periods(), home / "vocabularies")
    language = form.cleaned_data["language"].lower()
    offer = offers.invite(
        form.cleaned_data["administrator"], Role.ADMINISTRATOR, by=None, now=clock.real_now(), language=language
    )
    link = letters.link("accounts:offer", offers.token_of(offer))
    keys.throw_away()
    told = {key: value for key, value in form.host_file().items() if value is not None}
    of_kit = {key.removeprefix("RAPPORT_").lower(): value for key, value in read_host(home / FILE).items()}
    write_host(home / FILE, of_kit | told)  # last: the server begins anew when it sees it
    return link
