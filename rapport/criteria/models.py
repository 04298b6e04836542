"""Rule sets and their versions. What was once in force never changes: records were screened against it."""

from typing import Any

from django.db import models
from django.db.models import Q

from rapport.criteria.rules import Rules
from rapport.criteria.rules_reading import parse_body


class FrozenError(Exception):
    """A version that is no draft was to be changed or taken away."""


class RuleSet(models.Model):
    """One version of a rule set. ``versions.py`` makes and moves them; whoever refers to one protects it."""

    class State(models.TextChoices):
        DRAFT = "draft"
        IN_FORCE = "in-force"  # from its day on; its end is not known
        RETIRED = "retired"  # its end is known: another takes its place on that day

    code = models.CharField(max_length=40)
    version = models.PositiveIntegerField()
    kind = models.CharField(max_length=40, default="registration", help_text="what it decides")
    in_force_from = models.DateField(null=True)
    in_force_until = models.DateField(null=True, help_text="the first day on which it no longer is")
    body = models.TextField(help_text="canonical JSON: see rules_reading.py")
    state = models.CharField(max_length=10, choices=State, default=State.DRAFT)
    note = models.TextField(blank=True, help_text="why there is this version; not public")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["code", "version"], name="one_rule_set_of_a_version"),
            models.UniqueConstraint(
                fields=["kind", "in_force_from"], condition=~Q(state="draft"), name="one_rule_set_begins_on_a_day"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} version {self.version}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        self._refuse_if_frozen()
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        self._refuse_if_frozen()
        return super().delete(*args, **kwargs)

    @property
    def rules(self) -> Rules:
        return parse_body(self.body)

    @property
    def is_draft(self) -> bool:
        return self.state == self.State.DRAFT

    def _refuse_if_frozen(self) -> None:
        if self.pk and RuleSet.objects.filter(pk=self.pk).exclude(state=self.State.DRAFT).exists():
            raise FrozenError(f"{self} has been in force: it cannot be changed; make a new version from it.")
