"""Which texts of an edition a translator gets, and what of theirs is taken in."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from rapport.accounts.models import User
from rapport.look.formats import set_commas
from rapport.summary import editing
from rapport.summary.editing import EditingError
from rapport.summary.editions import Workshop
from rapport.summary.narrative.glossary import terms_of
from rapport.summary.passages import describe_passage
from rapport.summary.states import State
from rapport.summary.xliff import Translated, Unit, lost_slots


@dataclass(frozen=True, slots=True)
class Refused:
    """A text that was not taken in, and why."""

    code: str
    sentence: str


def units_of(workshop: Workshop, source: str, target: str) -> list[Unit]:
    """Every text of the report. What is missing has an empty target; what is stale has its old words."""
    found = []
    for code, states in workshop.states.items():
        from_text = describe_passage(workshop, code, source).source
        is_missing = states.get(target) == State.MISSING
        to_text = "" if is_missing else describe_passage(workshop, code, target).source
        terms = tuple((each.official(source), each.official(target)) for each in terms_of(from_text, source, target))
        found.append(Unit(code, from_text, to_text, is_done=states.get(target) == State.WRITTEN, terms=terms))
    return found


def take_in(
    workshop: Workshop, translated: Iterable[Translated], source: str, target: str, user: User, *, now: datetime
) -> tuple[int, list[Refused]]:
    """Keep each text that says something new and has every number of its source: how many, and those refused."""
    kept, refused = 0, []
    before = {unit.code: unit for unit in units_of(workshop, source, target)}
    for each in translated:
        unit = before.get(each.code)
        if unit is None:
            refused.append(Refused(each.code, _("The report has no such text.")))
        elif each.source != unit.source:
            refused.append(Refused(each.code, _("The text that it translates has been edited since.")))
        elif lost := lost_slots(each.code, unit.source, each.target):
            refused.append(
                Refused(each.code, _("These are not the numbers of the text: %(lost)s.") % {"lost": set_commas(lost)})
            )
        elif each.target != unit.target or not unit.is_done:
            try:
                editing.edit(workshop, each.code, target, each.target, user, now=now, is_translation=True)
                kept += 1
            except EditingError as error:
                refused.append(Refused(each.code, str(error)))
    return kept, refused
