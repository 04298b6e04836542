"""Rounds at the desk: plan, look, try on oneself, start, and see the answers come."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from rapport.accounts.models import User
from rapport.accounts.naming import Named, name_partnerships
from rapport.explore.addresses import set_path
from rapport.lib import clock
from rapport.lib.folding import fold
from rapport.look.desk_lists import Column, DeskList
from rapport.registry.models import Partnership
from rapport.sets.naming import name_conditions
from rapport.upkeep import rounds
from rapport.upkeep.access import get_round
from rapport.upkeep.cases import CaseError
from rapport.upkeep.desk_forms import RoundForm
from rapport.upkeep.desk_views import for_officers
from rapport.upkeep.forms import read_form
from rapport.upkeep.models import Answer, Round

_SHOWN = 100  # people of a preview, and partnerships that have nobody
_AT_ONCE = 50  # letters written by the press itself; the job writes the rest


def _rate(each: rounds.Progress) -> float | None:
    return each.answered / each.written if each.written else None


_ROUNDS = DeskList(
    name="rounds",
    columns=(
        Column("round", lambda each: each.round.title, gettext_lazy("Round"), lambda each: each.round.title),
        Column(
            "started", lambda each: each.round.started_on, gettext_lazy("Started"), lambda each: each.round.started_on
        ),
        Column("people", lambda each: each.planned, gettext_lazy("People"), lambda each: each.planned, is_number=True),
        Column(
            "written", lambda each: each.written, gettext_lazy("Written to"), lambda each: each.written, is_number=True
        ),
        Column(
            "answered", lambda each: each.answered, gettext_lazy("Answered"), lambda each: each.answered, is_number=True
        ),
        Column("rate", _rate, gettext_lazy("Rate"), _rate, is_number=True),
    ),
    search=lambda found, words: [each for each in found if fold(words) in fold(each.round.title)],
    search_label=gettext_lazy("Words of the title"),
)


@for_officers
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def list_rounds(request: HttpRequest) -> HttpResponse:
    """All rounds beside one another, and a form for the next. ``?query=``: the set it comes from."""
    given = request.POST if request.method == "POST" else None
    form = read_form(RoundForm, given)
    if given is None:
        form.sentence, form.query = "", request.GET.get("query", "")[:2000]
    elif not form.sentence:
        query, sentences = rounds.query_of(form.query)
        if sentences:
            form.sentence = " ".join(sentences)
        else:
            made = Round.objects.create(
                title=form.title, query=query.query_string(), words=form.words, made_by=_officer(request),
                made_on=clock.today(),
            )  # fmt: skip
            return redirect("upkeep:round", made.pk)
    asked = _ROUNDS.ask(request.GET)
    found = asked.narrow(rounds.measure_rounds())
    if asked.wants_file:
        return asked.as_file(found)
    context = {"list": asked.show(found), "form": form, "kinds": dict(Answer.Kind.choices)}
    return render(request, "upkeep/desk/rounds.html", context, status=422 if form.sentence else 200)


def _officer(request: HttpRequest) -> User:
    assert isinstance(request.user, User)  # noqa: S101 the gate saw to it
    return request.user


@for_officers
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def show_round(request: HttpRequest, number: int) -> HttpResponse:
    """One round: who would get what before it starts, how far it has come after."""
    round_, sentence, today = get_round(number), "", clock.today()
    if request.POST.get("do") == "drop" and Round.objects.filter(pk=round_.pk, started_on=None).delete()[0]:
        return redirect("upkeep:rounds")
    if request.method == "POST":
        try:
            sentence = _act_on(round_, request)
            if not sentence:
                return redirect(request.path)
        except CaseError as error:
            sentence = error.sentence
    query, _sentences = rounds.query_of(round_.query)
    planned = None if round_.started_on else rounds.preview(query, today=today)
    progress, *earlier = rounds.measure_rounds(last=round_.pk)
    context = {
        "round": round_,
        "sentence": sentence,
        "today": today,
        "conditions": [each.label for each in name_conditions(query)],
        "set_href": set_path(query),
        "preview": planned,
        "shown": planned.people[:_SHOWN] if planned else [],
        "nobody": _name(planned.nobody[:_SHOWN]) if planned else [],
        "progress": progress,
        "earlier": [each for each in earlier if each.written],
        "kinds": dict(Answer.Kind.choices),
        "recipients": list(round_.recipients.select_related("user").order_by("answered_on", "pk")[:_SHOWN])
        if round_.started_on
        else [],
    }
    return render(request, "upkeep/desk/round.html", context)


def _name(numbers: list[int]) -> list[Named]:
    public_ids = list(Partnership.objects.filter(pk__in=numbers).order_by("pk").values_list("public_id", flat=True))
    named = name_partnerships(public_ids)
    return [named[each] for each in public_ids]


def _act_on(round_: Round, request: HttpRequest) -> str:
    today = clock.today()
    match request.POST.get("do"):
        case "try":
            if rounds.send_trial(round_, _officer(request), today=today):
                return _("A test letter is on its way to you. What is pressed on its page changes nothing.")
            return _("Nobody would get a letter, so there is none to try.")
        case "start":
            rounds.start_round(round_, today=today)
            rounds.write_rounds(today=today, most=_AT_ONCE)
        case "stop":
            rounds.stop_round(round_, today=today)
        case _:
            raise CaseError(_("Choose what to do."))
    return ""
