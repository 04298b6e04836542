"""The kinds of content of the website."""

from datetime import date
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.text import slugify
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.fields import RichTextField

from rapport.content.codes import known_ids
from rapport.content.files import extension_of
from rapport.content.forms import EntryForm
from rapport.content.models import Entry, Text, choose_languages
from rapport.content.rich_text import FEATURES
from rapport.lib import clock
from rapport.lib.dates import PartialDate
from rapport.look.formats import format_day, join_words
from rapport.registry.history import days_of_reports
from rapport.website.inquiry_models import Inquiry
from rapport.website.link_models import Link, LinkText, Mention, OutsideAddress, Suggestion
from rapport.website.news_form import NewsForm
from rapport.website.pages import HomePage, TextPage
from rapport.website.publication_marks import check_doi, check_isbn
from rapport.website.tool_models import Tool, ToolText

# Django looks for models here.
__all__ = [
    "HomePage",
    "Inquiry",
    "Lesson",
    "LessonText",
    "Link",
    "LinkText",
    "Mention",
    "News",
    "NewsText",
    "OutsideAddress",
    "Publication",
    "PublicationFile",
    "PublicationText",
    "Suggestion",
    "TextPage",
    "Tool",
    "ToolText",
]


def check_partial_date(written: str) -> None:
    try:
        PartialDate.parse(written)
    except ValueError:
        raise ValidationError(
            _("“%(written)s” is no date: write a year, a month (2010-05) or a day (2010-05-17)."),
            params={"written": written},
        ) from None


class News(Entry):
    """A piece of news, of a day."""

    kind = "news"
    base_form_class = NewsForm

    published_on = models.DateField(_("day"), default=clock.today)
    picture = models.ForeignKey(
        "wagtailimages.Image",
        verbose_name=_("picture"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )

    class Meta:
        verbose_name, verbose_name_plural = _("piece of news"), _("news")

    def sort_day(self) -> date:
        return self.published_on


class NewsText(Text):
    spoken = ("title", "summary", "body")

    entry = ParentalKey(News, on_delete=models.CASCADE, related_name="texts")
    body = RichTextField(_("text"), blank=True, features=FEATURES)
    picture_alt = models.CharField(
        _("what the picture shows"),
        max_length=300,
        blank=True,
        help_text=_("For those who cannot see it. Needed in each language where there is a picture."),
    )

    class Meta(Text.Meta):
        constraints = [models.UniqueConstraint(fields=["entry", "language"], name="one_news_text_a_language")]


class Publication(Entry):
    """A document that was published: in several languages, in several versions, and cited."""

    kind = "publication"
    base_form_class = EntryForm

    issued = models.CharField(
        _("published"),
        max_length=10,
        validators=[check_partial_date],
        help_text=_("A year, a month (2010-05) or a day."),
    )
    symbol = models.CharField(_("symbol"), max_length=80, blank=True, help_text=_("Such as A/CONF.199/20."))
    authors = models.TextField(_("authors"), blank=True, help_text=_("People or bodies, one a line."))
    publisher = models.CharField(_("publisher"), max_length=200, blank=True)
    isbn = models.CharField("ISBN", max_length=20, blank=True, validators=[check_isbn])
    doi = models.CharField("DOI", max_length=120, blank=True, validators=[check_doi])
    cover = models.ForeignKey(
        "wagtailimages.Image",
        verbose_name=_("cover"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("Its title stands beside it, so readers of screens are spared it."),
    )

    class Meta:
        verbose_name, verbose_name_plural = _("publication"), _("publications")

    def sort_day(self) -> date | None:
        return self.shown_day.earliest if self.shown_day else None

    @property
    def shown_day(self) -> PartialDate | None:
        """None in a draft that does not say it yet."""
        return PartialDate.parse(self.issued) if self.issued else None

    def names_beside(self, language: str) -> str:
        return " ".join([self.symbol, self.doi, self.isbn, self.publisher, *self.author_names()])

    def author_names(self) -> tuple[str, ...]:
        return tuple(name.strip() for name in self.authors.splitlines() if name.strip())

    def newest_of(self, files: list[Any]) -> list[Any]:
        """Of each language the newest version, in the order of the site's languages."""
        return [versions[0] for versions in _by_language(files).values()]

    def earlier_of(self, files: list[Any]) -> list[Any]:
        return [each for versions in _by_language(files).values() for each in versions[1:]]


def _by_language(files: list[Any]) -> dict[str, list[Any]]:
    """The versions in each language, newest first."""
    found: dict[str, list[Any]] = {code: [] for code, _name in settings.LANGUAGES}
    for each in sorted(files, key=lambda file: (file.issued_on or date.min, file.pk or 0), reverse=True):
        found.setdefault(each.language, []).append(each)
    return {code: versions for code, versions in found.items() if versions}


class PublicationText(Text):
    entry = ParentalKey(Publication, on_delete=models.CASCADE, related_name="texts")

    class Meta(Text.Meta):
        constraints = [models.UniqueConstraint(fields=["entry", "language"], name="one_publication_text_a_language")]


class PublicationFile(models.Model):
    """A publication in a language, in one of its versions. None is ever replaced: a new version stands beside it."""

    publication = ParentalKey(Publication, on_delete=models.CASCADE, related_name="files")
    language = models.CharField(_("language"), max_length=12, choices=choose_languages)
    version = models.CharField(
        _("version"), max_length=60, blank=True, help_text=_("Such as “2nd edition”, “Corrigendum”.")
    )
    issued_on = models.DateField(_("of the day"), null=True, blank=True)
    document = models.ForeignKey(
        "wagtaildocs.Document", verbose_name=_("file"), on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        verbose_name, verbose_name_plural = _("file of a publication"), _("files of publications")

    def __str__(self) -> str:
        return f"{self.language} {self.version}".strip()

    @property
    def download_name(self) -> str:
        """What it is called where it is taken away, whatever the storage calls it; by its day if it has no version."""
        version = slugify(self.version, allow_unicode=True) or str(self.issued_on or "")
        stem = "-".join(filter(None, (self.publication.slug, self.language, version)))
        return f"{stem}.{extension_of(self.document.filename)}"


class Lesson(Entry):
    """What somebody learned: the problem, what was tried, what came of it; and the report that told it."""

    kind = "lesson"
    base_form_class = EntryForm

    learned_on = models.DateField(_("day"), default=clock.today)
    source_partnership = models.CharField(
        _("told by the partnership"), max_length=80, blank=True, help_text=_("Its id.")
    )
    source_reported_on = models.DateField(_("in its report of"), null=True, blank=True)

    class Meta:
        verbose_name, verbose_name_plural = _("lesson"), _("lessons")

    def clean(self) -> None:
        super().clean()
        try:
            self.source_partnership = "".join(known_ids([self.source_partnership] if self.source_partnership else []))
        except ValidationError as error:
            raise ValidationError({"source_partnership": error}) from None
        if self.source_partnership and self.source_reported_on:
            reported = days_of_reports(self.source_partnership)
            if self.source_reported_on not in reported:
                raise ValidationError({"source_reported_on": _say_reports(reported)})

    def sort_day(self) -> date:
        return self.source_reported_on or self.learned_on


def _say_reports(days: list[date]) -> str:
    if not days:
        return gettext("This partnership has not reported yet.")
    return gettext("This partnership has no report of that day. Its reports are of %(days)s.") % {
        "days": join_words([format_day(day) for day in days])
    }


class LessonText(Text):
    spoken = ("title", "problem", "tried", "outcome")

    entry = ParentalKey(Lesson, on_delete=models.CASCADE, related_name="texts")
    problem = models.TextField(_("the problem"), blank=True, max_length=4000)
    tried = models.TextField(_("what was tried"), blank=True, max_length=4000)
    outcome = models.TextField(_("what came of it"), blank=True, max_length=4000)

    class Meta(Text.Meta):
        constraints = [models.UniqueConstraint(fields=["entry", "language"], name="one_lesson_text_a_language")]

    @property
    def lead(self) -> str:
        return self.problem
