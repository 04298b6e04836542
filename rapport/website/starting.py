"""The first pages of a website: read from files, written once, and the editors' own from then on."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml
from django.conf import settings
from markdown_it import MarkdownIt

SHIPPED = Path(__file__).parent / "pages_to_begin_with"
# The blocks of a home page that nobody has changed yet.
FIRST_HOME: list[dict[str, Any]] = [
    {"type": "size", "value": None},
    {"type": "map", "value": None},
    {"type": "bars", "value": {"facet": "theme"}},
    {"type": "register", "value": None},
    {"type": "changes", "value": {"count": 5}},
    {"type": "due", "value": None},
    {"type": "events", "value": {"count": 4}},
    {"type": "newest", "value": {"kind": "news", "count": 3}},
]


@dataclass(frozen=True, slots=True)
class FirstPage:
    """A page as its file has it: title and lede before, Markdown after a line of dashes."""

    slug: str
    language: str
    title: str
    lede: str
    html: str


def first_pages() -> Iterator[FirstPage]:
    """Those of every language of the site: a host's own folder ``pages/`` goes before what is shipped."""
    folders = (SHIPPED, Path(settings.RAPPORT_HOME) / "pages")
    for language, _name in settings.LANGUAGES:
        found = [path for folder in folders for path in sorted((folder / language).glob("*.md"))]
        yield from (read_page(path, language) for path in {path.stem: path for path in found}.values())


def read_page(path: Path, language: str) -> FirstPage:
    """A page of a file; a ValueError says what is wrong with it."""
    parts = path.read_text(encoding="utf-8").split("---\n", 2)
    told = _parse(parts[1]) if len(parts) == 3 else None
    if not isinstance(told, dict) or not isinstance(told.get("title"), str):
        raise ValueError("A page begins with a line “---”, its title and lede, another line “---”, and then its text.")
    return FirstPage(path.stem, language, told["title"], str(told.get("lede", "")), MarkdownIt().render(parts[2]))


def _parse(head: str) -> Any:
    try:
        return yaml.safe_load(head)
    except yaml.YAMLError:
        return None
