"""The one clock of the rules.

``RAPPORT_TODAY`` stands in for the real day: the demonstration lives on 1 February 2010. Rules take the
day as an argument; only views, commands and jobs ask here. Tokens and leases use real time.
"""

from datetime import UTC, date, datetime

from django.conf import settings


def today() -> date:
    """The day on which the rules stand (UTC)."""
    fixed: date | None = settings.RAPPORT_TODAY
    return fixed or datetime.now(UTC).date()


def now() -> datetime:
    """The present moment of the rules: today's date with the real time of day, so that order is kept."""
    return datetime.combine(today(), datetime.now(UTC).timetz())


def real_now() -> datetime:
    """The real moment, whatever day the rules stand on: for tokens and leases alone."""
    return datetime.now(UTC)
