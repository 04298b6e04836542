"""What is owed, who was asked by which link, what was answered, and what is left for an officer to do."""

from typing import Any

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from rapport.registry.models import Partnership

_User = settings.AUTH_USER_MODEL


class Duty(models.Model):
    """A record owes a word: one row a record and kind, kept in step with the journal (``duties.py``)."""

    class Kind(models.TextChoices):
        CONFIRM = "confirm", _("a yearly word that it is still true")
        REPORT = "report", _("a progress report")

    partnership = models.ForeignKey(Partnership, on_delete=models.CASCADE, related_name="duties", db_index=False)
    kind = models.CharField(max_length=8, choices=Kind)
    since = models.DateField(help_text="the last word, from which the period counts")
    due_on = models.DateField()
    rung = models.PositiveSmallIntegerField(default=0, help_text="how many rungs of the ladder are climbed")
    climbed_on = models.DateField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["partnership", "kind"], name="one_duty_of_a_kind")]
        indexes = [models.Index(fields=["due_on"], name="duty_by_day")]

    def __str__(self) -> str:
        return f"{self.kind} {self.partnership_id} by {self.due_on}"


class Correspondent(models.Model):
    """When a person was last written to: the row whose conditional update keeps letters to one a month."""

    user = models.OneToOneField(_User, on_delete=models.CASCADE, related_name="+")
    written_on = models.DateField(null=True)
    bounced_on = models.DateField(null=True, help_text="the mailbox is gone: nobody is written to there")

    def __str__(self) -> str:
        return f"user {self.user_id}"


class Round(models.Model):
    """An officer asks everybody, or those of a set."""

    title = models.TextField()
    query = models.TextField(blank=True, help_text="canonical query string; empty: the registry")
    words = models.TextField(blank=True, help_text="what the letter says first")
    made_by = models.ForeignKey(_User, on_delete=models.SET_NULL, null=True, related_name="+")
    made_on = models.DateField()
    started_on = models.DateField(null=True)
    stopped_on = models.DateField(null=True, help_text="who was not written to by then gets no letter")

    def __str__(self) -> str:
        return self.title


class Recipient(models.Model):
    """Somebody who gets the letter of a round, once ``written_on`` is set."""

    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="recipients")
    user = models.ForeignKey(_User, on_delete=models.SET_NULL, null=True, related_name="+")
    records = models.PositiveIntegerField()
    written_on = models.DateField(null=True)
    answered_on = models.DateField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["round", "user"], name="one_recipient_of_a_round")]

    def __str__(self) -> str:
        return f"round {self.round_id} to {self.user_id}"


class Link(models.Model):
    """The link of one letter. Its token is this row's number, signed (``links.py``)."""

    user = models.ForeignKey(_User, on_delete=models.CASCADE, related_name="+")
    made_on = models.DateField()
    expires_on = models.DateField()
    revoked_on = models.DateField(null=True)
    is_trial = models.BooleanField(default=False, help_text="an officer's test letter: nothing comes of it")
    round = models.ForeignKey(Round, on_delete=models.SET_NULL, null=True, related_name="links")
    letter = models.BigIntegerField(null=True, db_index=True, help_text="of the outbox")

    def __str__(self) -> str:
        return f"link {self.pk}"


class Asked(models.Model):
    """A person was asked about a record, in a role. ``invited`` is somebody whom another named as successor."""

    INVITED = "invited"

    link = models.ForeignKey(Link, on_delete=models.SET_NULL, null=True, related_name="asked")
    user = models.ForeignKey(_User, on_delete=models.SET_NULL, null=True, related_name="+")
    partnership = models.ForeignKey(Partnership, on_delete=models.CASCADE, related_name="+")
    role = models.CharField(max_length=20)
    asked_on = models.DateField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["link", "partnership"], name="asked_once_by_a_link")]

    def __str__(self) -> str:
        return f"{self.role} of {self.partnership_id}"


class Answer(models.Model):
    """One press of a button. ``press`` is its one-time value, so that a replay is the same as once."""

    class Kind(models.TextChoices):
        TRUE = "true", _("all still true")
        CHANGED = "changed", _("something changed")
        ENDED = "ended", _("it has ended")
        NOT_ME = "not-me", _("not the right person")
        TAKEN_ON = "taken-on", _("took it on")

    press = models.CharField(max_length=40)
    link = models.ForeignKey(Link, on_delete=models.SET_NULL, null=True, related_name="answers")
    partnership = models.ForeignKey(Partnership, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=8, choices=Kind)
    answered_on = models.DateField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["press", "partnership"], name="one_answer_of_a_press")]

    def __str__(self) -> str:
        return f"{self.kind} of {self.partnership_id}"


class Case(models.Model):
    """Something that only an officer can settle. One open case of a kind for each record."""

    class Kind(models.TextChoices):
        NO_ANSWER = "no-answer", _("nobody has answered")
        FIND = "find", _("find a new focal point")
        CHANGE = "change", _("a change, told in words")
        ENDED = "ended", _("said to have ended")
        CONTACT = "contact", _("messages stay unanswered")

    kind = models.CharField(max_length=12, choices=Kind)
    partnership = models.ForeignKey(Partnership, on_delete=models.CASCADE, related_name="+")
    opened_on = models.DateField()
    note = models.TextField(blank=True, help_text="internal: what was said, and by whom")
    proposed = models.JSONField(default=dict, help_text="of an end that waits: status, status_on, successor")
    role = models.CharField(max_length=40, blank=True)
    about = models.ForeignKey(_User, on_delete=models.SET_NULL, null=True, related_name="+")
    owner = models.ForeignKey(_User, on_delete=models.SET_NULL, null=True, related_name="+")
    closed_on = models.DateField(null=True)
    outcome = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["partnership", "kind"],
                condition=models.Q(closed_on=None, kind__in=("no-answer", "find", "contact")),
                name="one_open_upkeep_case",
            )
        ]
        indexes = [models.Index(fields=["closed_on", "opened_on"], name="upkeep_case_queue")]

    def __str__(self) -> str:
        return f"{self.kind} of {self.partnership_id}"


class Statement(models.Model):
    """What an officer took down on behalf of a named person. The name and the evidence are never public."""

    CHANNELS = (("telephone", _("by telephone")), ("letter", _("by letter")), ("in-person", _("in person")))

    partnership = models.ForeignKey(Partnership, on_delete=models.CASCADE, related_name="+")
    person = models.TextField(help_text="who said it")
    user = models.ForeignKey(_User, on_delete=models.SET_NULL, null=True, related_name="+")
    role = models.CharField(max_length=40)
    channel = models.CharField(max_length=12, choices=CHANNELS)
    said_on = models.DateField()
    said = models.CharField(max_length=8, choices=Answer.Kind)
    evidence = models.TextField(help_text="what was said, and where it can be found again")
    taken_by = models.ForeignKey(_User, on_delete=models.SET_NULL, null=True, related_name="+")
    taken_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.said} of {self.partnership_id}, {self.channel}"


class Message(models.Model):
    """A visitor's message to a focal point, relayed by us. Forgotten some time after its answer."""

    partnership = models.ForeignKey(Partnership, on_delete=models.CASCADE, related_name="+")
    name = models.TextField()
    email = models.TextField(help_text="where the answer goes; shown to nobody")
    folded_email = models.TextField(db_index=True)
    language = models.CharField(max_length=12)
    text = models.TextField()
    sent_on = models.DateField()
    answered_on = models.DateField(null=True)

    class Meta:
        indexes = [models.Index(fields=["partnership", "sent_on"], name="message_by_record")]

    def __str__(self) -> str:
        return f"message {self.pk}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.folded_email = self.email.strip().casefold()
        super().save(*args, **kwargs)
