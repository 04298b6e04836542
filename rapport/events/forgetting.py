"""Who came is nobody's business for ever: what is forgotten, and when."""

from datetime import date, timedelta

from rapport.events.models import SignUp
from rapport.events.signing_up import forget_sign_ups
from rapport.mail.models import Letter

KEPT, UNCONFIRMED = timedelta(days=90), timedelta(days=7)  # after the last day; after it was asked


def forget_old(*, today: date) -> int:
    """Sign-ups of events long over, and those that nobody confirmed; returns how many."""
    over = SignUp.objects.filter(event__last_on__lt=today - KEPT)
    unconfirmed = SignUp.objects.filter(confirmed_at=None, asked_at__date__lt=today - UNCONFIRMED)
    old = [*over, *unconfirmed]
    forget_sign_ups(old)
    _forget_letters(today - KEPT)
    return len({each.pk for each in old})


def _forget_letters(before: date) -> None:
    """Letters about sign-ups that went with an event that was deleted."""
    old = Letter.objects.filter(about__startswith="sign-up:", written_at__date__lt=before)
    known = {sign_up.reference for sign_up in SignUp.objects.only("pk")}
    gone = [number for number, about in old.values_list("pk", "about") if about not in known]
    Letter.objects.filter(pk__in=gone).delete()
