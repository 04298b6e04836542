"""The outbox: a letter is a row before it is a mail. And what came in, kept whole."""

from datetime import datetime
from typing import Any, Self

from django.db import models
from django.db.models import Q
from django.utils.safestring import SafeString

from rapport.mail import markdown


class LetterQuerySet(models.QuerySet["Letter"]):
    def about(self, reference: str) -> Self:
        """Letters that speak of ``submission:12``, newest first."""
        return self.filter(about=reference).order_by("-pk")

    def to_person(self, person: str) -> Self:
        return self.filter(person=person).order_by("-pk")

    def held(self) -> Self:
        return self.filter(state=Letter.State.HELD)

    def waiting(self) -> Self:
        return self.filter(state__in=(Letter.State.WAITING, Letter.State.SENDING))

    def uncertain(self) -> Self:
        return self.filter(state=Letter.State.UNCERTAIN)

    def failed(self) -> Self:
        """Letters that an officer should know of: they did not arrive, or nobody knows."""
        return self.filter(state__in=(Letter.State.UNCERTAIN, Letter.State.REFUSED, Letter.State.BOUNCED))

    def due(self, now: datetime, *, longest_pause: Any) -> Self:
        """Waiting letters that may go out. A pause longer than any was set by a clock that was ahead."""
        may = Q(next_at=None) | Q(next_at__lte=now) | Q(next_at__gt=now + longest_pause)
        return self.filter(Q(not_before=None) | Q(not_before__lte=now), may, state=Letter.State.WAITING).order_by("pk")


class Letter(models.Model):
    """One mail to one person."""

    class State(models.TextChoices):
        HELD = "held"  # waits to be proof-read
        WAITING = "waiting"
        SENDING = "sending"  # a worker has it, until its lease ends
        SENT = "sent"
        UNCERTAIN = "uncertain"  # handed over, and nobody heard whether it was taken: not sent again by itself
        REFUSED = "refused"
        BOUNCED = "bounced"
        CANCELLED = "cancelled"

    key = models.CharField(max_length=200, unique=True, null=True, help_text="written once only")
    message_id = models.CharField(max_length=200, unique=True, help_text="without < and >; the same at every attempt")
    template = models.CharField(max_length=80, blank=True, help_text="empty: somebody wrote it")
    email = models.TextField()
    name = models.TextField(blank=True)
    language = models.CharField(max_length=12)
    person = models.CharField(max_length=40, blank=True, db_index=True, help_text="opaque: user:12")
    about = models.CharField(max_length=120, blank=True, db_index=True)
    topic = models.CharField(max_length=120, blank=True, help_text="whose handler a reply goes to: case:12")
    subject = models.TextField()
    body = models.TextField(help_text="Markdown")
    unsubscribe = models.TextField(blank=True, help_text="where who gets it can say: no more of these")
    is_secret = models.BooleanField(default=False, help_text="it opens a door: its body is forgotten once it is sent")
    state = models.CharField(max_length=12, choices=State, default=State.WAITING)
    written_at = models.DateTimeField()
    not_before = models.DateTimeField(null=True)
    attempts = models.PositiveIntegerField(default=0)
    first_tried_at = models.DateTimeField(null=True)
    next_at = models.DateTimeField(null=True, help_text="of the next attempt, after one that failed")
    claim = models.CharField(max_length=32, blank=True)
    leased_until = models.DateTimeField(null=True, help_text="real time")
    handed_over_at = models.DateTimeField(null=True, help_text="from then on it may have been taken")
    sent_at = models.DateTimeField(null=True)
    answer = models.TextField(blank=True, help_text="the last that a mail server said of it")

    objects = LetterQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["state", "id"])]

    def __str__(self) -> str:
        return f"{self.template} {self.pk}"

    def as_text(self) -> str:
        """The body as plain text, as its text part says it."""
        return markdown.to_text(self.body)

    def as_html(self) -> SafeString:
        """The body as HTML for a page or a mail, in its language and direction; nothing in it is active."""
        return markdown.to_html(self.body, language=self.language)


class Enclosure(models.Model):
    """A file that goes with a letter."""

    letter = models.ForeignKey(Letter, on_delete=models.CASCADE, related_name="enclosures")
    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=100, help_text="media type")
    content = models.BinaryField()

    def __str__(self) -> str:
        return self.name


class Outage(models.Model):
    """The one row that says that the mail server cannot be reached: letters wait, and none is blamed for it."""

    since = models.DateTimeField()
    attempts = models.PositiveIntegerField(default=1)
    next_at = models.DateTimeField()
    answer = models.TextField(blank=True)

    def __str__(self) -> str:
        return f"since {self.since}"


class IncomingQuerySet(models.QuerySet["Incoming"]):
    def in_quarantine(self) -> Self:
        """What an officer must look at, oldest first."""
        return self.filter(state=Incoming.State.QUARANTINED).order_by("pk")

    def left_over(self) -> Self:
        """Taken, but the worker died before it was decided."""
        return self.filter(state=Incoming.State.TAKEN).order_by("pk")


class Incoming(models.Model):
    """A mail that came in, kept whole, and what became of it."""

    class State(models.TextChoices):
        TAKEN = "taken"  # kept, not yet decided
        HANDLED = "handled"
        SET_ASIDE = "set-aside"  # needs nobody: automatic replies
        QUARANTINED = "quarantined"
        DISCARDED = "discarded"

    class Kind(models.TextChoices):
        REPLY = "reply"
        BOUNCE = "bounce"
        DELAY = "delay"
        AUTOMATIC = "automatic"
        LOOP = "loop"
        OTHER = "other"

    class Reason(models.TextChoices):
        """Why it is in quarantine."""

        UNKNOWN_ADDRESS = "unknown-address"  # no signed address: mail of anybody
        NO_TOPIC = "no-topic"  # an answer to a letter that expects none
        NO_HANDLER = "no-handler"
        HANDLER_FAILED = "handler-failed"
        LOOP = "loop"
        TOO_MANY = "too-many"
        TOO_BIG = "too-big"
        UNREADABLE = "unreadable"
        UNCLEAR_BOUNCE = "unclear-bounce"
        EMPTY = "empty"

    fingerprint = models.CharField(max_length=64, unique=True)
    message_id = models.TextField(blank=True)
    sender = models.TextField(blank=True, help_text="of the envelope; empty for bounces")
    recipients = models.JSONField(default=list)
    from_email = models.TextField(blank=True, db_index=True)
    from_name = models.TextField(blank=True)
    subject = models.TextField(blank=True)
    text = models.TextField(blank=True, help_text="what is new in it, without what it quotes")
    attachments = models.JSONField(default=list, help_text="name, kind, size")
    raw = models.BinaryField()
    received_at = models.DateTimeField()
    state = models.CharField(max_length=12, choices=State, default=State.TAKEN, db_index=True)
    kind = models.CharField(max_length=12, choices=Kind, default=Kind.OTHER)
    reason = models.CharField(max_length=20, choices=Reason, blank=True)
    note = models.TextField(blank=True, help_text="what a handler or an officer said of it")
    letter = models.ForeignKey(Letter, on_delete=models.SET_NULL, null=True, related_name="answers")
    topic = models.CharField(max_length=120, blank=True)
    decided_at = models.DateTimeField(null=True)

    objects = IncomingQuerySet.as_manager()

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"
