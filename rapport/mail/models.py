"""The outbox: a letter is a row before it is a mail."""

from django.db import models


class Letter(models.Model):
    """One mail to one person."""

    class State(models.TextChoices):
        HELD = "held"  # waits to be proof-read
        WAITING = "waiting"

    key = models.CharField(max_length=200, unique=True, null=True, help_text="written once only")
    template = models.CharField(max_length=80)
    email = models.TextField()
    name = models.TextField(blank=True)
    language = models.CharField(max_length=12)
    person = models.CharField(max_length=40, blank=True, db_index=True, help_text="opaque: user:12")
    about = models.CharField(max_length=120, blank=True, db_index=True)
    topic = models.CharField(max_length=120, blank=True, help_text="whose handler a reply goes to: case:12")
    subject = models.TextField()
    body = models.TextField(help_text="Markdown")
    state = models.CharField(max_length=12, choices=State, default=State.WAITING)
    written_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.template} {self.pk}"
