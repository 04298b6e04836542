"""The website's own pages of the back office."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from wagtail.models import Page

from rapport.accounts.access import needs_role
from rapport.accounts.models import Role
from rapport.content.shelves import all_shelves
from rapport.lib.folding import fold
from rapport.look.desk_lists import Column, DeskList, Filter
from rapport.look.formats import language_name
from rapport.website.pages import HomePage
from rapport.website.translations import BEHIND, CURRENT, MAIN, MISSING, PAGES, Row, all_rows, state_words


def _kinds() -> list[tuple[str, str]]:
    return [(PAGES, pgettext("of the website", "Pages")), *((shelf.kind, str(shelf.label)) for shelf in all_shelves())]


def _languages() -> list[tuple[str, str]]:
    return [(code, language_name(code)) for code, _name in settings.LANGUAGES]


def _states() -> list[tuple[str, str]]:
    return [(state, state_words()[state]) for state in (BEHIND, MISSING)]


def _cell_of(code: str) -> Callable[[Row], str]:
    return lambda row: next(cell.state for cell in row.cells if cell.language == code)


def _rank_in(code: str) -> Callable[[Row], int]:
    """What wants something of an editor stands first."""
    return lambda row: (MISSING, BEHIND, CURRENT, MAIN).index(_cell_of(code)(row))


def _list() -> DeskList:
    """Languages are those of the host, so the list is put together when it is asked for."""
    languages = [Column(code, _cell_of(code), label, _rank_in(code)) for code, label in _languages()]
    return DeskList(
        name="translations",
        columns=(
            Column("kind", lambda row: row.kind),
            Column("title", lambda row: row.title, _("Title"), lambda row: row.title),
            *languages,
        ),
        filters=(
            Filter("kind", _("Kind"), _kinds, lambda rows, kind: [row for row in rows if row.kind == kind]),
            # What is asked of a cell is asked of both at once, which the view does.
            Filter("language", _("Language"), _languages),
            Filter("state", _("State"), _states),
        ),
        search=lambda rows, words: [row for row in rows if fold(words) in fold(row.title)],
    )


@require_safe
@needs_role(Role.EDITOR, Role.OFFICER)
def show_tree(_request: HttpRequest) -> HttpResponse:
    """Leads to the pages of the reader's language. Above them stands nothing but the homes of all languages."""
    home = HomePage.objects.filter(locale__language_code=get_language()).first()
    return redirect("wagtailadmin_explore", home.pk if home else Page.get_first_root_node().pk)


@require_safe
@needs_role(Role.EDITOR, Role.OFFICER)
def translations(request: HttpRequest) -> HttpResponse:
    """What is behind or missing in which language."""
    asked = _list().ask(request.GET)
    state, language = asked.chosen["state"], asked.chosen["language"]
    wanted = (state,) if state else (BEHIND, MISSING) if language else ()
    rows = [row for row in all_rows(asked.chosen["kind"]) if not wanted or row.has(wanted, language)]
    found = asked.narrow(rows)
    if asked.wants_file:
        return asked.as_file(found)
    return render(request, "website/translations.html", {"list": asked.show(found), "words": state_words()})
