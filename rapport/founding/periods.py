"""After how many months a record that nobody confirms is due, overdue, dormant: the host's own freshness vocabulary."""

from pathlib import Path
from typing import Any

import yaml
from django.conf import settings
from django.utils.translation import ngettext, override

from rapport.vocabularies.schemes import SHIPPED, scheme

BANDS = ("green", "amber", "red")


def shipped_periods() -> list[int]:
    return [term["months"] for term in _shipped()["terms"] if term["code"] in BANDS]


def periods_in_force() -> list[int]:
    known = scheme("freshness")
    return [int(str(known[band].extras["months"])) for band in BANDS]


def write_periods(months: list[int], folder: Path) -> None:
    """The shipped file with other months, and labels that say so."""
    content = _shipped()
    by_band = dict(zip(BANDS, months, strict=True))
    for term in content["terms"]:
        if term["code"] in by_band:
            term["months"] = by_band[term["code"]]
            term["labels"] = {code: _label(term["months"], code) for code, _name in settings.LANGUAGES}
        elif term["code"] == "dormant":
            term["labels"] = {code: _beyond(months[-1], code) for code, _name in settings.LANGUAGES}
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "freshness.yaml").write_text(yaml.safe_dump(content, allow_unicode=True, sort_keys=False), "utf-8")


def _label(months: int, language: str) -> str:
    with override(language):
        return ngettext("Confirmed within %(n)s month", "Confirmed within %(n)s months", months) % {"n": months}


def _beyond(months: int, language: str) -> str:
    with override(language):
        said = ngettext("Not confirmed for over %(n)s month", "Not confirmed for over %(n)s months", months)
        return said % {"n": months}


def _shipped() -> dict[str, Any]:
    content: dict[str, Any] = yaml.safe_load((SHIPPED / "freshness.yaml").read_text(encoding="utf-8"))
    return content
