"""What officers type of an edition, read with a sentence for what is wrong; what was typed stays."""

import re
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any, Self

from django.http import HttpRequest
from django.utils.translation import gettext as _

from rapport.exchange.sheets import SheetError
from rapport.lib.texts import clean_line
from rapport.registry.history import find_in_force
from rapport.summary.audit.table import read_table
from rapport.summary.comparing import rows_of
from rapport.summary.editions import languages_of, template_folders, template_of
from rapport.summary.models import Edition
from rapport.summary.narrative.templates import TemplateError
from rapport.upkeep.forms import Form, read_day
from rapport.vocabularies.schemes import scheme

MOST_FEATURED = 50
LARGEST = 5_000_000  # bytes of a table
_APART = re.compile(r"[\s,;،؛、，；]+")


@dataclass
class EditionForm(Form):
    """``featured``: public ids; ``quoted``: reports as “P-0001:2009-06-05”; both apart by spaces, commas or lines."""

    name: str = ""
    template: str = "summary-report"
    as_at: str = ""
    cycle: str = ""
    languages: list[str] = field(default_factory=list)
    featured: str = ""
    quoted: str = ""
    before: str = ""
    sentence: str = ""
    published: list[dict[str, str]] | None = None  # ``None``: no table came along, what is kept stays

    @classmethod
    def read(cls, given: Mapping[str, str]) -> Self:
        form = cls()
        for name in ("name", "template", "as_at", "cycle", "before"):
            setattr(form, name, clean_line(given.get(name, getattr(form, name)))[:200])
        form.featured, form.quoted = given.get("featured", "")[:10_000], given.get("quoted", "")[:10_000]
        form.languages = getattr(given, "getlist", lambda _name: [])("languages")
        return form

    @classmethod
    def of(cls, edition: Edition) -> Self:
        return cls(
            edition.name, edition.template, edition.as_at.isoformat(), edition.cycle, list(edition.languages),
            "\n".join(edition.featured), "\n".join(edition.quoted),
            edition.before.slug if edition.before else "",
        )  # fmt: skip

    def take_table(self, request: HttpRequest) -> None:
        """The table of published figures that came with the form; a sentence where it cannot be read."""
        given = request.FILES.get("published")
        if given is None:
            return
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / f"published{Path(given.name or '').suffix.lower()[:5]}"
            path.write_bytes(given.read(LARGEST))
            try:
                self.published = rows_of(read_table(path))
            except SheetError as error:
                self.sentence = str(error).replace(f"{folder}/", "")

    def put_into(self, edition: Edition, *, today: date) -> bool:
        """Whether all is right; else ``sentence`` says what is not, and the edition is as it was."""
        wrong, self.sentence = self.sentence, ""
        day, self.sentence = read_day(self.as_at, today=today)
        values: dict[str, Any] = {"name": self.name, "template": self.template, "as_at": day, "cycle": self.cycle}
        values["featured"] = self._apart(self.featured)
        values["quoted"] = self._apart(self.quoted)
        before = Edition.objects.filter(slug=self.before, state=Edition.State.FROZEN).first()
        self.sentence = (
            self.sentence or wrong or self._wrong() or self._wrong_ids(values["featured"], values["quoted"], day)
        )
        if self.before and not before:
            self.sentence = self.sentence or _("The edition before must be a frozen one.")
        if self.sentence:
            return False
        values["languages"] = [each for each in languages_of(template_of(self.template)) if each in self.languages]
        for name, value in {**values, "before": before}.items():
            setattr(edition, name, value)
        if self.published is not None:
            edition.published = self.published
        return True

    @staticmethod
    def _apart(text: str) -> list[str]:
        return list(dict.fromkeys(filter(None, _APART.split(text))))

    def _wrong(self) -> str:
        if not self.name:
            return _("Give the edition a name.")
        if self.template not in template_folders():
            return _("Choose one of the templates.")
        if self.cycle not in scheme("cycles"):
            return _("Choose a cycle.")
        try:
            languages = template_of(self.template).texts
        except TemplateError as error:
            return str(error)
        return "" if set(self.languages) & set(languages) else _("Choose at least one language.")

    @staticmethod
    def _wrong_ids(featured: list[str], quoted: list[str], day: date | None) -> str:
        if len(featured) > MOST_FEATURED or len(quoted) > MOST_FEATURED:
            return _("At most %(n)s partnerships can be featured, and as many reports quoted.") % {"n": MOST_FEATURED}
        for public_id in featured:
            if day and find_in_force(public_id[:80], as_at=day) is None:
                return _("There is no partnership “%(id)s” on that day.") % {"id": public_id[:80]}
        for code in quoted:
            public_id, _mark, reported = code.rpartition(":")
            found = find_in_force(public_id[:80], as_at=day) if day else None
            if found and not any(each.reported_on.isoformat() == reported for each in found.document.reports):
                found = None
            if day and found is None:
                return _("There is no report “%(code)s”: write it as P-0001:2009-06-05.") % {"code": code[:100]}
        return ""
