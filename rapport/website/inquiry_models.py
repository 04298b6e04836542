"""What visitors write to the secretariat."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class Inquiry(models.Model):
    """A message of a visitor. Theirs are a name and a mailbox, so it is forgotten when it has done its work."""

    class State(models.TextChoices):
        OPEN = "open", _("waits for an answer")
        ANSWERED = "answered", _("answered")
        CLOSED = "closed", _("closed without an answer")

    name = models.TextField()
    email = models.TextField()
    language = models.CharField(max_length=12)
    text = models.TextField()
    page = models.CharField(max_length=400, blank=True, help_text="the path of the page that it was written from")
    asked_at = models.DateTimeField()
    state = models.CharField(max_length=12, choices=State, default=State.OPEN, db_index=True)
    answer = models.TextField(blank=True)
    decided_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    follows = models.ForeignKey("self", on_delete=models.SET_NULL, null=True, related_name="followed_by")

    def __str__(self) -> str:
        return f"inquiry {self.pk}"
