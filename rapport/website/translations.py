"""Which of the pages and entries say in each language what they say in their main one."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from rapport.content.shelves import Shelf, all_shelves
from rapport.website.pages import TextPage

MAIN, CURRENT, BEHIND, MISSING = "main", "current", "behind", "missing"
PAGES = "page"


@dataclass(frozen=True, slots=True)
class Cell:
    """A thing in a language; ``href`` is where an editor changes that."""

    language: str
    state: str
    href: str


@dataclass(frozen=True, slots=True)
class Row:
    kind: str
    label: str
    title: str
    language: str  # of the title
    href: str
    cells: list[Cell]

    def has(self, states: Collection[str], language: str = "") -> bool:
        """Whether one of the states is found in a language, or in any."""
        return any(cell.state in states and language in ("", cell.language) for cell in self.cells)


def state_words() -> dict[str, str]:
    return {MAIN: _("main text"), CURRENT: _("says the same"), BEHIND: _("behind"), MISSING: _("missing")}


def all_rows(kind: str = "") -> list[Row]:
    """Everything that is public, in the order of kinds. One query for the pages, two for each kind."""
    rows: list[Row] = []
    if kind in ("", PAGES):
        rows += _pages()
    for shelf in all_shelves():
        if kind in ("", shelf.kind):
            rows += _entries(shelf)
    return rows


def _pages() -> Iterator[Row]:
    versions: dict[Any, dict[str, TextPage]] = {}
    for page in TextPage.objects.live().select_related("locale").order_by("path"):
        versions.setdefault(page.translation_key, {})[page.language] = page
    for translations in versions.values():
        main = translations.get(settings.LANGUAGE_CODE) or next(iter(translations.values()))
        cells = [_page_cell(code, main, translations.get(code)) for code, _name in settings.LANGUAGES]
        yield Row(PAGES, pgettext("of the website", "Pages"), main.title, main.language, _edit(main), cells)


def _page_cell(code: str, main: TextPage, page: TextPage | None) -> Cell:
    if page is None:
        return Cell(code, MISSING, reverse("simple_translation:submit_page_translation", args=[main.pk]))
    state = MAIN if page.pk == main.pk else BEHIND if page.is_behind(main) else CURRENT
    return Cell(code, state, _edit(page))


def _edit(page: TextPage) -> str:
    return reverse("wagtailadmin_pages:edit", args=[page.pk])


def _entries(shelf: Shelf) -> Iterator[Row]:
    name = f"wagtailsnippets_{shelf.model._meta.app_label}_{shelf.model._meta.model_name}:edit"
    for entry in shelf.model.objects.public().with_texts().order_by(*shelf.ordering()):
        href = reverse(name, args=[entry.pk])
        stale, there = set(entry.stale_languages()), entry.languages()
        states = dict.fromkeys(there, CURRENT) | dict.fromkeys(stale, BEHIND)
        main = entry.main_text.language if entry.main_text else entry.language
        states[main] = MAIN
        cells = [Cell(code, states.get(code, MISSING), href) for code, _name in settings.LANGUAGES]
        yield Row(shelf.kind, str(shelf.label), str(entry), main, href, cells)
