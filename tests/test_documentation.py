"""The documents speak of what there is: every setting, command, room and vocabulary has its place in them."""

import re
from pathlib import Path

import pytest

from rapport.cli import _make_parser
from rapport.vocabularies.schemes import installed_schemes

ROOT = Path(__file__).resolve().parents[1]
pytestmark = pytest.mark.slow_once


def headings(document: str) -> set[str]:
    return set(re.findall(r"^#+ (.+)$", (ROOT / "docs" / document).read_text(), re.MULTILINE))


def test_every_setting_has_its_heading() -> None:
    settings = (ROOT / "rapport" / "settings.py").read_text()
    named = set(re.findall(r"""["'](RAPPORT_[A-Z]+|DATABASE_URL)["'](?=[,)\]])""", settings))
    assert named - headings("settings.md") == set()


def test_every_command_has_its_heading() -> None:
    parser = _make_parser()
    choices = next(action.choices for action in parser._actions if action.choices)
    assert choices is not None
    assert {f"rapport {name}" for name in choices} - headings("exchange.md") == set()


def test_every_room_stands_in_the_architecture() -> None:
    text = (ROOT / "docs" / "architecture.md").read_text()
    rooms = {each.parent.name for each in (ROOT / "rapport").glob("*/apps.py")}
    assert {room for room in rooms if not re.search(rf"^{room}\b", text, re.MULTILINE)} == set()


def test_every_scheme_stands_in_the_page_of_the_vocabularies() -> None:
    text = (ROOT / "rapport" / "vocabularies" / "README.md").read_text()
    assert {name for name in installed_schemes() if f"`{name}`" not in text} == set()


def test_every_link_between_documents_leads_somewhere() -> None:
    documents = [
        ROOT / "README.md",
        ROOT / "CONTRIBUTING.md",
        *(ROOT / "docs").glob("*.md"),
        *(ROOT / "demo").glob("*.md"),
    ]
    dead = [
        f"{document.name}: {target}"
        for document in documents
        for target in re.findall(r"\]\(([^)#:]+)\)", document.read_text())
        if not (document.parent / target).exists()
    ]
    assert dead == []
