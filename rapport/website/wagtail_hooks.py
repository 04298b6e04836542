"""The website's part of the content desk."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.panels import FieldPanel
from wagtail.models import Page
from wagtail.snippets.models import register_snippet

from rapport.content.viewsets import EntryViewSet
from rapport.website.link_viewsets import LinkViewSet, ToolViewSet
from rapport.website.models import Lesson, News, Publication
from rapport.website.page_views import home_slug
from rapport.website.publication_files import FilesPanel
from rapport.website.shelves import FIRST_PAGES

for _viewset in (LinkViewSet, ToolViewSet):
    register_snippet(_viewset)


@register_snippet
class NewsViewSet(EntryViewSet):
    model = News
    icon = "doc-full"
    own_panels = [FieldPanel("published_on"), FieldPanel("picture")]
    text_panels = [FieldPanel("title"), FieldPanel("summary"), FieldPanel("body"), FieldPanel("picture_alt")]


@register_snippet
class PublicationViewSet(EntryViewSet):
    model = Publication
    icon = "doc-full-inverse"
    own_panels = [
        *(FieldPanel(name) for name in ("issued", "symbol", "authors", "publisher", "isbn", "doi", "cover")),
        FilesPanel("files", label=_("File")),
    ]


@register_snippet
class LessonViewSet(EntryViewSet):
    model = Lesson
    icon = "help"
    own_panels = [FieldPanel(name) for name in ("learned_on", "source_partnership", "source_reported_on")]
    text_panels = [FieldPanel(name) for name in ("title", "problem", "tried", "outcome")]


def keep_the_first_pages(request: HttpRequest, page: Page) -> HttpResponse | None:
    """Every page of the site leads to these: they are changed, not taken away. A translation of one may go."""
    if not _is_first(page):
        return None
    messages.error(request, gettext("Every page of the site leads here: change this one, do not delete it."))
    return redirect("wagtailadmin_pages:edit", page.pk)


def keep_the_first_of_many(request: HttpRequest, kind: str, ticked: list[Any], _action: Any) -> HttpResponse | None:
    """Where one of them is among the ticked, nothing is done: the editor ticks again."""
    first = next(filter(_is_first, ticked), None) if kind in ("delete", "unpublish") else None
    return keep_the_first_pages(request, first) if first else None


hooks.register("before_delete_page", keep_the_first_pages)
hooks.register("before_unpublish_page", keep_the_first_pages)
hooks.register("before_bulk_action", keep_the_first_of_many)


def _is_first(page: Any) -> bool:
    home = f"/{home_slug(settings.LANGUAGE_CODE)}"
    return isinstance(page, Page) and any(page.url_path == f"{home}{path}" for path, _label, _group in FIRST_PAGES)
