"""The toolbox: what helps those who build partnerships, a page elsewhere or a file of ours."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.fields import RichTextField

from rapport.content.forms import EntryForm
from rapport.content.models import Entry, Text
from rapport.content.rich_text import FEATURES
from rapport.website.link_addresses import LONGEST
from rapport.website.link_models import clean_url
from rapport.website.spoken_languages import SpokenField


class Tool(Entry):
    """A resource for training, by the stage of a partnership at which it helps."""

    kind = "tool"
    base_form_class = EntryForm

    class Kind(models.TextChoices):
        GUIDE = "guide", _("Guide")
        COURSE = "course", _("Course")
        TEMPLATE = "template", _("Template")
        CHECKLIST = "checklist", _("Checklist")
        VIDEO = "video", _("Video")
        CASE_STUDY = "case-study", _("Case study")
        OTHER = "other", _("Something else")

    class Stage(models.TextChoices):
        PREPARING = "preparing", _("Preparing a partnership")
        FORMING = "forming", _("Forming it")
        RUNNING = "running", _("Running it")
        MEASURING = "measuring", _("Measuring what it brings")
        CLOSING = "closing", _("Closing it")

    kind_of = models.CharField(_("kind of resource"), max_length=20, choices=Kind, default=Kind.GUIDE)
    stage = models.CharField(_("stage at which it helps"), max_length=20, choices=Stage, default=Stage.PREPARING)
    speaks = SpokenField(
        _("languages of the resource"), help_text=_("Others than those of this site by their codes: sw")
    )
    url = models.CharField(_("address on the web"), max_length=LONGEST, null=True, blank=True)
    document = models.ForeignKey(
        "wagtaildocs.Document",
        verbose_name=_("file"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("Given out as a download. A resource needs a file or an address."),
    )

    class Meta:
        verbose_name, verbose_name_plural = _("tool"), _("tools")

    def clean(self) -> None:
        super().clean()
        self.url = clean_url(self.url)
        if not (self.url or self.document_id):
            raise ValidationError({"url": _("Write the address of the resource, or choose its file.")})


class ToolText(Text):
    spoken = ("title", "summary", "body")

    entry = ParentalKey(Tool, on_delete=models.CASCADE, related_name="texts")
    body = RichTextField(_("text"), blank=True, features=FEATURES)

    class Meta(Text.Meta):
        constraints = [models.UniqueConstraint(fields=["entry", "language"], name="one_tool_text_a_language")]
