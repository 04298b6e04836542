"""What the desk keeps of its own: findings while a case is open, whose intake is whose, what was done in bulk."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from rapport.accounts.models import User
from rapport.registry.models import Partnership, Submission, Version


class Assessment(models.Model):
    """What is found of one criterion, for now. A decision takes a copy of all."""

    submission = models.ForeignKey(Submission, on_delete=models.CASCADE, related_name="assessments")
    criterion = models.CharField(max_length=80)
    verdict = models.CharField(max_length=16, blank=True)
    reason = models.TextField(blank=True)
    author = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["submission", "criterion"], name="one_finding_of_a_criterion")]

    def __str__(self) -> str:
        return f"{self.criterion}: {self.verdict}"


class Intake(models.Model):
    """A partner secretariat screens the submissions that a Query names."""

    title = models.TextField()
    query = models.TextField(help_text="a canonical query string: theme=water&region=africa")
    people = models.ManyToManyField(User, related_name="intakes")

    def __str__(self) -> str:
        return self.title


class BulkChange(models.Model):
    """One thing that an officer did to many records or cases, or to two that became one. Undone at most once."""

    class Kind(models.TextChoices):
        CHANGE = "change", _("bulk change")
        MERGE = "merge", _("merging of two records")
        ASSIGN = "assign", _("giving of cases")

    kind = models.CharField(max_length=12, choices=Kind, default=Kind.CHANGE)
    query = models.TextField(blank=True, help_text="the set, as a canonical query string")
    operation = models.JSONField(default=dict, help_text="field, do, code, rank, on; of cases: officer, before, fates")
    reason = models.TextField()
    made_by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")
    made_at = models.DateTimeField()
    count = models.PositiveIntegerField(default=0)
    undone_by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")
    undone_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"


class BulkItem(models.Model):
    """One record of it: the version before, the version after, and what undoing did."""

    class Fate(models.TextChoices):
        CHANGED = "changed", _("changed")
        RESTORED = "restored", _("put back")
        LEFT = "left", _("left: changed since in the same place")

    change = models.ForeignKey(BulkChange, on_delete=models.CASCADE, related_name="items")
    partnership = models.ForeignKey(Partnership, on_delete=models.CASCADE, related_name="+")
    before = models.ForeignKey(Version, on_delete=models.CASCADE, related_name="+")
    after = models.ForeignKey(Version, on_delete=models.CASCADE, related_name="+")
    fate = models.CharField(max_length=12, choices=Fate, default=Fate.CHANGED)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["change", "partnership"], name="one_item_of_a_record")]

    def __str__(self) -> str:
        return f"{self.partnership_id} in {self.change_id}"
