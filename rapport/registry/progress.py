"""What came of a partnership: its progress reports, and what it promised to deliver, measured."""

from datetime import date

from pydantic import Field, field_validator

from rapport.lib.dates import PartialDate
from rapport.registry.parts import Part, Text

REACHED = "reached"
CLOSED = (REACHED, "missed", "dropped")  # states of a deliverable of which nothing more is owed


class Contribution(Part):
    """What was done for one agreed commitment in the time of a report."""

    scheme: str
    code: str
    text: Text = ""


class ProgressReport(Part):
    """One report, as it was given. ``activities`` are codes of the activities' scheme, confirmed by who reported."""

    reported_on: date
    since: PartialDate | None = Field(default=None, description="the time it speaks of; empty: since the last one")
    language: str = ""
    summary: Text = ""
    activities: tuple[str, ...] = ()
    contributions: tuple[Contribution, ...] = ()
    lessons: Text = ""
    obstacles: Text = ""
    resources: Text = Field(default="", description="what changed in its resources")
    evidence: tuple[Text, ...] = Field(default=(), description="addresses of documents that show it")

    @field_validator("language")
    @classmethod
    def _write_alike(cls, language: str) -> str:
        return language.lower()

    @field_validator("activities")
    @classmethod
    def _sort_activities(cls, codes: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(sorted(set(codes)))

    @field_validator("contributions")
    @classmethod
    def _sort_contributions(cls, contributions: tuple[Contribution, ...]) -> tuple[Contribution, ...]:
        return tuple(sorted(set(contributions), key=lambda each: (each.scheme, each.code, each.text)))

    @field_validator("evidence")
    @classmethod
    def _name_once(cls, evidence: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(dict.fromkeys(filter(None, evidence)))


class Deliverable(Part):
    """Something promised: by what it is measured, from where, to where, by when, and how far it has come."""

    id: str = Field(pattern=r"^[A-Za-z0-9._~-]{1,80}$", description="stable within the partnership: d1, d2 …")
    title: Text
    indicator: Text = ""
    unit: Text = ""
    baseline: Text = ""
    target: Text = ""
    due_on: PartialDate | None = None
    value: Text = Field(default="", description="the last one")
    value_on: PartialDate | None = None
    status: str = Field(default="", description="a code of the scheme deliverable-states")

    @property
    def owed_until(self) -> date | None:
        """The last day on which it may come in time; ``None`` where no day is set, or nothing more is owed."""
        return self.due_on.latest if self.due_on and self.status not in CLOSED else None

    def is_overdue(self, day: date) -> bool:
        """Its day has certainly passed, and nobody has said that it was reached, missed or dropped."""
        return self.owed_until is not None and self.owed_until < day
