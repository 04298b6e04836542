"""What the desk keeps of its own: findings while a case is open, and whose intake is whose."""

from django.db import models

from rapport.accounts.models import User
from rapport.registry.models import Submission


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
