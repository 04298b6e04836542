"""Editions at the desk: open one, edit its texts while the numbers stay live, remark, approve, freeze."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from rapport.accounts.access import needs_role
from rapport.accounts.models import Role, User
from rapport.lib import clock
from rapport.look.desk_lists import Column, DeskList, Filter, by_field
from rapport.summary import editing
from rapport.summary.desk_forms import EditionForm
from rapport.summary.editing import EditingError
from rapport.summary.editions import Workshop, report_of, template_folders
from rapport.summary.mistakes import told_of_mistakes
from rapport.summary.models import Edition
from rapport.summary.showing import shown_in
from rapport.summary.workbench import load_bench
from rapport.upkeep.forms import read_form
from rapport.vocabularies.schemes import scheme

for_officers = needs_role(Role.OFFICER)


def get_edition(slug: str) -> Edition:
    found = Edition.objects.select_related("before", "opened_by", "approved_by").filter(slug=slug).first()
    if found is None:
        raise Http404(_("There is no such edition of the report."))
    return found


def officer(request: HttpRequest) -> User:
    assert isinstance(request.user, User)  # noqa: S101 the gate saw to it
    return request.user


_EDITIONS = DeskList(
    name="editions",
    columns=(
        Column("slug", lambda edition: edition.slug),
        Column("name", lambda edition: edition.name, gettext_lazy("Edition"), ("name",)),
        Column("as_at", lambda edition: edition.as_at, gettext_lazy("As at"), ("as_at",)),
        Column("languages", lambda edition: "; ".join(edition.languages), gettext_lazy("Languages")),
        Column("state", lambda edition: edition.state, gettext_lazy("State"), ("state", "-as_at")),
    ),
    filters=(Filter("state", gettext_lazy("State"), lambda: Edition.State.choices, by_field("state")),),
    search=lambda found, words: found.filter(name__icontains=words),
    order="-as_at",
)


@for_officers
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def list_editions(request: HttpRequest) -> HttpResponse:
    """All editions, and a form for the next."""
    given = request.POST if request.method == "POST" else None
    form = read_form(EditionForm, given)
    if given is None:
        form.as_at, form.cycle = clock.today().isoformat(), settings.RAPPORT_CLUSTER
        form.languages = [code for code, _name in settings.LANGUAGES]
    else:
        edition = Edition()
        form.take_table(request)
        if form.put_into(edition, today=clock.today()):
            editing.open_edition(edition, officer(request), now=clock.now())
            return redirect("summary-desk:edition", edition.slug)
    asked = _EDITIONS.ask(request.GET)
    found = asked.narrow(Edition.objects.defer("figures"))
    if asked.wants_file:
        return asked.as_file(found)
    context = {"list": asked.show(found), "form": form, **_choices()}
    return render(request, "summary/desk/editions.html", context, status=422 if form.sentence else 200)


def _choices() -> dict[str, Any]:
    return {
        "cycles": scheme("cycles"),
        "templates": list(template_folders()),
        "site_languages": [code for code, _name in settings.LANGUAGES],
        "frozen": Edition.objects.filter(state=Edition.State.FROZEN).defer("figures"),
    }


@for_officers
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def show_edition(request: HttpRequest, slug: str) -> HttpResponse:
    """One edition: how each text stands in each language, what hinders its freezing, and the buttons."""
    edition, sentence = get_edition(slug), ""
    if request.method == "POST":
        try:
            _act_on(edition, request)
            return redirect("summary-desk:editions" if request.POST.get("do") == "drop" else request.path)
        except EditingError as error:
            sentence = str(error)
            edition = get_edition(slug)
    context = {"edition": edition, "sentence": sentence, **load_bench(edition, today=clock.today())}
    return render(request, "summary/desk/edition.html", context, status=422 if sentence else 200)


def _act_on(edition: Edition, request: HttpRequest) -> None:
    now = clock.now()
    match request.POST.get("do"):
        case "approve":
            editing.approve(Workshop(edition, clock.today()), officer(request), now=now)
        case "freeze":
            editing.freeze(edition, now=now, is_marked=bool(request.POST.get("marked")))
            messages.success(request, _("The edition is frozen. It is public, and does not change any more."))
        case "check":
            if editing.is_whole(edition):
                messages.success(request, _("All that was frozen is, to the letter, what it was."))
            else:
                raise EditingError(_("What is kept of this edition is no longer what was frozen."))
        case "drop" if not edition.is_frozen:
            edition.delete()
        case _:
            raise EditingError(_("Choose what to do."))


@for_officers
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def set_up_edition(request: HttpRequest, slug: str) -> HttpResponse:
    """Name, day, cycle, languages, featured partnerships, quoted reports, the edition before."""
    edition = get_edition(slug)
    if edition.is_frozen:
        return redirect("summary-desk:edition", slug)
    given = request.POST if request.method == "POST" else None
    form = EditionForm.of(edition) if given is None else EditionForm.read(given)
    if given is not None:
        form.take_table(request)
    if given is not None and form.put_into(edition, today=clock.today()):
        editing.change_set_up(edition)
        return redirect("summary-desk:edition", slug)
    context = {"edition": edition, "form": form, **_choices()}
    return render(request, "summary/desk/set_up.html", context, status=422 if form.sentence else 200)


@for_officers
@never_cache
@require_safe
@told_of_mistakes
def preview(request: HttpRequest, slug: str) -> HttpResponse:
    """The report as readers would get it, in the language of the page."""
    edition, language = get_edition(slug), get_language() or "en"
    if language not in edition.languages:
        language = edition.languages[0]
    context = {**shown_in(report_of(edition, language, today=clock.today())), "edition": edition}
    return render(request, "summary/desk/preview.html", context)
