"""What pages need of a report: where its numbers lead, and its charts drawn."""

from typing import Any

from rapport.look.formats import direction
from rapport.look.navigation import in_language, site_address
from rapport.statistics.drawing import draw
from rapport.summary.report import Report


def shown_in(report: Report) -> dict[str, Any]:
    """The context of a page that shows a report. ``reach(path)``: where a path of the site is, for its reader."""
    is_mirrored = direction(report.language) == "rtl"
    return {
        "report": report,
        "reach": in_language,
        "drawings": {each.number: draw(each.chart, is_mirrored=is_mirrored) for each in report.illustrations()},
    }


def address_of(path: str, language: str) -> str:
    """The same page as an address, for what is read away from the site."""
    return site_address(f"/{language}{path}")
