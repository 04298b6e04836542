"""Registrations, theme changes, endings, withdrawals and late corrections.

Every figure, on every day, as known at any time.

The slow twin reads the histories as a person would, and counts with plain loops.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rapport.registry.document import PartnershipDocument
from rapport.registry.progress import ProgressReport
from rapport.registry.proposal import Happening, Proposal
from rapport.statistics.figures import compute_figures
from rapport.testing import ORGANIZATIONS, empty_registry, register

pytestmark = pytest.mark.django_db
FIRST = date(2004, 1, 1)
TYPES = {each.id: each.type for each in ORGANIZATIONS}
days = st.integers(0, 1500).map(lambda days: FIRST + timedelta(days))
times = st.integers(0, 1800).map(lambda days: datetime(2004, 1, 1, tzinfo=UTC) + timedelta(days))
status_days = st.none() | days.map(str) | st.sampled_from(["2005", "2006-07"])
themes = st.sampled_from(["water", "transport", "mining", "health"])


reports = st.fixed_dictionaries(
    {"reported_on": days, "activities": st.lists(st.sampled_from(["training", "websites"]), max_size=2)}
)


@st.composite
def documents(draw: st.DrawFn) -> PartnershipDocument:
    tags = draw(st.dictionaries(themes, st.sampled_from(["primary", "secondary"]), max_size=3))
    partners = draw(st.dictionaries(st.sampled_from(sorted(TYPES)), st.sampled_from(["lead", "partner"]), max_size=4))
    started_on = draw(st.none() | st.sampled_from(["2001", "2002-03", "2003-05-17", "2004"]))
    status = draw(st.sampled_from(["registered", "registered", "completed", "withdrawn"]))
    return PartnershipDocument(
        name="One of many",
        scope=draw(st.none() | st.sampled_from(["global", "regional"])),
        regions=draw(st.lists(st.sampled_from(["africa", "western-asia"]), max_size=2)),
        started_on=started_on,
        ends_on=draw(st.none() | st.sampled_from(["2004", "2006-05-16", "2006-05-17", "2009-01"])),
        status=status,
        status_on=None
        if status == "registered"
        else draw(st.none() | days.map(str) | st.sampled_from(["2005", "2006-07"])),
        reports=draw(st.lists(reports, max_size=3)),
        in_kind=draw(st.lists(st.sampled_from(["staff", "computers"]), max_size=2)),
        finance=draw(st.none() | st.sampled_from(["secured", "none"])),
        themes=[{"theme": theme, "rank": rank} for theme, rank in tags.items()],
        partners=[{"organization": each, "role": role} for each, role in partners.items()],
        registered_on=draw(days).isoformat(),
    )


@st.composite
def histories(draw: st.DrawFn) -> tuple[Happening, ...]:
    first = Happening("registered", draw(days), draw(times), document=draw(documents()))
    change = st.builds(
        lambda day, time, said: Happening("corrected", day, time, document=said), days, times, documents()
    )
    confirmation = st.builds(lambda day, time: Happening("confirmed", day, time), days, times)
    return (first, *draw(st.lists(change | confirmation, max_size=4)))


@dataclass
class Known:
    """A partnership as a person would tell it on a day."""

    says: PartnershipDocument
    status: str
    confirmed_on: date | None
    changed_on: date | None


def tell(history: Sequence[Happening], as_at: date, known_at: datetime | None) -> Known | None:
    known = [
        (each.happened_on, each.recorded_at, place, each)
        for place, each in enumerate(history)
        if each.happened_on <= as_at and (known_at is None or each.recorded_at <= known_at)
    ]
    versions = [entry for entry in known if entry[3].document]
    if not versions:
        return None
    says = max(versions, key=lambda entry: entry[:3])[3].document
    assert says is not None
    not_yet = says.status_on is not None and says.status_on.latest > as_at
    confirmed, changed = (
        max((entry[0] for entry in known if entry[3].kind == kind), default=None) for kind in ("confirmed", "corrected")
    )
    return Known(says, "registered" if not_yet else says.status, confirmed, changed)


def tagged(theme: str, rank: str = "") -> Callable[[Known], bool]:
    return lambda each: any(tag.theme == theme and rank in ("", tag.rank) for tag in each.says.themes)


def with_type(code: str) -> Callable[[Known], bool]:
    return lambda each: any(TYPES[partner.organization] == code for partner in each.says.partners)


def in_cluster(each: Known) -> bool:
    return tagged("transport", "primary")(each) or tagged("mining", "primary")(each)


def months_since(then: date, now: date) -> int:
    """Whole calendar months; the last is full when its day of the month comes."""
    return (now.year - then.year) * 12 + now.month - then.month - (now.day < then.day)


def is_green(day: date) -> Callable[[Known], bool]:
    def judge(each: Known) -> bool:
        if each.confirmed_on is None:
            return False
        months = months_since(each.confirmed_on, day)
        return months < 12 or (months == 12 and each.confirmed_on.day == day.day)

    return judge


def last_sign(each: Known) -> str:
    if each.changed_on and (each.confirmed_on is None or each.changed_on >= each.confirmed_on):
        return "changed"
    return "confirmed" if each.confirmed_on else "never"


def has_reported(day: date | None = None, activity: str = "") -> Callable[[Known], bool]:
    """Whether a report names the activity; given a day, one of the two years to it."""

    def is_meant(report: ProgressReport) -> bool:
        months = months_since(report.reported_on, day) if day else 0
        is_recent = months < 24 or (months == 24 and day is not None and report.reported_on.day == day.day)
        return is_recent and (not activity or activity in report.activities)

    return lambda each: any(map(is_meant, each.says.reports))


def count_slowly(registry: list[Known], day: date) -> dict[str, int]:
    def how_many(condition: Callable[[Known], bool]) -> int:
        return sum(1 for each in registry if condition(each))

    cluster = [each for each in registry if in_cluster(each)]
    return {
        "total": len(registry),
        "themes.any.water": how_many(tagged("water")),
        "themes.primary.water": how_many(tagged("water", "primary")),
        "themes.secondary.health": how_many(tagged("health", "secondary")),
        "scope.global": how_many(lambda each: each.says.scope == "global"),
        "regions.africa": how_many(lambda each: each.says.scope == "regional" and "africa" in each.says.regions),
        "duration.limited": how_many(lambda each: each.says.ends_on is not None),
        "partners.with.un-system": how_many(with_type("un-system")),
        "partners.with.major-group": how_many(
            lambda each: with_type("ngo")(each) or with_type("business-industry")(each)
        ),
        "leads.total": sum(partner.role == "lead" for each in registry for partner in each.says.partners),
        "listings.total": sum(len(each.says.partners) for each in registry),
        "listings.government": sum(
            TYPES[partner.organization] == "government" for each in registry for partner in each.says.partners
        ),
        "resources.informed": how_many(lambda each: bool(each.says.finance or each.says.in_kind)),
        "freshness.green": how_many(is_green(day)),
        "freshness.unknown": how_many(lambda each: each.confirmed_on is None),
        "upkeep.changed": how_many(lambda each: last_sign(each) == "changed"),
        "upkeep.confirmed": how_many(lambda each: last_sign(each) == "confirmed"),
        "upkeep.never": how_many(lambda each: last_sign(each) == "never"),
        "progress.reported": how_many(has_reported(day)),
        "progress.reported.ever": how_many(has_reported()),
        "progress.activities.training": how_many(has_reported(day, "training")),
        "progress.activities.ever.training": how_many(has_reported(None, "training")),
        "registered.2009": how_many(lambda each: each.says.registered_on.year == 2009),
        "cluster.total": len(cluster),
        "cluster.funding.not_given": sum(each.says.finance is None for each in cluster),
        "cluster.in_kind.staff": sum("staff" in each.says.in_kind for each in cluster),
        "listings.organization.unep": how_many(lambda each: any(p.organization == "unep" for p in each.says.partners)),
    }


def newest(history: Sequence[Happening]) -> PartnershipDocument:
    versions = [(each.happened_on, each.recorded_at, place) for place, each in enumerate(history) if each.document]
    document = history[max(versions)[2]].document
    assert document is not None
    return document


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(
    told=st.lists(histories(), min_size=1, max_size=6),
    moments=st.lists(st.tuples(days, st.none() | times), min_size=1, max_size=4),
    today=days,
)
def test_every_figure_is_what_the_slow_twin_counts(
    db: None, told: list[tuple[Happening, ...]], moments: list[tuple[date, datetime | None]], today: date
) -> None:
    empty_registry()
    proposals = [Proposal(f"r{place}", newest(history), history=history) for place, history in enumerate(told)]
    register(*proposals, today=today)
    for as_at, known_at in [*moments, (today, None)]:
        registry = [
            found
            for history in told
            if (found := tell(history, as_at, known_at)) and found.status in ("registered", "completed")
        ]
        figures = compute_figures(
            today=today, as_at=as_at, known_at=known_at, cycle="2010-2011", organizations=["unep"]
        )
        counted = {figure.id: figure.numerator for figure in figures}
        expected = count_slowly(registry, as_at)
        assert {id_: counted[id_] for id_ in expected} == expected


def test_a_late_correction_changes_the_day_and_not_what_was_known() -> None:
    base = {"name": "Reef", "registered_on": "2005-01-01"}
    water = PartnershipDocument(**base, themes=[{"theme": "water"}])
    health = PartnershipDocument(**base, themes=[{"theme": "health"}])
    frozen_at = datetime(2010, 2, 24, tzinfo=UTC)
    register(r=water, today=date(2010, 2, 1), now=datetime(2010, 2, 1, tzinfo=UTC))
    correction = Proposal("r", health, happened_on=date(2006, 1, 1))
    register(correction, today=date(2010, 3, 1), now=datetime(2010, 3, 1, tzinfo=UTC))

    def water_share(**moment: object) -> int | None:
        found = compute_figures(today=date(2010, 3, 1), cycle="2010-2011", **moment)  # type: ignore[arg-type]
        return next(figure.numerator for figure in found if figure.id == "themes.any.water")

    assert water_share(as_at=date(2010, 2, 1)) == 0
    assert water_share(as_at=date(2010, 2, 1), known_at=frozen_at) == 1
    assert water_share(as_at=date(2005, 6, 1)) == 1
    assert water_share(as_at=date(2004, 12, 31)) == 0
