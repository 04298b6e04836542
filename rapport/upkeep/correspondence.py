"""Who was written to, and when: the one place that keeps letters to one a month."""

from collections.abc import Iterable
from datetime import date

from django.db.models import Q, QuerySet
from django.db.models.functions import Lower

from rapport.accounts.models import User
from rapport.registry.models import Partnership
from rapport.upkeep.ladder import Ladder
from rapport.upkeep.models import Correspondent, Recipient


def claim_person(user: User, rules: Ladder, *, today: date) -> bool:
    """One letter a month: the row whose conditional update says who writes it."""
    Correspondent.objects.get_or_create(user=user)
    free = Q(written_on=None) | Q(written_on__lte=rules.written_before(today))
    return bool(Correspondent.objects.filter(free, user=user, bounced_on=None).update(written_on=today))


def busy(rules: Ladder, *, today: date) -> QuerySet[Correspondent]:
    """Those who are not written to on a day: lately written to, or not to be reached."""
    lately = Q(written_on__gt=rules.written_before(today))
    return Correspondent.objects.filter(lately | ~Q(bounced_on=None))


def awaiting_rounds(*, today: date) -> QuerySet[Recipient]:
    """Those who wait for the letter of a round: it goes before their next reminder, or they would wait for ever."""
    return Recipient.objects.filter(
        written_on=None, user__isnull=False, round__started_on__lte=today, round__stopped_on=None
    )


def find_records(public_ids: Iterable[str]) -> QuerySet[Partnership]:
    """Records by their ids, as their index has them: without regard to case."""
    folded = [each.lower() for each in public_ids]
    return Partnership.objects.annotate(folded=Lower("public_id")).filter(folded__in=folded)
