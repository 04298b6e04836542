"""What came of a partnership: its progress reports, and what it promised to deliver, measured."""

from datetime import date

from pydantic import Field

from rapport.lib.dates import PartialDate
from rapport.registry.parts import Part, Text


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
    evidence: tuple[str, ...] = Field(default=(), description="addresses of documents that show it")


class Deliverable(Part):
    """Something promised: by what it is measured, from where, to where, by when, and how far it has come."""

    id: str = Field(description="stable within the partnership: d1, d2 …")
    title: Text
    indicator: Text = ""
    unit: Text = ""
    baseline: Text = ""
    target: Text = ""
    due_on: PartialDate | None = None
    value: Text = Field(default="", description="the last one")
    value_on: PartialDate | None = None
    status: str = Field(default="", description="a code of the scheme deliverable-states")
