"""Records written out whole in Russian, Chinese and Arabic."""

from dataclasses import dataclass


@dataclass(frozen=True, eq=False)
class Written:
    theme: str
    language: str
    scope: str
    region: str
    countries: tuple[str, ...]
    name: str
    objectives: str
    name_en: str
    objectives_en: str
    subregion: str = ""


WRITTEN: list[Written] = []
