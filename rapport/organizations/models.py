"""The authority file: one row an organization, whatever it is called."""

from collections.abc import Iterable
from typing import Any

from django.db import models
from django.db.models.functions import Lower

from rapport.lib.folding import fold

LONGEST_NAME = 350  # characters of a folded name that are compared


class Organization(models.Model):
    """An organization that partnerships list. ``public_id`` is what documents, bundles and addresses say."""

    public_id = models.CharField(max_length=80)
    name = models.TextField()
    type = models.CharField(max_length=40, blank=True)
    country = models.CharField(max_length=2, blank=True)
    website = models.TextField(blank=True)
    identifiers = models.JSONField(default=list)
    aliases = models.JSONField(default=list)
    folded_name = models.CharField(max_length=LONGEST_NAME, db_index=True, editable=False)
    folded_aliases = models.TextField(default="", editable=False, help_text="a line each, between line feeds")
    match_key = models.CharField(max_length=400, db_index=True, editable=False)

    class Meta:
        ordering = ["public_id"]
        constraints = [models.UniqueConstraint(Lower("public_id"), name="organization_id_whatever_its_case")]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.set_keys()
        super().save(*args, **kwargs)

    def set_keys(self) -> None:
        """What it is searched and matched by. Whoever saves in bulk, past ``save``, calls this."""
        self.folded_name = _folded(self.name)
        self.folded_aliases = fold_aliases(self.aliases)
        self.match_key = match_key(self.name, self.type, self.country)


def fold_aliases(aliases: Iterable[str]) -> str:
    """The other names of an organization, so that one of them is found whole, or by how it begins."""
    folded = [each for each in map(_folded, aliases) if each]
    return "\n".join(["", *folded, ""]) if folded else ""


def match_key(name: str, type_code: str, country: str) -> str:
    """Two listings are one organization if their folded name, type and country agree; else two."""
    return f"{_folded(name)}|{type_code}|{country}"


def _folded(name: str) -> str:
    return fold(name)[:LONGEST_NAME]
