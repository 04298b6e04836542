"""People and their roles. Pages for them come later; the user model stands from the first migration."""

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.utils.translation import gettext_lazy as _


class User(AbstractUser):
    """A person who signs in. Nothing published names one: versions hold an opaque reference at most."""

    language = models.CharField(_("language"), max_length=12, blank=True, help_text=_("The language of mails."))


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
    granted_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["user", "role", "partnership", "area", "name"], name="one_grant_of_a_role")
        ]

    def __str__(self) -> str:
        return f"{self.role} {self.partnership}".strip()
