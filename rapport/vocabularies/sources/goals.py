"""The Sustainable Development Goals and their targets."""

from datetime import date
from pathlib import Path
from typing import Any

import yaml

from rapport.vocabularies.sources.writing import LANGUAGES, name_in_languages

FOLDERS = {"zh-hans": "zh-Hans"}
ADOPTED_ON = date(2015, 9, 25)
SOURCE = "General Assembly resolution 70/1 (through open-sdg/sdg-translations, MIT)"


def build_goals(folder: Path) -> dict[str, Any]:
    """Each goal (short label, and its title), followed by its targets, in the order of the resolution."""
    goals, targets = _read(folder, "global_goals.yml"), _read(folder, "global_targets.yml")
    terms: list[dict[str, Any]] = []
    for goal in sorted((key.removesuffix("-short") for key in goals["en"] if key.endswith("-short")), key=int):
        terms.append(
            {
                "code": goal,
                "labels": _texts(goals, f"{goal}-short"),
                "kind": "goal",
                "title": _texts(goals, f"{goal}-title"),
            }
        )
        numbers = [key.split("-")[1] for key in targets["en"] if key.startswith(f"{goal}-") and key.endswith("-title")]
        terms += [
            {
                "code": f"{goal}.{number}",
                "labels": _texts(targets, f"{goal}-{number}-title"),
                "kind": "target",
                "parent": goal,
            }
            for number in sorted(numbers, key=_target_order)
        ]
    return {
        "scheme": "sdg",
        "labels": name_in_languages(
            "Sustainable Development Goals",
            "Objectifs de développement durable",
            "Objetivos de Desarrollo Sostenible",
            "Цели в области устойчивого развития",
            "可持续发展目标",
            "أهداف التنمية المستدامة",
        ),
        "source": SOURCE,
        "as_of": ADOPTED_ON,
        "state": "verified",
        "refers_to": {"groups": "sdg"},
        "terms": terms,
    }


def _target_order(number: str) -> tuple[bool, int | str]:
    """1.1 to 1.10 by number, then the means of implementation 1.a, 1.b by letter."""
    return (False, int(number)) if number.isdigit() else (True, number)


def _texts(given: dict[str, dict[str, str]], key: str) -> dict[str, str]:
    # The files break long titles over lines; a few end with a blank or have two.
    return {language: " ".join(str(given[language][key]).split()) for language in LANGUAGES}


def _read(folder: Path, name: str) -> dict[str, dict[str, str]]:
    files = {language: folder / "sdg_translations" / FOLDERS.get(language, language) / name for language in LANGUAGES}
    return {language: yaml.safe_load(file.read_text(encoding="utf-8")) for language, file in files.items()}
