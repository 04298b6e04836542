"""A record in the making, and the plan of who there is: 74 in the cluster, 96 that touch it, 178 others."""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from demo import targets
from demo.boxed import BOXED, Boxed
from demo.draw import Draw
from demo.written import WRITTEN, Written

if TYPE_CHECKING:
    from demo.progress import Report


@dataclass(eq=False)
class Record:
    """One partnership while the builder works on it. ``None`` or empty is *not known*, as in the bundle."""

    main: str  # the theme it is mainly about
    in_cluster: bool
    boxed: Boxed | None = None
    written: Written | None = None  # texts written out whole, in Russian, Chinese or Arabic
    id: str = ""
    name: str = ""
    acronym: str = ""
    objectives: str = ""
    language: str = "en"
    origin: str = "fictional: made for demonstration"
    website: str = ""
    themes: dict[str, str] = field(default_factory=dict)  # theme: rank
    scope: str = ""
    region: str = ""  # where it mainly works, if not the world
    subregion: str = ""
    countries: list[str] = field(default_factory=list)
    levels: list[str] = field(default_factory=list)
    regions_listed: list[str] = field(default_factory=list)
    start_year: int | None = None
    whole_years: int | None = None  # None: open-ended
    started_on: str = ""
    ends_on: str = ""
    registered_on: str = ""
    status: str = "registered"
    status_on: str = ""
    heir: "Record | None" = None  # into which it merged, or by which it was superseded
    successor: str = ""  # the heir's id
    listings: dict[str, int] = field(default_factory=dict)  # organization type: how many listings
    partners: list[tuple[str, str, list[str]]] = field(default_factory=list)  # organization, role, further roles
    finance: str = ""
    in_kind: list[str] = field(default_factory=list)
    sources: list[tuple[str, str]] = field(default_factory=list)
    sought: bool | None = None
    amount: str = ""
    currency: str = ""
    mechanisms: list[str] = field(default_factory=list)
    none_of: list[str] = field(default_factory=list)
    fairs: list[int] = field(default_factory=list)
    commitments: list[tuple[str, str, str]] = field(default_factory=list)
    confirmed_on: str = ""
    confirmed_by_role: str = ""
    reported_on: str = ""
    texts: list[tuple[str, str, str]] = field(default_factory=list)  # field, language, text
    targets: str = ""
    monitoring: str = ""
    dimensions: list[str] = field(default_factory=list)
    added_value: list[str] = field(default_factory=list)
    phase_of: str = ""
    replicates: str = ""
    reports: "list[Report]" = field(default_factory=list)
    deliverables: list[tuple[str, ...]] = field(default_factory=list)  # the columns of their table but the first

    @property
    def open_ended(self) -> bool:
        return self.whole_years is None

    @property
    def size(self) -> int:
        return sum(self.listings.values())

    @property
    def primary(self) -> list[str]:
        return [theme for theme, rank in self.themes.items() if rank == "primary"]

    @property
    def registered_year(self) -> int:
        return int(self.registered_on[:4])


# Fourteen of the 74 have two primary themes of the cluster: the text is about the first.
DOUBLES = (
    [("waste-management", "consumption-production")] * 9
    + [("transport", "consumption-production")] * 2
    + [
        ("mining", "consumption-production"),
        ("chemicals", "consumption-production"),
        ("chemicals", "waste-management"),
    ]
)


def plan_records() -> list[Record]:
    """The 348 of the registry, with what each is mainly about; everything else is still open."""
    draw = Draw("plan")
    records = [
        Record(
            main=box.primary[0],
            in_cluster=box.in_cluster,
            boxed=box,
            name=box.name,
            acronym=box.acronym,
            objectives=box.objectives,
            origin=box.origin,
            themes=box.themes,
        )
        for box in BOXED
    ]
    counts = dict(targets.CLUSTER_PRIMARY)
    for record in records:
        for theme in record.primary:
            if theme in counts:
                counts[theme] -= 1
    for first, second in DOUBLES:
        counts[first] -= 1
        counts[second] -= 1
        records.append(Record(main=first, in_cluster=True, themes={first: "primary", second: "primary"}))
    records += [Record(main=theme, in_cluster=True, themes={theme: "primary"}) for theme in draw.dealt(counts)]

    outside = dict(targets.MAIN_OUTSIDE)
    for record in records:
        if not record.in_cluster:
            outside[record.main] -= 1
    for written in WRITTEN:
        outside[written.theme] -= 1
        records.append(
            Record(
                main=written.theme,
                in_cluster=False,
                written=written,
                themes={written.theme: "primary"},
                language=written.language,
            )
        )
    records += [Record(main=theme, in_cluster=False, themes={theme: "primary"}) for theme in draw.dealt(outside)]
    return records
