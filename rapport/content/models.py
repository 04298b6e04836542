"""What all kinds of content share: the entry, its text in each language, its addresses, and the stand."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any, Self

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Exists, OuterRef, Prefetch
from django.db.models.functions import Cast
from django.utils.text import slugify
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from markupsafe import Markup
from modelcluster.models import ClusterableModel
from wagtail.models import (
    DraftStateMixin,
    LockableMixin,
    PreviewableMixin,
    Revision,
    RevisionMixin,
    WorkflowMixin,
    WorkflowState,
)

from rapport.content.card_models import Card, CardWord
from rapport.content.codes import CodesField, read_codes
from rapport.content.rich_text import show_rich_text
from rapport.lib.alphabet import place_of
from rapport.lib.dates import PartialDate
from rapport.lib.texts import clean_text
from rapport.vocabularies.schemes import scheme

# Django looks for models here.
__all__ = ["Card", "CardWord", "Entry", "EntryAddress", "EntryQuerySet", "Stand", "Text"]

LONGEST_SLUG = 80


def choose_languages() -> list[tuple[str, str]]:
    """The languages of the site, as a choice: a host has its own, and no migration of ours may know them."""
    return [(code, str(name)) for code, name in settings.LANGUAGES]


def choose_language() -> str:
    return str(settings.LANGUAGE_CODE)


def choose_themes() -> list[tuple[str, str]]:
    return sorted(((term.code, term.label()) for term in scheme("themes")), key=lambda choice: place_of(choice[1]))


class EntryQuerySet(models.QuerySet[Any]):
    """Questions about many entries."""

    def public(self) -> Self:
        """Those that anybody may read."""
        return self.filter(live=True)

    def with_texts(self) -> Self:
        return self.prefetch_related("texts")

    def with_states(self) -> Self:
        """With what their states are told from (``status_string``), which else asks twice for each of them."""
        kind = ContentType.objects.get_for_model(self.model)
        scheduled = Revision.objects.filter(
            base_content_type=kind, object_id=Cast(OuterRef("pk"), models.CharField())
        ).exclude(approved_go_live_at=None)
        current = Prefetch("_workflow_states", WorkflowState.objects.active(), to_attr="_current_workflow_states")
        return self.annotate(is_scheduled=Exists(scheduled)).prefetch_related(current)


class Entry(WorkflowMixin, DraftStateMixin, LockableMixin, RevisionMixin, PreviewableMixin, ClusterableModel):  # type: ignore[misc]
    """One thing that editors write, in as many languages as it has texts. ``kind`` names its shelf."""

    kind = ""
    taken_slugs: tuple[str, ...] = ()  # addresses of pages beside those of entries

    slug = models.SlugField(
        _("address"),
        max_length=LONGEST_SLUG,
        unique=True,
        blank=True,
        allow_unicode=True,
        error_messages={"unique": _("Another page has this address. Choose another.")},
        help_text=_("The last part of its address. Empty: made from the title. Once it is public it should stay."),
    )
    language = models.CharField(
        _("main language"),
        max_length=12,
        choices=choose_languages,
        default=choose_language,
        help_text=_("In which it is written first. Other texts say the same, and are marked where they no longer do."),
    )
    themes = CodesField(_("themes"), choices_of=choose_themes)
    partnerships = CodesField(
        _("partnerships"), help_text=_("Those that it speaks of: their ids or addresses, one after another.")
    )
    is_fictional = models.BooleanField(
        _("made up"), default=False, help_text=_("For a demonstration: every page and feed then says so.")
    )
    latest_changed_at = models.DateTimeField(auto_now=True)

    objects: Any = models.Manager.from_queryset(EntryQuerySet)()
    texts: Any  # of the concrete model: its ``Text`` rows

    class Meta:
        abstract = True

    def __str__(self) -> str:
        main = self.main_text
        return main.title if main else self.slug or gettext("without a title")

    @property
    def key(self) -> str:
        """What names it beside its kind, in cards and feeds: its number, for an address may change."""
        return str(self.pk)

    @property
    def approved_schedule(self) -> bool:
        """Whether it waits for its hour; a list has asked (``with_states``)."""
        known: bool | None = getattr(self, "is_scheduled", None)
        return super().approved_schedule if known is None else known

    @property
    def main_text(self) -> Any:
        return self._text_of(self.language) or next(iter(self._all_texts()), None)

    def text_for(self, reader: str) -> Any:
        """The text that a reader gets: in their language, else the main one."""
        return self._text_of(reader) or self.main_text

    def languages(self) -> list[str]:
        """In which there is a text, the main one first."""
        found = [text.language for text in self._all_texts()]
        return sorted(found, key=lambda code: (code != self.language, code))

    def stale_languages(self) -> list[str]:
        return [text.language for text in self._all_texts() if self.is_stale(text)]

    def is_stale(self, text: Any) -> bool:
        """Whether the main text was changed after somebody last said that this one says the same."""
        main = self.main_text
        if main is None or text.language == main.language or main.changed_at is None:
            return False
        return text.caught_up_at is None or text.caught_up_at < main.changed_at

    def theme_codes(self) -> list[str]:
        return read_codes(self.themes)

    def partnership_ids(self) -> list[str]:
        return read_codes(self.partnerships)

    def sort_day(self) -> date | None:
        """The day by which it stands among others; newest first, or for what is to come soonest first."""
        return None

    @property
    def shown_day(self) -> PartialDate | None:
        """The day that readers are told, as exactly as it is known."""
        day = self.sort_day()
        return PartialDate(day.year, day.month, day.day) if day else None

    def names_beside(self, language: str) -> str:
        """By what else than its texts one finds it: numbers, names of places."""
        return ""

    def feed_day(self) -> date | None:
        """The day that feeds give it: no reader of feeds shows what is dated in days to come."""
        return self.sort_day()

    def clean(self) -> None:
        super().clean()
        if self.slug in self.taken_slugs:
            raise ValidationError({"slug": _("Another page has this address. Choose another.")})

    @property
    def preview_modes(self) -> list[tuple[str, str]]:
        written = [(code, str(name)) for code, name in settings.LANGUAGES if self._text_of(code)]
        return written or super().DEFAULT_PREVIEW_MODES

    @property
    def default_preview_mode(self) -> str:
        main = self.main_text
        return main.language if main else ""

    def serve_preview(self, request: Any, mode_name: str) -> Any:
        """The page as a reader of the language would have it."""
        from rapport.content.views import show_preview  # views know models

        return show_preview(request, self, mode_name)

    def save(self, *args: Any, **options: Any) -> None:
        clean_texts(self)
        self.slug = self.slug or self.free_slug(self.main_text.title if self.main_text else "")
        super().save(*args, **options)

    def free_slug(self, title: str) -> str:
        """An address made from a title, that no other of the kind has."""
        stem = slugify(title, allow_unicode=True)[: LONGEST_SLUG - 5].strip("-") or self.kind
        stem = f"{self.kind}-{stem}" if stem in self.taken_slugs else stem
        taken = set(type(self).objects.filter(slug__startswith=stem).exclude(pk=self.pk).values_list("slug", flat=True))
        return next(slug for slug in (stem, *(f"{stem}-{n}" for n in range(2, 10_000))) if slug not in taken)

    def _all_texts(self) -> Iterable[Any]:
        found: Iterable[Any] = self.texts.all()
        return found

    def _text_of(self, language: str) -> Any:
        return next((text for text in self._all_texts() if text.language == language), None)


class Text(models.Model):
    """What an entry says in one language. ``spoken`` names the fields whose words readers and the search get."""

    spoken: tuple[str, ...] = ("title", "summary")

    language = models.CharField(_("language"), max_length=12, choices=choose_languages)
    title = models.CharField(_("title"), max_length=250)
    summary = models.TextField(_("summary"), blank=True, max_length=2000)
    changed_at = models.DateTimeField(null=True, editable=False, help_text="when its words last changed")
    caught_up_at = models.DateTimeField(
        null=True, editable=False, help_text="when it last said what the main text says"
    )

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.title

    def save(self, *args: Any, **options: Any) -> None:
        clean_texts(self)
        super().save(*args, **options)

    @property
    def lead(self) -> str:
        """What a list says of it."""
        return self.summary

    def show(self, name: str) -> Markup:
        """A field of rich text, for a page."""
        return show_rich_text(getattr(self, name))

    def clean(self) -> None:
        if not self.title.strip():
            raise ValidationError({"title": _("A text needs a title.")})


def clean_texts(row: models.Model) -> None:
    """Control characters, as pasted from a word processor, would break feeds and spreadsheets."""
    for field in row._meta.concrete_fields:
        held = getattr(row, field.name)
        if isinstance(field, models.CharField | models.TextField) and isinstance(held, str):
            setattr(row, field.name, clean_text(held))


class EntryAddress(models.Model):
    """The last part of an address at which an entry was public, now or once."""

    kind = models.CharField(max_length=40)
    slug = models.CharField(max_length=LONGEST_SLUG)
    key = models.CharField(max_length=200)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "slug"], name="one_entry_at_an_address")]

    def __str__(self) -> str:
        return f"{self.kind}/{self.slug}"


class Stand(models.Model):
    """One row: a number that grows with whatever an editor makes public."""

    number = models.BigIntegerField(default=0)
    moved_at = models.DateTimeField(null=True, help_text="when it grew last, in real time")

    def __str__(self) -> str:
        return str(self.number)
