"""Editions of the report: what is edited until it is frozen, and what a frozen one says for ever."""

from typing import Any

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class FrozenError(Exception):
    """A frozen edition cannot be changed."""


class Edition(models.Model):
    """A report as at a day. Open until it is approved; approved until an edit or its freezing; frozen for ever."""

    class State(models.TextChoices):
        OPEN = "open", pgettext_lazy("edition", "open")
        APPROVED = "approved", _("approved")
        FROZEN = "frozen", _("frozen")

    slug = models.SlugField(max_length=80, unique=True)
    name = models.CharField(max_length=200)
    template = models.CharField(max_length=80, default="summary-report")
    as_at = models.DateField(help_text="the day that the report is of")
    cycle = models.CharField(max_length=80, help_text="whose thematic cluster it looks at more closely")
    languages = models.JSONField(default=list)
    featured = models.JSONField(default=list, help_text="public ids of the partnerships in boxes, in their order")
    quoted = models.JSONField(default=list, help_text="reports that are quoted: “id:day”; empty: the newest ones")
    published = models.JSONField(
        default=list, help_text="figures published elsewhere, to compare with: rows as audited"
    )
    before = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    state = models.CharField(max_length=10, choices=State, default=State.OPEN)
    opened_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    opened_at = models.DateTimeField()
    approved_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    approved_at = models.DateTimeField(null=True)
    frozen_at = models.DateTimeField(null=True, help_text="its figures are as known at this time")
    figures = models.JSONField(default=list, help_text="every figure of the day, as it was when it was frozen")
    fingerprint = models.CharField(max_length=64, blank=True, help_text="SHA-256 of what was frozen")

    class Meta:
        ordering = ["-as_at", "-pk"]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        _refuse_if_frozen(self.pk)
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        _refuse_if_frozen(self.pk)
        return super().delete(*args, **kwargs)

    @property
    def is_frozen(self) -> bool:
        return self.state == self.State.FROZEN


class Passage(models.Model):
    """A paragraph, box or quotation in the words of an editor, in one language.

    ``revision`` counts what the passage has said so far, whatever the language; what the template or the partnership
    says is 0. A language whose revision is not the highest of its code is stale.
    """

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="passages")
    code = models.CharField(max_length=200)
    language = models.CharField(max_length=20)
    text = models.TextField()
    revision = models.PositiveIntegerField(default=1)
    told = models.JSONField(default=dict, help_text="its numbers as they were when it was edited, by figure")
    changed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    changed_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["edition", "code", "language"], name="one_passage_a_language")]

    def __str__(self) -> str:
        return f"{self.code}, {self.language}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        _refuse_if_frozen(self.edition_id)
        super().save(*args, **kwargs)


class Remark(models.Model):
    """What an editor says of a passage to the others; never printed."""

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="remarks")
    code = models.CharField(max_length=200)
    text = models.TextField()
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    written_at = models.DateTimeField()
    settled_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return self.text


class FrozenReport(models.Model):
    """The report of a frozen edition in one language, with every number that it says. Written once, never changed."""

    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="reports")
    language = models.CharField(max_length=20)
    body = models.JSONField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["edition", "language"], name="one_frozen_report_a_language")]

    def __str__(self) -> str:
        return f"{self.edition_id}, {self.language}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if self.pk:
            raise FrozenError(_("A frozen report cannot be changed."))
        super().save(*args, **kwargs)


def _refuse_if_frozen(edition: int | None) -> None:
    if edition and Edition.objects.filter(pk=edition, state=Edition.State.FROZEN).exists():
        raise FrozenError(_("This edition is frozen: it cannot be changed any more."))
