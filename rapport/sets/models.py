"""The index at rest. All of it can be thrown away at any time: it is made again from the journal.

The database stores, Python counts: a row is a bitmap, and no query here joins anything but the one row that says
where the index stands.
"""

from django.db import models


class IndexState(models.Model):
    """One row: where the stored index stands. ``epoch`` is another after every rebuild, ``format`` after new rules."""

    format = models.TextField()
    epoch = models.CharField(max_length=32)
    number = models.BigIntegerField(help_text="the newest journal entry that the stored bitmaps know")
    day = models.DateField(help_text="the day whose versions in force they hold")

    def __str__(self) -> str:
        return f"{self.epoch} at {self.number}"


class IndexPart(models.Model):
    """A set of a facet value, a digit of a number, or an order: read whole when a worker starts."""

    name = models.TextField(primary_key=True)
    body = models.BinaryField()

    def __str__(self) -> str:
        return self.name


class TokenBitmap(models.Model):
    """The records of a word, a stem or an organization: read when asked for.

    Tokens are bytes (UTF-8), so that both databases order them alike and a prefix is a range.
    """

    token = models.BinaryField(primary_key=True)
    wide = models.BinaryField(help_text="in any text; of an organization, listed")
    narrow = models.BinaryField(help_text="in the name; of an organization, leading")
    listings = models.PositiveIntegerField(null=True, help_text="of an organization: how many list it")

    class Meta:
        indexes = [models.Index(fields=["-listings"], name="organizations_by_listings")]

    def __str__(self) -> str:
        return bytes(self.token).decode()


class IndexDoc(models.Model):
    """A record as it is since the stored bitmaps were last folded; no body where it is not in force."""

    record = models.BigIntegerField(primary_key=True)
    number = models.BigIntegerField(db_index=True, help_text="the newest journal entry when it was derived")
    day = models.DateField(help_text="the day as at which it was derived")
    body = models.BinaryField(null=True)

    def __str__(self) -> str:
        return f"{self.record} at {self.number}"
