"""Twelve records beyond the registry of 348: withdrawn, merged, superseded and forming.

No published figure counts them: all are of partnerships registered or completed.
"""

from demo.draw import Draw
from demo.geography import LEVELS
from demo.organizations import Directory
from demo.places import SUBREGIONS
from demo.records import Record

# main theme, scope, subregion, started, registered on, status, status on
_TWELVE = [
    ("water", "global", "", "2002", "2002-08-14", "withdrawn", "2005-03-18"),
    ("energy", "subregional", "Southern Africa", "2002-06", "2002-09-03", "withdrawn", "2006-11-30"),
    ("forests", "subregional", "the Mekong Countries", "2003", "2003-05-07", "withdrawn", "2008-02-12"),
    ("tourism", "subregional", "the Caribbean", "", "2004-04-20", "withdrawn", "2009-06-05"),
    ("education", "global", "", "2002-09", "2002-09-10", "merged", "2006-05-15"),
    ("water", "subregional", "West Africa", "2003-01", "2003-02-26", "merged", "2007-04-30"),
    ("biodiversity", "global", "", "2001", "2002-10-17", "merged", "2009-01-20"),
    ("energy", "global", "", "2002", "2002-11-05", "superseded", "2007-09-28"),
    ("health", "subregional", "South Asia", "2003-03", "2003-06-11", "superseded", "2008-10-01"),
    ("waste-management", "global", "", "", "2010-01-11", "forming", "2010-01-11"),
    ("climate-change", "subregional", "the Pacific Islands", "2010-01", "2010-01-19", "forming", "2010-01-19"),
    ("transport", "subregional", "Central America", "", "2010-01-26", "forming", "2010-01-26"),
]


def plan_beyond(records: list[Record], directory: Directory) -> list[Record]:
    """The twelve, whole but for their words; who merged or was superseded names an heir in the registry."""
    draw = Draw("beyond")
    return [_plan(draw, records, directory, *row) for row in _TWELVE]


def _plan(
    draw: Draw,
    records: list[Record],
    directory: Directory,
    main: str,
    scope: str,
    subregion: str,
    started: str,
    registered: str,
    status: str,
    status_on: str,
) -> Record:
    record = Record(
        main=main,
        in_cluster=False,
        themes={main: "primary", "means-of-implementation": "secondary"},
        scope=scope,
        subregion=subregion,
        started_on=started,
        registered_on=registered,
        status=status,
        status_on=status_on,
    )
    if subregion:
        record.region, members, _ = SUBREGIONS[subregion]
        record.countries = sorted(draw.exactly(3, members.split()))
        record.regions_listed = [record.region]
    record.levels = [scope, *LEVELS[3:4]]
    record.mechanisms = ["education-awareness", "training"]
    record.finance = "none" if status in ("withdrawn", "forming") else ""
    record.confirmed_on, record.confirmed_by_role = status_on, "focal-point"
    if status in ("merged", "superseded"):
        record.heir = draw.one([each for each in records if _may_inherit(each, record)])
    for kind, count in (("government", 2), ("ngo", 2), ("business-industry", 1), ("un-system", 1)):
        for organization in directory.choose(draw, record, kind, count, set()):
            record.partners.append((organization, "partner" if record.partners else "lead", []))
    return record


def _may_inherit(heir: Record, record: Record) -> bool:
    """A fictional partnership of the registry, on the same theme, in reach, and there in time."""
    return (
        heir.main == record.main
        and not heir.boxed
        and heir.status == "registered"
        and heir.registered_on < record.status_on
        and (heir.scope == "global" or heir.region == record.region)
    )
