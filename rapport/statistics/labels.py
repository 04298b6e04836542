"""What a figure is called: its id in words, in the language of the page."""

from collections.abc import Mapping

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from rapport.vocabularies.schemes import scheme

_WHOLE = {
    "total": gettext_lazy("Partnerships in the registry: registered or completed"),
    "registered.by_2002": gettext_lazy("Registered up to 2002"),
    "registered.since_2002": gettext_lazy("Registered since 2002"),
    "registered.2009": gettext_lazy("Registered in 2009"),
    "registered.2003_share": gettext_lazy("Registered in 2003"),
    "registered.growth_2002_2007": gettext_lazy("Growth in registrations, end of 2002 to end of 2007"),
    "registered.mean_2005_2008": gettext_lazy("Mean registrations a year, 2005 to 2008"),
    "fairs.participated_2004_2009": gettext_lazy("Took part in a fair of 2004 to 2009"),
    "started.around_2002": gettext_lazy("Started in 2001 to 2003"),
    "duration.limited": gettext_lazy("Give an end"),
    "duration.open_ended": gettext_lazy("Open-ended"),
    "duration.4_to_6_years": gettext_lazy("Last 4 to 6 whole years"),
    "duration.shortest_years": gettext_lazy("Shortest duration, whole years"),
    "leads.total": gettext_lazy("Listings of lead partners"),
    "listings.total": gettext_lazy("Listings of partners"),
    "resources.informed": gettext_lazy("Gave information on resources"),
    "resources.financial": gettext_lazy("Have secured funding"),
    "resources.in_kind": gettext_lazy("Have non-financial resources"),
    "funding.source_given": gettext_lazy("Name a source of funding"),
    "funding.several_sources": gettext_lazy("Name two or more types of source"),
    "funding.sought": gettext_lazy("Seek funding"),
    "funding.sought_with_amount": gettext_lazy("Seek funding and say how much"),
    "upkeep.confirmed": gettext_lazy("Last sign of life: confirmed, nothing changed"),
    "upkeep.changed": gettext_lazy("Last sign of life: changed"),
    "upkeep.reported": gettext_lazy("Last sign of life: reported, without evidence"),
    "upkeep.reported-with-evidence": gettext_lazy("Last sign of life: reported, with evidence"),
    "upkeep.never": gettext_lazy("No sign of life since they were registered"),
    "progress.reported": gettext_lazy("Reported within the last two years"),
    "progress.reported.ever": gettext_lazy("Have reported"),
    "deliverables.given": gettext_lazy("List deliverables"),
    "deliverables.reached": gettext_lazy("Have reached a deliverable"),
    "deliverables.overdue": gettext_lazy("Have an overdue deliverable"),
    "cluster.total": gettext_lazy("With a primary theme in the cluster"),
    "cluster.any.total": gettext_lazy("With any theme in the cluster"),
    "cluster.duration.open_ended": gettext_lazy("Cluster: open-ended"),
    "cluster.duration.1_to_5_years": gettext_lazy("Cluster: 1 to 5 whole years"),
    "cluster.duration.5_to_10_years": gettext_lazy("Cluster: 6 to 10 whole years"),
    "cluster.duration.10_to_16_years": gettext_lazy("Cluster: 11 to 16 whole years"),
    "cluster.partners.fewest": gettext_lazy("Cluster: fewest partners in one partnership"),
    "cluster.partners.most": gettext_lazy("Cluster: most partners in one partnership"),
    "cluster.partners.2_to_10": gettext_lazy("Cluster: 2 to 10 partners"),
    "cluster.partners.11_to_20": gettext_lazy("Cluster: 11 to 20 partners"),
    "cluster.partners.21_to_30": gettext_lazy("Cluster: 21 to 30 partners"),
    "cluster.partners.31_to_80": gettext_lazy("Cluster: 31 to 80 partners"),
    "cluster.funding.secured": gettext_lazy("Cluster: funding secured"),
    "cluster.funding.none": gettext_lazy("Cluster: no funding"),
    "cluster.funding.not_given": gettext_lazy("Cluster: funding not given"),
    "cluster.resources.in_kind": gettext_lazy("Cluster: have non-financial resources"),
    "cluster.progress.reported": gettext_lazy("Cluster: reported within the last two years"),
    "cluster.progress.reported.ever": gettext_lazy("Cluster: have reported"),
}
# Longest first: of two that fit, the nearer one names the figure.
_FAMILIES = {
    "cluster.funding_sources": ("funding-sources", gettext_lazy("Cluster: mentions of a source of funding: %(what)s")),
    "cluster.progress.activities.ever": (
        "activities",
        gettext_lazy("Cluster: of those that have reported: %(what)s"),
    ),
    "cluster.progress.activities": (
        "activities",
        gettext_lazy("Cluster: of those that reported within the last two years: %(what)s"),
    ),
    "cluster.themes.primary": ("themes", gettext_lazy("Cluster: primary theme %(what)s")),
    "cluster.themes.any": ("themes", gettext_lazy("Cluster: any theme %(what)s")),
    "cluster.mechanisms": ("mechanisms", gettext_lazy("Cluster: mechanism %(what)s")),
    "cluster.started": ("", gettext_lazy("Cluster: started in %(what)s")),
    "cluster.in_kind": ("in-kind", gettext_lazy("Cluster: mentions of a resource in kind: %(what)s")),
    "cluster.scope": ("scopes", gettext_lazy("Cluster: scope %(what)s")),
    "progress.activities.ever": ("activities", gettext_lazy("Of those that have reported: %(what)s")),
    "progress.activities": ("activities", gettext_lazy("Of those that reported within the last two years: %(what)s")),
    "listings.organization": ("", gettext_lazy("Partnerships that list %(what)s")),
    "themes.secondary": ("themes", gettext_lazy("Secondary theme %(what)s")),
    "themes.primary": ("themes", gettext_lazy("Primary theme %(what)s")),
    "themes.any": ("themes", gettext_lazy("Theme %(what)s, primary or secondary")),
    "listings.share": ("organization", gettext_lazy("Share of listings: %(what)s")),
    "partners.with": ("organization", gettext_lazy("With a partner of type: %(what)s")),
    "leads.share": ("organization", gettext_lazy("Share of lead listings: %(what)s")),
    "added_value": ("added-value", gettext_lazy("Added value: %(what)s")),
    "dimensions": ("dimensions", gettext_lazy("Dimension of sustainable development: %(what)s")),
    "mechanisms": ("mechanisms", gettext_lazy("Mechanism %(what)s")),
    "freshness": ("freshness", gettext_lazy("Freshness: %(what)s")),
    "listings": ("organization", gettext_lazy("Listings: %(what)s")),
    "regions": ("regions", gettext_lazy("Region of those of regional scope: %(what)s")),
    "scope": ("scopes", gettext_lazy("Scope %(what)s")),
}
_BY_THEME = ".by_theme."
_STARTED_BEFORE = "cluster.started.before-"


def label_of(id_: str, organizations: Mapping[str, str]) -> str:
    """The figure in words; ``organizations`` are names by public id."""
    if id_ in _WHOLE:
        return str(_WHOLE[id_])
    if id_.startswith(_STARTED_BEFORE):
        return _("Cluster: started before %(year)s") % {"year": id_.removeprefix(_STARTED_BEFORE)}
    if is_by_theme(id_):
        mechanism, theme = id_.removeprefix("cluster.mechanisms.").split(_BY_THEME)
        what = {"mechanism": scheme("mechanisms").label_of(mechanism), "theme": scheme("themes").label_of(theme)}
        return _("Cluster, primary theme %(theme)s: mechanism %(mechanism)s") % what
    prefix = family_of(id_)
    return str(_FAMILIES[prefix][1]) % {"what": term_of(id_, organizations)} if prefix else id_


def term_of(id_: str, organizations: Mapping[str, str]) -> str:
    """What its family tells apart: “Water” of ``themes.any.water``; the id where it has no family."""
    prefix = family_of(id_)
    return _name(_FAMILIES[prefix][0], id_[len(prefix) + 1 :], organizations) if prefix else id_


def is_by_theme(id_: str) -> bool:
    """Whether it tells a mechanism apart by theme, as figure VIII does."""
    return _BY_THEME in id_


def scheme_and_code(id_: str) -> tuple[str, str]:
    """Scheme and code of the term: “mechanisms”, “training” of ``cluster.mechanisms.training``; empty without."""
    prefix = family_of(id_)
    name, code = (_FAMILIES[prefix][0], id_[len(prefix) + 1 :]) if prefix else ("", "")
    if name == "organization":
        name = _scheme_of_type(code)
    return (name, code) if name and code in scheme(name) else ("", "")


def family_of(id_: str) -> str:
    """The family that a figure belongs to, the nearest one: “progress.activities.ever”; empty without."""
    return next((prefix for prefix in _FAMILIES if id_.startswith(f"{prefix}.")), "")


def _name(scheme_name: str, code: str, organizations: Mapping[str, str]) -> str:
    if not scheme_name:
        return organizations.get(code, code)
    if scheme_name == "organization":
        scheme_name = _scheme_of_type(code)
    return scheme(scheme_name).label_of(code)


def _scheme_of_type(code: str) -> str:
    """Where a word is both a group and a type, the group is meant."""
    return "organization-groups" if code in scheme("organization-groups") else "organization-types"


def organizations_in(ids: list[str]) -> list[str]:
    """The public ids of the organizations that figures speak of."""
    prefix = "listings.organization."
    return [id_.removeprefix(prefix) for id_ in ids if id_.startswith(prefix)]
