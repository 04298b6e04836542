"""The pages that editors make: one tree for each language, each page a translation of one of the main language."""

from datetime import datetime
from typing import Any

from django import forms
from django.conf import settings
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import resolve
from django.utils.text import slugify
from django.utils.translation import gettext, override
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminPageForm
from wagtail.admin.panels import FieldPanel, ObjectList, PublishingPanel, TabbedInterface
from wagtail.fields import StreamField
from wagtail.models import Page

from rapport.content.addresses import refuse_addresses
from rapport.content.forms import say_language
from rapport.content.models import LONGEST_SLUG
from rapport.lib import clock
from rapport.website.blocks import HomeBlocks, PageBlocks


class TranslatedPageForm(WagtailAdminPageForm):
    """The form of a page. The tick says that it is no translation of something older."""

    says_the_same = forms.BooleanField(
        label=_("Says what the page of the main language says now"),
        required=False,
        help_text=_("Without the tick, readers are told that the other page is newer."),
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        if slug := self.fields.get("slug"):
            slug.required = False
            slug.help_text = _(
                "The last part of its address. Empty: made from the title. Once it is public it should stay."
            )
        self.initial["says_the_same"] = not self.instance.is_behind()
        say_language(self, ("title", "lede", "search_description"), self.instance.language)

    def clean_slug(self) -> str:
        """What was typed; else what is public, or else made from the title."""
        public = self.instance.slug if self.instance.live and self.instance.pk else ""
        return str(self.cleaned_data["slug"] or public or self._free_slug(self.cleaned_data.get("title", "")))

    def clean(self) -> Any:
        cleaned = super().clean() or self.cleaned_data
        refuse_addresses(self)
        if (slug := cleaned.get("slug")) and (address := self._address(slug)) and _is_taken(address):
            self.add_error("slug", gettext("Another page has this address. Choose another."))
        return cleaned

    def _free_slug(self, title: str) -> str:
        stem = slugify(title, allow_unicode=True)[:LONGEST_SLUG].strip("-") or "page"
        return next(slug for slug in (stem, *(f"{stem}-{n}" for n in range(2, 10_000))) if self._is_free(slug))

    def _is_free(self, slug: str) -> bool:
        is_of_page = Page._slug_is_available(slug, self.parent_page, self.instance)
        return bool(is_of_page and not _is_taken(self._address(slug)))

    def _address(self, slug: str) -> str:
        """Where the page would stand, without its language."""
        _root, _home, *above = self.parent_page.url_path.split("/") if self.parent_page else ("", "")
        return "/".join(["", *filter(None, above), slug, ""])

    def save(self, commit: bool = True) -> Any:
        if not self.cleaned_data.get("says_the_same"):
            self.instance.caught_up_at = None
        elif "says_the_same" in self.changed_data or self.instance.caught_up_at is None:
            self.instance.caught_up_at = clock.real_now()
        return super().save(commit=commit)


def _is_taken(address: str) -> bool:
    """Whether a room answers there, so that the page could never be reached."""
    with override(settings.LANGUAGE_CODE):
        return resolve(f"/{settings.LANGUAGE_CODE}{address}").url_name != "wagtail_serve"


class TranslatedPage(Page):
    """What pages of all kinds share."""

    caught_up_at = models.DateTimeField(
        null=True, editable=False, help_text="when it last said what the main page says"
    )

    base_form_class = TranslatedPageForm
    private_page_options: list[str] = []  # what is not for everybody is no page of the website

    class Meta:
        abstract = True

    @property
    def language(self) -> str:
        return str(self.locale.language_code)

    def main_page(self) -> Any:
        """The page that this one says again; none for a page of the main language."""
        if self.language == settings.LANGUAGE_CODE:
            return None
        others = self.get_translations().filter(live=True, locale__language_code=settings.LANGUAGE_CODE)
        return others.first()

    def is_behind(self, main: Any = None) -> bool:
        """Whether the main page was published again since somebody last said that both say the same."""
        main = main or (self.main_page() if self.pk else None)
        return main is not None and self.is_older_than(main.last_published_at)

    def is_older_than(self, published: datetime | None) -> bool:
        """Whether nobody has said that it says what was published then."""
        return published is not None and (self.caught_up_at is None or self.caught_up_at < published)

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return redirect(self.get_url(request) or "/")

    def serve_preview(self, request: HttpRequest, mode_name: str) -> HttpResponse:
        from rapport.website.page_views import preview_page  # views know models

        return preview_page(request, self)


class HomePage(TranslatedPage):
    """The home page of a language. Its address is the site's own, so it has no slug to change."""

    body = StreamField(HomeBlocks(), verbose_name=_("blocks"), blank=True, default=list)
    lede = models.TextField(_("what this is, in a sentence"), max_length=400, blank=True)

    parent_page_types = ["wagtailcore.Page"]
    subpage_types = ["website.TextPage"]
    edit_handler = TabbedInterface(
        [
            ObjectList(
                [*(FieldPanel(name) for name in ("title", "lede", "body", "says_the_same")), PublishingPanel()],
                heading=_("Content"),
            )
        ]
    )

    class Meta:
        verbose_name, verbose_name_plural = _("home page"), _("home pages")


class TextPage(TranslatedPage):
    """A page of text: about, how to register, terms."""

    lede = models.TextField(_("lede"), max_length=600, blank=True)
    body = StreamField(PageBlocks(), verbose_name=_("blocks"), blank=True, default=list)

    parent_page_types = ["website.HomePage", "website.TextPage"]
    subpage_types = ["website.TextPage"]
    edit_handler = TabbedInterface(
        [
            ObjectList(
                [FieldPanel("title"), FieldPanel("lede"), FieldPanel("body"), FieldPanel("says_the_same")],
                heading=_("Content"),
            ),
            ObjectList([FieldPanel("slug"), FieldPanel("show_in_menus"), PublishingPanel()], heading=_("Address")),
        ]
    )

    class Meta:
        verbose_name, verbose_name_plural = _("page"), _("pages")
