"""Events, what calendars are told of them, who proposed them, and who comes."""

from datetime import date, timedelta
from typing import Any, Self
from urllib.parse import urlsplit
from uuid import uuid4

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import MinValueValidator
from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.fields import RichTextField

from rapport.content.codes import CodesField
from rapport.content.forms import EntryForm
from rapport.content.models import Entry, Text
from rapport.content.rich_text import FEATURES
from rapport.events.places import name_country
from rapport.events.times import When, find_mistakes
from rapport.events.zones import choose_zones
from rapport.lib.addresses import mask_addresses
from rapport.lib.alphabet import place_of
from rapport.vocabularies.schemes import scheme


def make_uid() -> str:
    """What calendars know an event by, made once. Two registries never give the same."""
    return f"{uuid4()}@{urlsplit(settings.WAGTAILADMIN_BASE_URL).hostname or 'localhost'}"


def choose_countries() -> list[tuple[str, str]]:
    return sorted(((term.code, term.label()) for term in scheme("countries")), key=lambda choice: place_of(choice[1]))


def choose_regions() -> list[tuple[str, str]]:
    return [(term.code, term.label()) for term in scheme("regions")]


class Event(Entry):
    """Something to go to, of whole days or with times by the clocks of its zone."""

    class Kind(models.TextChoices):
        SESSION = "session", _("Session")
        WORKSHOP = "workshop", _("Workshop")
        MEETING = "meeting", _("Meeting")
        EXPERT_GROUP = "expert-group", _("Expert group")
        FAIR = "fair", _("Fair")
        OTHER = "other", _("Other event")

    class Status(models.TextChoices):
        CONFIRMED = "confirmed", _("Confirmed")
        TENTATIVE = "tentative", _("Not yet sure")
        CANCELLED = "cancelled", _("Cancelled")

    kind = "event"
    taken_slugs = ("month", "propose", "sign-ups")
    base_form_class = EntryForm

    kind_of = models.CharField(_("kind"), max_length=20, choices=Kind, default=Kind.MEETING)
    status = models.CharField(
        _("status"), max_length=20, choices=Status, default=Status.CONFIRMED,
        help_text=_("A cancelled event stays on the pages and tells the calendars that have it. Do not delete it."),
    )  # fmt: skip
    starts_on = models.DateField(_("first day"))
    starts_at = models.TimeField(_("start"), null=True, blank=True, help_text=_("Empty: it is of whole days."))
    ends_on = models.DateField(_("last day"), null=True, blank=True, help_text=_("Empty: the first day is the last."))
    ends_at = models.TimeField(_("end"), null=True, blank=True)
    time_zone = models.CharField(
        _("time zone"), max_length=64, choices=choose_zones, default="UTC", help_text=_("Of the place where it is.")
    )
    last_on = models.DateField(
        editable=False, db_index=True, help_text="the last day, also where only the first is given"
    )
    country = models.CharField(_("country"), max_length=2, choices=choose_countries, blank=True)
    regions = CodesField(_("regions"), choices_of=choose_regions)
    online = models.URLField(_("address online"), max_length=500, blank=True, help_text=_("Where it is on the web."))
    takes_sign_ups = models.BooleanField(_("takes sign-ups"), default=False)
    places = models.PositiveIntegerField(
        _("places"), null=True, blank=True, validators=[MinValueValidator(1)], help_text=_("Empty: there is no limit.")
    )
    sign_up_until = models.DateField(
        _("sign-up until"), null=True, blank=True, help_text=_("Empty: until the day before it begins.")
    )
    uid = models.CharField(max_length=255, unique=True, default=make_uid, editable=False)

    class Meta:
        verbose_name, verbose_name_plural = _("event"), _("events")

    @property
    def when(self) -> When:
        return When(self.starts_on, self.starts_at, self.ends_on, self.ends_at, self.time_zone)

    @property
    def last_sign_up_on(self) -> date:
        """The last day on which anybody can sign up."""
        return self.sign_up_until or self.starts_on - timedelta(days=1)

    @property
    def is_cancelled(self) -> bool:
        return self.status == self.Status.CANCELLED

    def sort_day(self) -> date | None:
        return self.starts_on

    def names_beside(self, language: str) -> str:
        return name_country(self.country, language)

    def feed_day(self) -> date | None:
        return self.first_published_at.date() if self.first_published_at else None

    def clean(self) -> None:
        super().clean()
        mistakes = find_mistakes(self.starts_on, self.starts_at, self.ends_on, self.ends_at, self.time_zone)
        if not mistakes and self.sign_up_until and self.starts_on and self.sign_up_until > self.when.last_on:
            mistakes["sign_up_until"] = gettext("Nobody can sign up once the event is over: choose an earlier day.")
        if mistakes:
            raise ValidationError(mistakes)

    def save(self, *args: Any, **options: Any) -> None:
        self.last_on = self.when.last_on
        super().save(*args, **options)


class EventText(Text):
    spoken = ("title", "summary", "place", "body", "outcome")

    entry = ParentalKey(Event, on_delete=models.CASCADE, related_name="texts")
    place = models.CharField(_("place"), max_length=300, blank=True, help_text=_("Building, street, city."))
    body = RichTextField(_("text"), blank=True, features=FEATURES)
    outcome = RichTextField(
        _("outcome"), blank=True, features=FEATURES,
        help_text=_("What came of it. The pages of its partnerships show it too."),
    )  # fmt: skip

    class Meta(Text.Meta):
        constraints = [models.UniqueConstraint(fields=["entry", "language"], name="one_event_text_a_language")]

    def save(self, *args: Any, **options: Any) -> None:
        for name in self.spoken:
            setattr(self, name, mask_addresses(getattr(self, name)))
        super().save(*args, **options)


class Notice(models.Model):
    """What calendars are told of an event that is or was public. It outlives the event."""

    uid = models.CharField(max_length=255, unique=True)
    slug = models.CharField(max_length=80, db_index=True)
    sequence = models.PositiveIntegerField(default=0)
    is_withdrawn = models.BooleanField(default=False, help_text="no longer public: told as cancelled")
    told = models.TextField(help_text="announcing.Told as JSON")
    changed_at = models.DateTimeField(help_text="real time")

    def __str__(self) -> str:
        return f"{self.uid} {self.sequence}"


class Proposal(models.Model):
    """An event that somebody who speaks for a partnership wrote, and what became of it.

    It stands beside the event, not in it: publishing an older revision would bring an older state back.
    """

    class State(models.TextChoices):
        WAITING = "waiting"
        PUBLISHED = "published"
        DECLINED = "declined"

    event = models.OneToOneField(Event, on_delete=models.CASCADE, related_name="proposal")
    proposed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    partnership = models.CharField(max_length=80)
    language = models.CharField(max_length=12)
    proposed_at = models.DateTimeField()
    state = models.CharField(max_length=12, choices=State, default=State.WAITING, db_index=True)
    reason = models.TextField(blank=True, help_text="why it was declined, as its proposer was told")

    def __str__(self) -> str:
        return f"{self.partnership} {self.state}"


class SignUpQuerySet(models.QuerySet["SignUp"]):
    """Questions about those who want to come."""

    def confirmed(self) -> Self:
        return self.exclude(confirmed_at=None)

    def coming(self) -> Self:
        return self.confirmed().filter(has_place=True)

    def waiting(self) -> Self:
        """Those for whom there is no place yet, in the order in which they get one."""
        return self.confirmed().filter(has_place=False).order_by("confirmed_at", "pk")


class SignUp(models.Model):
    """Somebody who wants to come. Who no longer does has no row."""

    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="sign_ups")
    name = models.CharField(max_length=200)
    email = models.CharField(max_length=254)
    folded_email = models.CharField(max_length=254, db_index=True, help_text="one mailbox, whatever its case")
    organization = models.CharField(max_length=300, blank=True)
    note = models.TextField(blank=True)
    language = models.CharField(max_length=12)
    asked_at = models.DateTimeField()
    confirmed_at = models.DateTimeField(null=True, help_text="when the link in the letter was pressed")
    has_place = models.BooleanField(default=False)

    objects = SignUpQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["event", "folded_email"], name="one_sign_up_of_a_mailbox")]

    def __str__(self) -> str:
        return f"sign-up {self.pk}"

    @property
    def reference(self) -> str:
        """What letters about it are filed under."""
        return f"sign-up:{self.pk}"
