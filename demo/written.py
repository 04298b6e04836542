"""Records written out whole in Russian, Chinese and Arabic, read from ``words/written.toml``."""

import tomllib
from dataclasses import dataclass

from demo.places import SUBREGIONS
from demo.words import FOLDER


@dataclass(frozen=True, eq=False)
class Written:
    theme: str
    language: str
    scope: str
    countries: list[str]
    name: str
    objectives: str
    name_en: str
    objectives_en: str
    subregion: str = ""
    region: str = ""


def _read() -> list[Written]:
    entries = tomllib.loads((FOLDER / "written.toml").read_text(encoding="utf-8"))["record"]
    return [
        Written(**{"region": SUBREGIONS[entry["subregion"]][0] if "subregion" in entry else "", **entry})
        for entry in entries
    ]


WRITTEN = _read()
