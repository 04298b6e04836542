"""The gates: rule sets are had only here. What is or was in force is public; drafts are the desk's."""

from django.http import Http404

from rapport.criteria.models import RuleSet


def get_published(code: str, version: int | None = None) -> RuleSet:
    """A version that is no draft; without a number the newest of them. One query."""
    rows = RuleSet.objects.filter(code=code).exclude(state=RuleSet.State.DRAFT)
    if version is not None:
        rows = rows.filter(version=version)
    found = rows.order_by("-version").first()
    if found is None:
        raise Http404
    return found


def get_rule_set(pk: int) -> RuleSet:
    """Any version, for those of the desk."""
    found = RuleSet.objects.filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def get_draft(pk: int) -> RuleSet:
    found = get_rule_set(pk)
    if not found.is_draft:
        raise Http404
    return found
