"""The cards of one search, and the words by which each is found."""

from django.db import models

from rapport.content.codes import CodesField


class Card(models.Model):
    """What one search finds of an entry or a page, in one of its languages."""

    kind = models.CharField(max_length=40)
    key = models.CharField(max_length=200)
    language = models.CharField(max_length=12)
    title = models.TextField()
    excerpt = models.TextField(blank=True)
    words = models.TextField(blank=True, help_text="all of them, folded: phrases are looked for here")
    path = models.TextField(help_text="without the language before it")
    day = models.CharField(max_length=10, blank=True, help_text="a year, a month or a day")
    partnerships = CodesField(help_text="those that it speaks of")
    is_fictional = models.BooleanField(default=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "key", "language"], name="one_card_of_a_language")]

    def __str__(self) -> str:
        return f"{self.kind} {self.key} ({self.language})"


class CardWord(models.Model):
    """A word, or the stem of one, by which a card is found; ``in_title`` lets it stand higher."""

    card = models.ForeignKey(Card, on_delete=models.CASCADE, related_name="tokens")
    token = models.CharField(max_length=60)
    in_title = models.BooleanField(default=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["token", "card"], name="one_word_of_a_card")]

    def __str__(self) -> str:
        return self.token
