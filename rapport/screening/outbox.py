"""The outbox as a list: letters by state, words and person, the newest first."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.db.models import Q, QuerySet

from rapport.lib.texts import clean_text
from rapport.mail.models import Letter
from rapport.registry.models import Submission
from rapport.screening.access import Desk, case_of
from rapport.screening.doors import are_doors_open

PAGE = 50
MOST_IN_FILE = 10_000
STATES = {
    "held": (Letter.State.HELD,),
    "waiting": (Letter.State.WAITING, Letter.State.SENDING),
    "sent": (Letter.State.SENT,),
    "uncertain": (Letter.State.UNCERTAIN,),
    "refused": (Letter.State.REFUSED,),
    "bounced": (Letter.State.BOUNCED,),
    "cancelled": (Letter.State.CANCELLED,),
}


@dataclass(frozen=True, slots=True)
class Asked:
    """What the outbox is asked for. ``person`` is opaque (``user:12``), ``about`` is ``submission:12`` or the like."""

    state: str = ""
    words: str = ""
    person: str = ""
    about: str = ""

    @classmethod
    def of(cls, params: Mapping[str, Any]) -> "Asked":
        given = {name: clean_text(str(params.get(name, "")))[:120] for name in ("state", "q", "person", "about")}
        state = given["state"] if given["state"] in STATES else ""
        return cls(state, given["q"], given["person"], given["about"])

    def query(self, **more: str) -> str:
        """As an address says it."""
        kept = {"state": self.state, "q": self.words, "person": self.person, "about": self.about, **more}
        return urlencode({name: value for name, value in kept.items() if value})


def find_letters(asked: Asked, desk: Desk) -> QuerySet[Letter]:
    """The newest first. Officers find all, advisers those of cases, those of an intake those of their own cases."""
    found = Letter.objects.order_by("-pk")
    if not desk.is_officer:
        of_cases = Q(about__startswith="submission:")
        found = found.filter(of_cases if desk.is_adviser else Q(about__in=_abouts_of(desk)))
    if asked.state:
        found = found.filter(state__in=STATES[asked.state])
    if asked.person:
        found = found.filter(person=asked.person)
    if asked.about:
        found = found.filter(about=asked.about)
    for word in asked.words.split()[:10]:
        found = found.filter(_having(word, desk))
    return found


def _having(word: str, desk: Desk) -> Q:
    """Bodies are not searched: who may ask for the letters of a token one by one has read it in the end."""
    # The subject of a secret letter may say its code, so that is not searched either.
    in_subject = Q(subject__icontains=word) & (Q() if are_doors_open() else Q(is_secret=False))
    found = in_subject | Q(name__icontains=word) | Q(about__iendswith=f":{word}")
    return found | Q(email__icontains=word) if desk.is_officer else found


def _abouts_of(desk: Desk) -> list[str]:
    letters = Letter.objects.filter(about__startswith="submission:")
    return [f"submission:{case.pk}" for case in desk.taken_in(_cases_of(letters))]


def keep_handled(numbers: Sequence[int], desk: Desk) -> list[int]:
    """Those of the letters that somebody may release: an officer all, who is of an intake those of its cases."""
    found = Letter.objects.filter(pk__in=numbers)
    if not desk.is_officer:
        own = [f"submission:{case.pk}" for case in desk.taken_in(_cases_of(found))]
        found = found.filter(about__in=own)
    return list(found.values_list("pk", flat=True))


def _cases_of(letters: QuerySet[Letter]) -> QuerySet[Submission]:
    numbers = {case_of(about) for about in letters.order_by().values_list("about", flat=True).distinct()}
    return Submission.objects.filter(pk__in=numbers - {0}).select_related("version")
