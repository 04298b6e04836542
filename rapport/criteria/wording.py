"""What the pages say of rule sets in words."""

from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from rapport.criteria.models import RuleSet
from rapport.criteria.versions import is_in_force
from rapport.look.formats import format_day


def tell_standing(rule_set: RuleSet, *, today: date) -> str:
    """“In force since 9 May 2003”, “In force from 7 June 2002 until 9 May 2003”, “Draft”."""
    since, until = rule_set.in_force_from, rule_set.in_force_until
    if rule_set.is_draft or since is None:
        return pgettext("a rule set", "Draft")
    days = {"since": format_day(since), "until": format_day(until) if until else ""}
    if since > today:
        return _("In force from %(since)s on") % days
    if is_in_force(rule_set, today):
        return (_("In force since %(since)s, until %(until)s") if until else _("In force since %(since)s")) % days
    return _("Was in force from %(since)s until %(until)s") % days


def tell_changed() -> str:
    return _("This draft was changed or put in force meanwhile: look at it again.")


def name_levels() -> dict[str, str]:
    return {
        "error": pgettext("a remark", "Error"),
        "warning": pgettext("a remark", "Warning"),
        "note": pgettext("a remark", "Note"),
    }


def name_weights() -> dict[str, str]:
    return {"required": _("Required"), "desirable": _("Desirable")}


def name_states() -> dict[str, str]:
    return {"verified": _("Verified"), "reconstructed": _("Reconstructed")}


def name_answers() -> dict[str, str]:
    return {
        "yes": _("Yes"),
        "no": _("No"),
        "unsure": _("Not sure"),
        "not-applicable": _("Does not apply"),
    }
