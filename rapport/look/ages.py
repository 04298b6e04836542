"""How long ago, in words. A fact is shown with its age, so that nobody has to work it out."""

from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

_WEEKS_UP_TO, _MONTHS_UP_TO = 60, 36  # days told in weeks; months told as months: “27 months”, not “2 years”


def whole_months(since: date, today: date) -> int:
    """Completed months from one day to another."""
    return (today.year - since.year) * 12 + today.month - since.month - (today.day < since.day)


def describe_age(since: date, today: date) -> str:
    """“today”, “5 days ago”, “3 weeks ago”, “27 months ago”, “4 years ago”. A later day counts as today."""
    days = (today - since).days
    if days <= 0:
        return _("today")
    if days < 14:
        return ngettext("%(n)s day ago", "%(n)s days ago", days) % {"n": days}
    if days < _WEEKS_UP_TO:
        return ngettext("%(n)s week ago", "%(n)s weeks ago", days // 7) % {"n": days // 7}
    months = whole_months(since, today)
    if months <= _MONTHS_UP_TO:
        return ngettext("%(n)s month ago", "%(n)s months ago", months) % {"n": months}
    return ngettext("%(n)s year ago", "%(n)s years ago", months // 12) % {"n": months // 12}


def describe_span(since: date, today: date) -> str:
    """The length of time alone: “27 months”, “4 years”."""
    months = max(whole_months(since, today), 0)
    if months <= _MONTHS_UP_TO:
        return ngettext("%(n)s month", "%(n)s months", months) % {"n": months}
    return ngettext("%(n)s year", "%(n)s years", months // 12) % {"n": months // 12}
