"""A job's row: who is at it, and when it ran."""

from django.db import models


class Job(models.Model):
    """What a name of the program stands at. A row is made when the job first falls due."""

    name = models.CharField(max_length=80, primary_key=True)
    due_at = models.DateTimeField(null=True, help_text="not before: the next time, or a pause after a failure")
    # A lease is real time: a rule's day that stands still or jumps must not prolong it.
    leased_until = models.DateTimeField(null=True)
    claim = models.CharField(max_length=32, blank=True, help_text="whose lease it is")
    started_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)
    failures = models.PositiveIntegerField(default=0, help_text="in a row")
    error = models.TextField(blank=True, help_text="of the last run: empty if it went well")

    def __str__(self) -> str:
        return self.name


class DayDone(models.Model):
    """A daily job has run on a day of the rules: however the clock jumps, it does not run on that day again."""

    job = models.ForeignKey(Job, on_delete=models.CASCADE, related_name="days")
    day = models.DateField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["job", "day"], name="work_day_done_once")]

    def __str__(self) -> str:
        return f"{self.job_id} {self.day}"
