"""What officers type at the desk of upkeep, read with a sentence for what is wrong."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Self

from django.utils.translation import gettext as _

from rapport.accounts.models import User
from rapport.lib.dates import PartialDate
from rapport.lib.texts import clean_line, clean_text
from rapport.upkeep.addressees import ROLES
from rapport.upkeep.answering import ENDS, End
from rapport.upkeep.forms import Form, check_email, read_day
from rapport.upkeep.models import Answer, Statement
from rapport.upkeep.taking_down import Said

KINDS = (Answer.Kind.TRUE, Answer.Kind.CHANGED, Answer.Kind.ENDED, Answer.Kind.NOT_ME)
_LONGEST = 10_000


@dataclass
class StatementForm(Form):
    """What somebody said by telephone, letter or in person."""

    kind: str = ""
    person: str = ""
    email: str = ""
    role: str = ""
    channel: str = ""
    on: str = ""
    evidence: str = ""
    status: str = ""
    ended_on: str = ""
    successor: str = ""
    sentence: str = ""

    @classmethod
    def read(cls, given: Mapping[str, str]) -> Self:
        names = ("kind", "person", "email", "role", "channel", "on", "evidence", "status", "ended_on", "successor")
        return cls(**{name: clean_text(given.get(name, ""))[:_LONGEST] for name in names})

    def said(self, *, today: date, user: User | None) -> Said | None:
        """The statement, or ``None`` and a sentence."""
        day, self.sentence = read_day(self.on, today=today)
        if self.kind not in KINDS:
            self.sentence = _("Choose what was said.")
        elif not self.person:
            self.sentence = _("Write who said it. The name is seen by officers alone.")
        elif self.email and user is None:
            self.sentence = _("Nobody is known by that address: correct it, or leave it empty.")
        elif self.role not in ROLES.values():
            self.sentence = _("Choose in which role.")
        elif self.channel not in dict(Statement.CHANNELS):
            self.sentence = _("Choose how it was said: by telephone, by letter or in person.")
        elif not self.evidence:
            self.sentence = _("Write what was said, and where it can be found again.")
        if self.sentence or day is None:
            return None
        said = Said(Answer.Kind(self.kind), self.person, self.role, self.channel, day, self.evidence, user)
        return self._with_end(said) if said.kind == Answer.Kind.ENDED else said

    def _with_end(self, said: Said) -> Said | None:
        try:
            if self.status not in ENDS:
                raise ValueError(self.status)
            return replace(said, end=End(self.status, PartialDate.typed(self.ended_on), self.successor))
        except ValueError:
            self.sentence = _("Write how and when it ended: 2009, 2009-06 or 2009-06-30.")
            return None


@dataclass
class RoundForm(Form):
    title: str = ""
    query: str = ""
    words: str = ""
    sentence: str = ""

    @classmethod
    def read(cls, given: Mapping[str, str]) -> Self:
        form = cls(*(clean_text(given.get(name, ""))[:2000] for name in ("title", "query", "words")))
        form.sentence = "" if form.title else _("Give the round a title: it stands in the subject of the letters.")
        return form


@dataclass
class FoundForm(Form):
    """Whom an officer found."""

    email: str = ""
    name: str = ""
    sentence: str = ""

    @classmethod
    def read(cls, given: Mapping[str, str]) -> Self:
        form = cls(given.get("email", "").strip()[:400], clean_line(given.get("name", ""))[:200])
        form.sentence = check_email(form.email)
        return form
