"""Drafts: what somebody typed, kept as it was typed."""

import secrets
from typing import Any

from django.core import signing
from django.db import models

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
