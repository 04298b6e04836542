"""Links to pages elsewhere, who suggested them, and what the checker of links knows of every address outside."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Self

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey

from rapport.content.forms import EntryForm
from rapport.content.models import Entry, Text
from rapport.website.link_addresses import LONGEST, AddressError, read_page_url
from rapport.website.spoken_languages import SpokenField

LONGEST_PAUSE = timedelta(days=9)  # between two questions to one address


class Link(Entry):
    """A page elsewhere. Who reads the list goes there, not to us."""

    kind = "link"
    taken_slugs = ("suggest",)
    base_form_class = EntryForm

    # A draft may be without; two links to the same page there are never.
    url = models.CharField(
        _("address on the web"), max_length=LONGEST, null=True, unique=True,
        error_messages={"unique": _("There is a link to this page already.")},
    )  # fmt: skip
    speaks = SpokenField(_("languages of that page"), help_text=_("Others than those of this site by their codes: sw"))

    class Meta:
        verbose_name, verbose_name_plural = _("link"), _("links")

    def clean(self) -> None:
        super().clean()
        self.url = clean_url(self.url)


def clean_url(typed: str | None) -> str | None:
    """For the form of an entry: the address in the form in which it is kept, or the sentence at its field."""
    try:
        return read_page_url(typed) if typed else None
    except AddressError as error:
        raise ValidationError({"url": str(error)}) from None


class LinkText(Text):
    entry = ParentalKey(Link, on_delete=models.CASCADE, related_name="texts")

    class Meta(Text.Meta):
        constraints = [models.UniqueConstraint(fields=["entry", "language"], name="one_link_text_a_language")]


class Suggestion(models.Model):
    """A link that a visitor suggested. Apart from the link, for what a revision once held it holds for ever."""

    link = models.OneToOneField(Link, on_delete=models.CASCADE, related_name="suggestion")
    email = models.EmailField(blank=True, help_text="empty: they want to hear nothing, or were told, or time is over")
    language = models.CharField(max_length=12, help_text="of the form, and so of the letter")
    suggested_on = models.DateField()
    decided_on = models.DateField(null=True, help_text="when it was published")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(decided_on=None) | Q(email=""), name="told_suggesters_are_forgotten")
        ]

    def __str__(self) -> str:
        return f"{self.link_id}, {self.suggested_on}"


class OutsideQuerySet(models.QuerySet["OutsideAddress"]):
    def due(self, now: datetime) -> Self:
        """Those to be asked, longest due first. A pause longer than any was set by a clock that was ahead."""
        return self.filter(Q(next_at__lte=now) | Q(next_at__gt=now + LONGEST_PAUSE)).order_by("next_at", "pk")


class OutsideAddress(models.Model):
    """An address that public entries lead to: asked once, in however many of them it stands."""

    class State(models.TextChoices):
        NEW = "new", _("not asked yet")
        ALIVE = "alive", _("alive")
        MOVED = "moved", _("moved")
        FAILING = "failing", _("did not answer lately")
        DEAD = "dead", _("dead")
        UNCERTAIN = "uncertain", _("uncertain")
        REFUSED = "refused", _("not asked by us")

    url = models.CharField(max_length=LONGEST, unique=True)
    host = models.CharField(max_length=255, db_index=True)
    state = models.CharField(max_length=12, choices=State, default=State.NEW)
    why = models.CharField(max_length=20, blank=True, help_text="of the last answer: its status, or a word")
    moved_to = models.CharField(max_length=LONGEST, blank=True)
    alive_on = models.DateField(null=True, help_text="when it was last seen")
    failing_since = models.DateField(null=True)
    failures = models.PositiveIntegerField(default=0, help_text="in a row")
    times_gone = models.PositiveIntegerField(default=0, help_text="in a row: it said itself that it is gone")
    next_at = models.DateTimeField(db_index=True, help_text="when it is asked again; who moves it on has claimed it")

    objects = OutsideQuerySet.as_manager()

    def __str__(self) -> str:
        return self.url


class Mention(models.Model):
    """Where an address stands: in an entry, named by its kind and number (an entry may change its own address)."""

    address = models.ForeignKey(OutsideAddress, on_delete=models.CASCADE, related_name="mentions")
    kind = models.CharField(max_length=40)
    number = models.PositiveBigIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "number", "address"], name="one_mention_of_an_address")]

    def __str__(self) -> str:
        return f"{self.kind} {self.number}"
