"""Gather every text that the code and the templates give to gettext.

A template is read by the very environment that shows it, so that a text found here is, to the character, the one that
is looked up when the page is made. Sources are named by room and file without line numbers: a catalogue changes only
where a text does.
"""

from collections.abc import Collection, Iterator
from pathlib import Path
from typing import IO, Any

from babel.messages import Catalog
from babel.messages.extract import DEFAULT_KEYWORDS, extract

from rapport.look.environment import make_environment

PACKAGE = Path(__file__).resolve().parents[1]
KEYWORDS = {
    **DEFAULT_KEYWORDS,
    "gettext_lazy": None,
    "ngettext_lazy": (1, 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext_lazy": ((1, "c"), 2, 3),
}
HINT = "Translators:"  # what begins a comment for those who translate
Found = tuple[int, str, Any, list[str]]
LEFT_OUT = {
    "tests",
    "migrations",
    "sources",
    "locale",
    "wagtailadmin",
}  # the last: templates of Wagtail's, in its words
TEMPLATES = {".html", ".svg", ".txt"}


def gather_messages(package: Path = PACKAGE) -> Catalog:
    """Every text of the package in the order of its files, each once, with the files that use it."""
    gathered = Catalog(charset="utf-8")
    for file in _sources(package):
        method: Any = "python" if file.suffix == ".py" else _read_template
        with file.open("rb") as opened:
            for _line, text, hints, context in extract(method, opened, KEYWORDS, [HINT]):
                place = (file.relative_to(package).as_posix(), 0)
                gathered.add(text, None, [place], auto_comments=hints, context=context)
    return gathered


def _sources(package: Path) -> list[Path]:
    """Python and templates, without tests, migrations and what prepares data."""
    files = [file for file in package.rglob("*") if LEFT_OUT.isdisjoint(file.relative_to(package).parts)]
    return sorted(file for file in files if file.suffix == ".py" or _is_template(file))


def _is_template(file: Path) -> bool:
    return file.suffix in TEMPLATES and "templates" in file.parts


def _read_template(
    file: IO[bytes], keywords: Collection[str], comment_tags: Collection[str], options: dict[str, Any]
) -> Iterator[Found]:
    """As ``babel.messages.extract`` calls what reads a file."""
    environment = make_environment()
    for line, function, text in environment.extract_translations(file.read().decode()):  # type: ignore[attr-defined]
        yield line, function, text, []
