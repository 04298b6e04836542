"""The rules of the house, held up by machines: walls between rooms, style, types, and no address in a lock file."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
BIN = Path(sys.executable).parent
pytestmark = pytest.mark.slow_once


def run(*command: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)


def tracked(pattern: str) -> list[Path]:
    return [ROOT / name for name in run("git", "ls-files", "--", pattern).stdout.split()]


@pytest.mark.parametrize(
    "command",
    [
        ("ruff", "check", "."),
        ("ruff", "format", "--check", "."),
        ("lint-imports",),
        ("mypy", "rapport"),
    ],
    ids=" ".join,
)
def test_a_tool_of_the_house_finds_nothing(command: tuple[str, ...]) -> None:
    done = run(str(BIN / command[0]), *command[1:])
    assert done.returncode == 0, done.stdout + done.stderr


def test_templates_are_indented_alike() -> None:
    templates = [str(each) for each in tracked("*.html")]
    done = run(str(BIN / "djhtml"), "--tabwidth", "2", "--check", *templates)
    assert done.returncode == 0, done.stdout + done.stderr


def test_no_lock_file_holds_an_address() -> None:
    for each in tracked("requirements/*.txt"):
        assert not re.findall(r"https?://|file:|--index|--find-links", each.read_text()), each


def test_every_locked_package_has_its_hash() -> None:
    for each in tracked("requirements/*.txt"):
        packages = re.findall(r"^[a-z0-9][^\s;]*==[^\s;]+.*$", each.read_text(), re.MULTILINE)
        assert packages
        assert all(line.endswith("\\") for line in packages), each


def test_every_room_has_its_page() -> None:
    rooms = {each.parent for each in tracked("rapport/*/apps.py")}
    assert {room.name for room in rooms if not (room / "README.md").exists()} == set()


def test_no_template_has_style_or_script_within() -> None:
    inline = re.compile(r"""\sstyle=|<style|<script(?![^>]*\bsrc=)(?![^>]*application/ld\+json)|\son[a-z]+=""")
    found = [each for each in tracked("rapport/*.html") if inline.search(_without_style_of_a_file(each))]
    assert found == []


def test_no_template_joins_words_by_a_comma_that_other_languages_do_not_have() -> None:
    """A list is joined by the filter ``commas``, and facts on one line stand apart by “ · ”."""
    no_words = re.compile(r"{#.*?#}|{% trans\b.*?{% endtrans %}|{{.*?}}|{%.*?%}|<[^>]*>", re.DOTALL)
    templates = [*tracked("rapport/*/templates/*.html"), *tracked("rapport/*/templates/*.txt")]
    assert templates
    joined = [each for each in templates if re.search("\0, |, \0", no_words.sub("\0", each.read_text()))]
    assert joined == []


def test_code_is_written_from_the_left_on_pages_from_the_right_too() -> None:
    loose = re.compile(r"""<code(?![^>]*\sdir="ltr")""")
    assert [each for each in tracked("rapport/*.html") if loose.search(each.read_text())] == []


def test_a_cell_that_says_its_name_begins_on_the_side_of_the_page() -> None:
    """On a telephone its name stands before the value: a direction of the value's own is that of an element within."""
    cells = re.compile(r'<td(?=[^>]*data-label)[^>]*\bdir="')
    assert [str(each) for each in tracked("*.html") if cells.search(each.read_text(encoding="utf-8"))] == []


def test_who_may_get_a_page_may_ask_for_its_head() -> None:
    refusing = re.compile(r'require_GET|require_http_methods\(\["GET", "POST"\]\)')
    assert [str(each) for each in tracked("rapport/*.py") if refusing.search(each.read_text(encoding="utf-8"))] == []


def _without_style_of_a_file(template: Path) -> str:
    """The report as one file is taken away and asks for nothing: its style sheet stands in it, and nothing else may."""
    text = template.read_text()
    return text.replace("<style>{{ style|safe }}</style>", "") if template.name == "alone.html" else text


def test_no_translation_is_given_a_text_already_filled_in() -> None:
    filled = re.compile(r"""\b_\(\s*f["']|gettext(?:_lazy)?\(\s*f["']""")
    assert [each for each in tracked("rapport/*.py") if filled.search(each.read_text())] == []


@pytest.mark.django_db
def test_no_migration_is_missing() -> None:
    done = run(sys.executable, "-m", "django", "makemigrations", "--check", "--dry-run", "--settings=rapport.settings")
    ours = [line for line in done.stdout.splitlines() if "rapport/" in line]
    assert ours == []
