"""The website's part of the content desk."""

from typing import Any

from django.conf import settings
from django.db.models import OuterRef, Subquery
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.panels import FieldPanel
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.pages.listing import ExplorableIndexView, IndexView
from wagtail.models import Page
from wagtail.snippets.models import register_snippet

from rapport.content.viewsets import EntryViewSet
from rapport.look.formats import format_day, language_name
from rapport.website.link_viewsets import LinkViewSet, ToolViewSet
from rapport.website.models import Lesson, News, Publication
from rapport.website.page_views import home_slug
from rapport.website.pages import TextPage
from rapport.website.publication_files import FilesPanel
from rapport.website.shelves import FIRST_PAGES
from rapport.website.translations import BEHIND, CURRENT, state_words

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


class SaysTheSameColumn(Column):
    """Whether a public page says what that of the main language says now."""

    def get_value(self, instance: Any) -> str:
        main_published_at = getattr(instance, "main_published_at", None)
        is_translation = isinstance(instance, TextPage) and instance.live and main_published_at is not None
        return state_words()[BEHIND if instance.is_older_than(main_published_at) else CURRENT] if is_translation else ""


# Without the boxes that warn of pages outside of Wagtail's one site: we serve a tree for each language.
ExplorableIndexView.results_template_name = IndexView.results_template_name
# In place of the type, which is the same for all but the homes.
ExplorableIndexView.base_columns = [
    *(column for column in ExplorableIndexView.base_columns if column.name != "type"),
    SaysTheSameColumn("says_the_same", label=_("State")),
]


@hooks.register("construct_explorer_page_queryset")
def know_the_main_pages(_parent: Page, pages: Any, _request: HttpRequest) -> Any:
    """When the page that each of them says again was published last, in the query that lists them."""
    main = TextPage.objects.live().filter(locale__language_code=settings.LANGUAGE_CODE).exclude(pk=OuterRef("pk"))
    published = main.filter(translation_key=OuterRef("translation_key")).values("last_published_at")[:1]
    return pages.annotate(main_published_at=Subquery(published))


@hooks.register("before_edit_page")
def tell_what_is_behind(request: HttpRequest, page: Page) -> None:
    """Whoever opens a public page that may be older than its main one reads so, and can go there."""
    main = page.main_page() if request.method == "GET" and isinstance(page, TextPage) and page.live else None
    if main is None or not page.is_behind(main):
        return
    language, day = language_name(main.language), format_day(main.last_published_at.date())
    sentence = gettext("The text in %(language)s was changed on %(day)s; this one may be older.")
    there = messages.button(
        reverse("wagtailadmin_pages:edit", args=[main.pk]), gettext("Read it in %(language)s") % {"language": language}
    )
    messages.warning(request, sentence % {"language": language, "day": day}, buttons=[there])


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
