"""The stand: one number that grows with whatever an editor makes public, so that kept pages are known to be old."""

from datetime import datetime
from typing import Any

from django.db import connection
from django.db.models import F

from rapport.content.models import Stand
from rapport.lib import clock

_ROW = 1
_BOTH = """
    SELECT (SELECT number FROM registry_journalhead WHERE id = 1), (SELECT number FROM content_stand WHERE id = %s)
"""


def stand_now() -> int:
    """One small query."""
    return Stand.objects.filter(pk=_ROW).values_list("number", flat=True).first() or 0


def stand_moved_at() -> datetime | None:
    return Stand.objects.filter(pk=_ROW).values_list("moved_at", flat=True).first()


def stand_with_journal() -> str:
    """For pages that show both what editors write and what the registry counts."""
    # By hand, as ``newest_entry``: pages ask this each time.
    with connection.cursor() as cursor:
        cursor.execute(_BOTH, [_ROW])
        journal, stand = cursor.fetchone()
    return f"{journal or 0}.{stand or 0}"


def move_stand(**_of_a_signal: Any) -> None:
    """Whatever was kept is old. Called whenever an entry, a page or a picture is saved or deleted."""
    if not Stand.objects.filter(pk=_ROW).update(number=F("number") + 1, moved_at=clock.real_now()):
        Stand.objects.get_or_create(pk=_ROW, defaults={"number": 1, "moved_at": clock.real_now()})
