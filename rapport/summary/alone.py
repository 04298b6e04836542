"""A report as one HTML file that can be sent and kept: its style within, every link a whole address."""

from pathlib import Path

from django.contrib.staticfiles import finders
from django.template.loader import render_to_string
from django.utils import translation

from rapport.summary.report import Report
from rapport.summary.showing import address_of, shown_in

_STYLES = ("look/style.css", "summary/report.css")


def write_html(report: Report) -> str:
    """The whole file. It asks for nothing from anywhere: no script, no font, no picture."""
    with translation.override(report.language):
        context = {**shown_in(report), "reach": lambda path: address_of(path, report.language), "style": _style()}
        return render_to_string("summary/alone.html", context)


def _style() -> str:
    """Read from where the rooms keep it, so that it works before static files are collected too."""
    return "\n".join(Path(found).read_text() for name in _STYLES if (found := finders.find(name)))
