"""Submission, version, journal: a change is proposed, accepted, and never forgotten.

``Partnership`` is an identity; what is said of it stands in its versions. ``Record`` and ``Listing`` are projections of
the version in force and can be thrown away and rebuilt at any time.
"""

from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from rapport.accounts.models import User
from rapport.registry.document import PartnershipDocument


class Partnership(models.Model):
    """The identity of a record. ``id`` is its record number in the sets: order of arrival, no gaps, never reused."""

    id = models.BigIntegerField(primary_key=True)
    public_id = models.CharField(max_length=80)
    origin_key = models.CharField(max_length=400, null=True, unique=True, help_text="origin and key of an import")

    class Meta:
        constraints = [models.UniqueConstraint(Lower("public_id"), name="partnership_id_whatever_its_case")]

    def __str__(self) -> str:
        return self.public_id


class Version(models.Model):
    """An accepted document. Immutable."""

    id = models.BigIntegerField(primary_key=True)
    partnership = models.ForeignKey(Partnership, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    schema_version = models.PositiveSmallIntegerField(default=1)
    body = models.TextField(help_text="canonical JSON")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["partnership", "number"], name="one_version_of_a_number")]

    def __str__(self) -> str:
        return f"{self.partnership} version {self.number}"

    @property
    def document(self) -> PartnershipDocument:
        return PartnershipDocument.model_validate_json(self.body)


class JournalEntry(models.Model):
    """What happened to a record: the log that everything above follows.

    Numbers have no gaps and are given in the order of commits (``journal.py``), so that whoever has seen
    number n has seen all before it.
    """

    class Kind(models.TextChoices):
        REGISTERED = "registered"  # its first version
        CHANGED = "changed"
        CORRECTED = "corrected"  # learned late: happened earlier than it was recorded
        CONFIRMED = "confirmed"  # still true: no new version
        REPORTED = "reported"
        ORGANIZATION_CHANGED = "organization-changed"  # an organization that it lists has another name, type or country

    number = models.BigIntegerField(primary_key=True)
    partnership = models.ForeignKey(Partnership, on_delete=models.PROTECT, related_name="journal")
    kind = models.CharField(max_length=24, choices=Kind)
    happened_on = models.DateField(help_text="when it was so")
    recorded_at = models.DateTimeField(help_text="when we learned it")
    role = models.CharField(max_length=40, blank=True, help_text="who, by role, never by name")
    channel = models.CharField(max_length=40, blank=True, help_text="import, form, desk …")
    version = models.ForeignKey(Version, on_delete=models.PROTECT, null=True, related_name="journal")

    class Meta:
        ordering = ["number"]
        indexes = [
            models.Index(fields=["partnership", "happened_on", "number"], name="journal_in_force"),
            models.Index(fields=["happened_on"], name="journal_by_day"),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.kind}"


class JournalHead(models.Model):
    """One row: the newest numbers given. Its lock puts commits in the order of their numbers (``journal.py``)."""

    number = models.BigIntegerField(default=0, help_text="of the newest journal entry")
    partnership = models.BigIntegerField(default=0)
    version = models.BigIntegerField(default=0)
    projected_on = models.DateField(null=True, help_text="the day for which the projections stand")

    def __str__(self) -> str:
        return str(self.number)


class Submission(models.Model):
    """A proposed document, held against the version in force. ``lifecycle.py`` alone moves it from state to state."""

    class Kind(models.TextChoices):
        REGISTRATION = "registration", _("registration")
        CHANGE = "change", _("change")
        REPORT = "report", _("progress report")
        ENDING = "ending", _("end")

    class State(models.TextChoices):
        SUBMITTED = "submitted", _("waits for the desk")
        ASKED = "asked", _("waits for an answer")
        RETURNED = "returned", _("returned to be reworked")
        DECLINED = "declined", _("declined")
        ACCEPTED = "accepted", _("accepted")
        WITHDRAWN = "withdrawn", _("withdrawn")
        SUPERSEDED = "superseded", _("replaced by a newer one")

    kind = models.CharField(max_length=12, choices=Kind, default=Kind.REGISTRATION)
    origin_key = models.CharField(max_length=400, null=True, db_index=True)
    public_id = models.CharField(max_length=80, blank=True, help_text="the id that was asked for")
    partnership = models.ForeignKey(Partnership, on_delete=models.PROTECT, null=True, related_name="submissions")
    base = models.ForeignKey(Version, on_delete=models.PROTECT, null=True, related_name="proposals")
    version = models.OneToOneField(Version, on_delete=models.PROTECT, null=True, related_name="submission")
    body = models.TextField(blank=True, help_text="the proposed document; empty where the version says the same")
    enclosed = models.JSONField(default=dict, help_text="what comes with it: organizations by key, confirmation")
    state = models.CharField(max_length=12, choices=State, default=State.SUBMITTED, db_index=True)
    role = models.CharField(max_length=40, blank=True)
    channel = models.CharField(max_length=40, blank=True)
    submitted_at = models.DateTimeField()
    author = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="submissions")
    owner = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="cases")
    rule_set = models.CharField(max_length=80, blank=True, help_text="against which it is screened: code/version")

    def __str__(self) -> str:
        return f"{self.public_id or self.origin_key} ({self.state})"

    @property
    def document(self) -> PartnershipDocument:
        """What is proposed."""
        if not self.body and self.version:
            return self.version.document
        return PartnershipDocument.model_validate_json(self.body)

    @property
    def is_open(self) -> bool:
        """Nobody has decided yet."""
        return self.state in OPEN_STATES


OPEN_STATES = (Submission.State.SUBMITTED, Submission.State.ASKED, Submission.State.RETURNED)


class CaseEntry(models.Model):
    """What happened to a submission: who did what, when, against which rules. Never changed, never taken away."""

    class Kind(models.TextChoices):
        SENT = "sent", _("sent in")
        CLAIMED = "claimed", _("taken on")
        RELEASED = "released", _("given back to the queue")
        ADVISED = "advised", _("advice")
        NOTED = "noted", _("note of the desk")
        ASKED = "asked", _("asked for more")
        ANSWERED = "answered", _("answer")
        RETURNED = "returned", _("returned to be reworked")
        DECLINED = "declined", _("declined")
        APPEALED = "appealed", _("appealed")
        ACCEPTED = "accepted", _("accepted")
        WITHDRAWN = "withdrawn", _("withdrawn")
        SUPERSEDED = "superseded", _("replaced by a newer one")

    submission = models.ForeignKey(Submission, on_delete=models.CASCADE, related_name="entries")
    kind = models.CharField(max_length=12, choices=Kind)
    at = models.DateTimeField()
    author = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")
    role = models.CharField(max_length=40, blank=True)
    channel = models.CharField(max_length=40, blank=True)
    text = models.TextField(blank=True)
    told = models.JSONField(default=dict, help_text="the document sent, findings, advice for or against, rule set")

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.kind} {self.submission_id}"

    @property
    def is_for_applicant(self) -> bool:
        """Notes and advice stay at the desk; so does who took the case on."""
        return self.kind not in (self.Kind.NOTED, self.Kind.ADVISED, self.Kind.CLAIMED, self.Kind.RELEASED)


class Record(models.Model):
    """Projection: the version in force, and what lists and cards show of it."""

    partnership = models.OneToOneField(Partnership, on_delete=models.CASCADE, primary_key=True, related_name="record")
    version = models.ForeignKey(Version, on_delete=models.CASCADE, related_name="+")
    card = models.TextField(help_text="JSON: see cards.py")
    confirmed_on = models.DateField(null=True)
    confirmed_by_role = models.CharField(max_length=40, blank=True)
    reported_on = models.DateField(null=True)

    def __str__(self) -> str:
        return str(self.partnership_id)


class Listing(models.Model):
    """Projection: one organization in one partnership."""

    partnership = models.ForeignKey(Partnership, on_delete=models.CASCADE, related_name="listings", db_index=False)
    organization = models.ForeignKey("organizations.Organization", on_delete=models.PROTECT, related_name="listings")
    is_lead = models.BooleanField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["partnership", "organization"], name="one_listing_of_an_organization")
        ]

    def __str__(self) -> str:
        return f"{self.organization_id} in {self.partnership_id}"


class BadRow(models.Model):
    """A row of an import that could not be taken, kept word for word for repair."""

    file = models.TextField()
    line = models.PositiveIntegerField()
    column = models.TextField(blank=True)
    value = models.TextField(blank=True)
    problem = models.TextField()
    remedy = models.TextField(blank=True)
    row = models.JSONField(default=dict)
    imported_at = models.DateTimeField()
    fingerprint = models.CharField(max_length=64, unique=True, help_text="so that the same file twice keeps it once")

    def __str__(self) -> str:
        return f"{self.file} line {self.line}: {self.problem}"
