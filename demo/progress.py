"""What came of some of the fictional records: progress reports, deliverables, further phases and replications.

Of the records that reported, some tens say what; the day of the last report stays the one that freshness was drawn for.
"""

from dataclasses import dataclass, field
from datetime import date, timedelta

from demo import targets
from demo.closings import MEASURES
from demo.draw import Draw
from demo.records import Record
from demo.words import read_lines

AS_AT = date.fromisoformat(targets.AS_AT)
REPORTING, DELIVERING, PHASES, REPLICATIONS = 64, 40, 12, 8
SENTENCES: dict[str, list[str]] = {}
for _heading, _line in read_lines("progress.txt"):
    SENTENCES.setdefault(_heading, []).append(_line)
TEXTS = ("lessons", "obstacles", "resources", "contribution")
# What any partnership may do, and what goes with a mechanism.
ANYBODY = (
    "steering-committees",
    "fund-raising",
    "new-partners",
    "memorandums",
    "focal-points",
    "indicators",
    "meetings",
)
BY_MECHANISM = {
    "education-awareness": ("training-materials", "newsletters", "case-studies"),
    "training": ("training", "workshops", "training-materials"),
    "technology-transfer": ("technology-demonstrations", "pilot-projects", "implementation"),
    "institutional-capacity": ("workshops", "policy-papers", "needs-assessments"),
    "research": ("research", "surveys", "case-studies"),
    "information-sharing": ("websites", "databases", "newsletters", "toolkits"),
    "policy-dialogue": ("policy-papers", "meetings"),
    "technical-assistance": ("technical-assistance", "needs-assessments"),
}
DIMENSIONS = ("economic", "environmental", "social")


@dataclass
class Report:
    """A progress report in the making."""

    reported_on: str
    since: str = ""
    summary: str = ""
    activities: list[str] = field(default_factory=list)
    lessons: str = ""
    obstacles: str = ""
    resources: str = ""
    evidence: list[str] = field(default_factory=list)
    contributions: list[tuple[str, str, str]] = field(default_factory=list)  # scheme, code, text


def give_progress(records: list[Record]) -> None:
    """Once every record has its id: evidence and phases name it."""
    draw = Draw("progress")
    fictional = [each for each in records if not each.boxed and each.language == "en" and each.status == "registered"]
    able = [each for each in fictional if each.reported_on]
    for record in draw.exactly(REPORTING, sorted(able, key=_number), lambda each: 3.0 if _is_recent(each) else 1.0):
        record.reports = _reports(draw, record)
    reported = [each for each in fictional if each.reports]
    for record in draw.exactly(DELIVERING, sorted(reported, key=_number)):
        record.deliverables = _deliverables(draw, record)
    _give_phases(Draw("phases"), sorted(fictional, key=_number))


def _number(record: Record) -> str:
    return record.id


def _is_recent(record: Record) -> bool:
    return record.reported_on > str(AS_AT - timedelta(days=730))


def _reports(draw: Draw, record: Record) -> list[Report]:
    last = date.fromisoformat(record.reported_on)
    days = [last]
    while draw.chance(0.45):
        earlier = days[0] - timedelta(days=draw.between(640, 820))
        if str(earlier) <= record.registered_on:
            break
        days.insert(0, earlier)
    reports = [_report(draw, record, day) for day in days]
    for before, report in zip(days, reports[1:], strict=False):
        report.since = str(before)[:7]
    return reports


def _report(draw: Draw, record: Record, day: date) -> Report:
    own = [activity for mechanism in record.mechanisms for activity in BY_MECHANISM.get(mechanism, ())]
    activities = draw.exactly(min(draw.between(1, 3), len(set(own))), sorted(set(own)))
    activities += [each for each in draw.exactly(draw.between(1, 2), ANYBODY) if each not in activities]
    said = {name: draw.one(SENTENCES[name]) if draw.chance(0.75) else "" for name in TEXTS[:3]}
    served = sorted((scheme, code) for scheme, code, _text in record.commitments)
    chosen = draw.exactly(min(len(served), draw.between(0, 2)), served)
    return Report(
        reported_on=str(day),
        summary=" ".join(draw.one(SENTENCES[activity]) for activity in activities),
        activities=sorted(activities),
        evidence=[f"https://reports.example.org/{record.id}/{day.year}"] if draw.chance(0.55) else [],
        contributions=[(*each, draw.one(SENTENCES["contribution"])) for each in chosen],
        **said,
    )


def _deliverables(draw: Draw, record: Record) -> list[tuple[str, ...]]:
    """Columns of the table but the id of the partnership. What was reported last is the last value."""
    measured_on = record.reported_on
    rows = []
    for number, measure in enumerate(MEASURES[record.main][: draw.between(1, 3)], start=1):
        target = draw.one([20, 40, 60, 100, 250, 400])
        share = draw.one([0.0, 0.2, 0.45, 0.7, 0.9, 1.1])
        due = AS_AT.year + draw.between(-2, 4)
        if share >= 1:
            status = "reached"
        elif due < AS_AT.year and draw.chance(0.5):
            status = "missed"
        else:
            status = "under-way" if share else "not-started"
        value = str(round(target * share)) if share else ""
        rows.append((
            f"d{number}", measure[0].upper() + measure[1:], "Counted by the partners each year", "", "0", str(target),
            f"{due}-12", value, measured_on if value else "", status,
        ))  # fmt: skip
    record.targets = f"{rows[0][5]} {MEASURES[record.main][0]}, by the end of {rows[0][6][:4]}."
    record.monitoring = "The partners count once a year and tell one another; every second year they report."
    record.dimensions = sorted(draw.exactly(draw.between(1, 3), DIMENSIONS))
    return rows


def _give_phases(draw: Draw, records: list[Record]) -> None:
    """A later partnership on the same theme goes on where an earlier one was, or does elsewhere what that one did."""
    pairs = [
        (later, earlier)
        for later in records
        for earlier in records
        if later.main == earlier.main and later.registered_on[:4] > earlier.registered_on[:4]
    ]
    same = [pair for pair in pairs if pair[0].region and pair[0].subregion == pair[1].subregion]
    other = [pair for pair in pairs if pair[0].region and pair[1].region and pair[0].region != pair[1].region]
    taken: set[str] = set()
    for kind, wanted, choice in (("phase", PHASES, same), ("replication", REPLICATIONS, other)):
        for later, earlier in draw.shuffled(choice):
            if wanted and not {later.id, earlier.id} & taken:
                taken |= {later.id, earlier.id}
                wanted -= 1
                if kind == "phase":
                    later.phase_of, later.added_value = earlier.id, ["new-phase"]
                else:
                    later.replicates, later.added_value = earlier.id, ["replication", "wider-area"]
