"""The outbox as a list: which letters somebody at the desk sees, and finds by words."""

from collections.abc import Sequence

from django.db.models import Q, QuerySet

from rapport.mail.models import Letter
from rapport.registry.models import Submission
from rapport.screening.access import Desk, case_of
from rapport.screening.doors import are_doors_open

STATES = {
    "held": (Letter.State.HELD,),
    "waiting": (Letter.State.WAITING, Letter.State.SENDING),
    "sent": (Letter.State.SENT,),
    "uncertain": (Letter.State.UNCERTAIN,),
    "refused": (Letter.State.REFUSED,),
    "bounced": (Letter.State.BOUNCED,),
    "cancelled": (Letter.State.CANCELLED,),
}


def seen_letters(desk: Desk) -> QuerySet[Letter]:
    """Officers see all, advisers those of cases, those of an intake those of their own cases."""
    if desk.is_officer:
        return Letter.objects.all()
    of_cases = Q(about__startswith="submission:")
    return Letter.objects.filter(of_cases if desk.is_adviser else Q(about__in=_abouts_of(desk)))


def search_letters(found: QuerySet[Letter], words: str, *, desk: Desk) -> QuerySet[Letter]:
    for word in words.split()[:10]:
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
