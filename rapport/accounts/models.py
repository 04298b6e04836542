"""People, their roles, and roles offered by mail."""

from datetime import datetime

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from rapport.lib import clock


class User(AbstractUser):
    """A person who signs in. Nothing published names one: versions hold an opaque reference at most.

    ``username`` is opaque too: an address stands in ``email`` alone, so that it can change and be forgotten.
    """

    language = models.CharField(_("language"), max_length=12, blank=True, help_text=_("The language of mails."))

    class Meta(AbstractUser.Meta):
        constraints = [
            models.UniqueConstraint(
                Lower("email"), condition=~models.Q(email=""), name="one_person_of_a_mailbox_whatever_its_case"
            )
        ]

    @property
    def reference(self) -> str:
        """How other rooms name a person without naming anybody."""
        return f"user:{self.pk}"


class Role(models.TextChoices):
    """What a person may be. Rights hang on these words, never on a person."""

    FOCAL_POINT = "focal-point", _("focal point")
    DEPUTY = "deputy", _("deputy focal point")
    OFFICER = "officer", _("officer")
    ADVISER = "adviser", _("adviser")
    EDITOR = "editor", _("editor")
    MODERATOR = "moderator", _("moderator")
    ADMINISTRATOR = "administrator", _("administrator")


class RoleGrant(models.Model):
    """A person holds a role: for one partnership (focal point, deputy), or for the registry (``partnership`` empty)."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="role_grants")
    role = models.CharField(max_length=20, choices=Role)
    partnership = models.CharField(max_length=80, blank=True, help_text=_("Public id; empty: the whole registry."))
    area = models.CharField(max_length=40, blank=True, help_text="a region or country; empty: everywhere")
    name = models.TextField(blank=True, help_text="whom it means, where several people share a mailbox")
    granted_at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["user", "role", "partnership", "area", "name"], name="one_grant_of_a_role")
        ]
        indexes = [models.Index(fields=["partnership", "role"], name="grants_of_a_partnership")]

    def __str__(self) -> str:
        return f"{self.role} {self.partnership}".strip()


class Offer(models.Model):
    """A role offered to a mailbox: taken once, by the link in the letter, which also proves the mailbox."""

    email = models.TextField()
    name = models.TextField(blank=True)
    language = models.CharField(max_length=12, blank=True)
    role = models.CharField(max_length=20, choices=Role)
    partnership = models.CharField(max_length=80, blank=True)
    area = models.CharField(max_length=40, blank=True)
    offered_by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")
    is_hand_over = models.BooleanField(default=False)
    replaces = models.ForeignKey(
        RoleGrant, on_delete=models.SET_NULL, null=True, related_name="successors", help_text="ends when this is taken"
    )
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    taken_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"offer {self.pk}: {self.role} {self.partnership}".strip()

    def is_open(self, now: datetime) -> bool:
        stands = self.replaces_id is not None or not self.is_hand_over
        return stands and self.taken_at is None and self.withdrawn_at is None and now < self.expires_at
