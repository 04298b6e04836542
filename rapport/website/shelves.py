"""The shelves of the website."""

from functools import partial

from django.utils.translation import gettext_lazy as _

from rapport.accounts.access import holds
from rapport.accounts.models import Role
from rapport.content import cards
from rapport.content.publishing import all_said
from rapport.content.shelves import Shelf, by_partial_year, by_partnership, by_theme, by_year, put_up
from rapport.look import navigation
from rapport.website import describing
from rapport.website.link_shelves import LINKS, TOOLBOX
from rapport.website.models import Lesson, News, Publication

_BY_THEME, _BY_PARTNERSHIP = by_theme(_("Theme")), by_partnership(_("Partnership"))

SHELVES = (
    Shelf(
        "news",
        News,
        _("News"),
        _("What partnerships and the secretariat have to tell."),
        "/news/",
        (_BY_THEME, by_year(_("Year"), "published_on"), _BY_PARTNERSHIP),
        ("-published_on", "-pk"),
        template="website/news.html",
        details=describing.detail_news,
        json_ld=describing.describe_news,
    ),
    Shelf(
        "publication",
        Publication,
        _("Publications"),
        _("Reports, studies and handbooks, free to download and to cite."),
        "/publications/",
        (_BY_THEME, by_partial_year(_("Year"), "issued"), _BY_PARTNERSHIP),
        ("-issued", "-pk"),
        template="website/publication.html",
        details=describing.detail_publications,
        json_ld=describing.describe_publication,
    ),
    Shelf(
        "lesson",
        Lesson,
        _("Lessons"),
        _("What partnerships learned: the problem, what was tried, what came of it."),
        "/lessons/",
        (_BY_THEME, by_year(_("Year"), "learned_on"), _BY_PARTNERSHIP),
        ("-learned_on", "-pk"),
        template="website/lesson.html",
        details=describing.detail_lessons,
        json_ld=describing.describe_lesson,
    ),
    LINKS,
    TOOLBOX,
)


# Pages to which every page leads, by their addresses: editors change them, and nobody deletes them.
FIRST_PAGES = (
    ("/how-to-register/", _("How to register"), "taking-part"),
    ("/how-to-report/", _("How to report"), "taking-part"),
    ("/about/", _("About this registry"), "about"),
    ("/terms/", _("Terms and privacy"), "about"),
    ("/accessibility/", _("Accessibility"), "about"),
)


def put_up_all() -> None:
    """Public pages, cards, and a place in the back office for each."""
    writers = holds(Role.EDITOR, Role.OFFICER)
    for rank, shelf in enumerate(SHELVES, start=10):
        put_up(shelf)
        cards.of_kind(shelf.kind, shelf.label, partial(all_said, shelf.kind), rank=rank)
        address = f"wagtailsnippets_website_{shelf.model._meta.model_name}:list"
        name, is_main = f"content:{shelf.kind}", shelf.kind == "news"
        navigation.add_entry(
            name, shelf.label, group="reading", rank=65 + rank if is_main else 70 + rank, is_main=is_main
        )
        navigation.add_desk_entry(address, shelf.label, group="content", rank=rank, is_for=writers)
