"""Drafts: what somebody typed, kept as it was typed."""

import secrets
from typing import Any

from django.core import signing
from django.core.files.storage import Storage, storages
from django.db import models
from django.utils.translation import gettext_lazy as _

from rapport.accounts.models import User
from rapport.registry.models import Partnership, Submission, Version

DESK = "desk"  # the channel of a form that an officer fills in
_SALT = "registration.draft"


def _nonce() -> str:
    return secrets.token_urlsafe(6)


class Draft(models.Model):
    """A form on its way. The link that leads to it is signed, and void as soon as ``nonce`` changes."""

    kind = models.CharField(max_length=12, choices=Submission.Kind, default=Submission.Kind.REGISTRATION)
    nonce = models.CharField(max_length=16, default=_nonce)
    partnership = models.ForeignKey(Partnership, on_delete=models.PROTECT, null=True, related_name="drafts")
    base = models.ForeignKey(Version, on_delete=models.PROTECT, null=True, related_name="+")
    submission = models.ForeignKey(Submission, on_delete=models.SET_NULL, null=True, related_name="drafts")
    author = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="drafts")
    channel = models.CharField(max_length=40, default="form")
    language = models.CharField(max_length=12, help_text="in which it was begun: that of its mails")
    answers = models.JSONField(default=dict, help_text="names of the form to lists of texts, as typed")
    set_aside = models.JSONField(default=dict, help_text="what another window typed and had to give way")
    edition = models.PositiveIntegerField(default=0)
    is_open = models.BooleanField(default=True)
    started_at = models.DateTimeField()
    saved_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"draft {self.pk}"

    @property
    def is_of_desk(self) -> bool:
        """An officer's: its link opens for officers alone, and what it says is published at once."""
        return self.channel == DESK

    @property
    def token(self) -> str:
        """What the link of the draft says: its number and nonce, signed."""
        return signing.Signer(salt=_SALT, sep=".").sign(f"{self.pk}.{self.nonce}")

    @classmethod
    def of_token(cls, token: str) -> "Draft | None":
        """The draft that a link leads to, or nothing where it is forged, damaged or void."""
        try:
            number, _, nonce = signing.Signer(salt=_SALT, sep=".").unsign(token).partition(".")
        except signing.BadSignature:
            return None
        return cls.objects.select_related("partnership", "submission", "base").filter(pk=number, nonce=nonce).first()

    def first(self, name: str) -> str:
        """The one answer to a question that takes one."""
        given: list[Any] = self.answers.get(name) or [""]
        return str(given[-1])


class DraftSave(models.Model):
    """The answers after a save: what a page that shows this edition was given."""

    draft = models.ForeignKey(Draft, on_delete=models.CASCADE, related_name="saves")
    edition = models.PositiveIntegerField()
    answers = models.JSONField()
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["draft", "edition"], name="one_save_of_an_edition")]

    def __str__(self) -> str:
        return f"edition {self.edition} of {self.draft_id}"


def _private() -> Storage:
    return storages["private"]


def _key(_attachment: models.Model, _name: str) -> str:
    """Where a file is kept: by chance, never by what somebody called it."""
    key = secrets.token_hex(20)
    return f"{key[:2]}/{key[2:]}"


class Attachment(models.Model):
    """A file that an applicant enclosed. What it is was read from its bytes (``attaching.py``)."""

    class Purpose(models.TextChoices):
        LOGO = "logo", _("logo")
        COMMITMENT = "commitment", _("letter of commitment")
        OTHER = "other", _("other")

    draft = models.ForeignKey(Draft, on_delete=models.CASCADE, related_name="attachments")
    purpose = models.CharField(max_length=12, choices=Purpose)
    file = models.FileField(storage=_private, upload_to=_key)
    name = models.CharField(max_length=120, help_text="what its sender calls it")
    kind = models.CharField(max_length=100, help_text="media type, by its bytes")
    size = models.PositiveIntegerField(help_text="bytes")
    digest = models.CharField(max_length=64, help_text="SHA-256")
    added_at = models.DateTimeField()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["draft", "purpose", "digest"], name="one_file_of_a_content_and_purpose")
        ]

    def __str__(self) -> str:
        return f"{self.purpose} of draft {self.draft_id}"
