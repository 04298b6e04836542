"""What people type on the pages of this room, read with a sentence for what is wrong; what was typed stays."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Self, TypeVar

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _

from rapport.lib.dates import PartialDate
from rapport.lib.texts import clean_line, clean_text, latin_digits
from rapport.upkeep.answering import End

LONGEST_NAME, LONGEST_EMAIL, LONGEST_TEXT = 200, 254, 5000
_Form = TypeVar("_Form", bound="Form")


def read_form(form: type[_Form], given: Mapping[str, str] | None) -> _Form:
    """A form as it was sent, or empty."""
    return form.read({}) if given is None else form.read(given)


class Form:
    """A form that reads what was sent. ``sentence``: what is wrong with it."""

    sentence: str

    @classmethod
    def read(cls, given: Mapping[str, str]) -> Self:
        raise NotImplementedError


def check_email(email: str) -> str:
    """A sentence where this is no address of a mailbox."""
    try:
        validate_email(email)
    except ValidationError:
        return _("“%(email)s” is not an address of mail: write it as name@example.org.") % {"email": email[:80]}
    return _("That address is too long.") if len(email) > LONGEST_EMAIL else ""


def read_day(text: str, *, today: date) -> tuple[date | None, str]:
    """A day up to today, or a sentence."""
    try:
        day = date.fromisoformat(latin_digits(text.strip()))
    except ValueError:
        return None, _("“%(day)s” is not a day: write it as 2010-02-01.") % {"day": text[:40]}
    if day > today:
        return None, _("That day has not come yet.")
    return day, ""


@dataclass
class EndForm(Form):
    status: str = ""
    on: str = ""
    successor: str = ""
    end: End | None = None
    sentence: str = ""

    @classmethod
    def read(cls, given: Mapping[str, str]) -> Self:
        form = cls(given.get("status", "")[:20], given.get("on", "").strip()[:40], given.get("successor", "")[:80])
        form.successor = form.successor.strip()
        try:
            form.end = End(form.status, PartialDate.typed(form.on), form.successor)
        except ValueError:
            form.sentence = _("Write when it ended, as exactly as you know it: 2009, 2009-06 or 2009-06-30.")
        return form


@dataclass
class SuccessorForm(Form):
    email: str = ""
    name: str = ""
    sentence: str = ""

    @classmethod
    def read(cls, given: Mapping[str, str]) -> Self:
        form = cls(given.get("email", "").strip()[:400], clean_line(given.get("name", ""))[:LONGEST_NAME])
        form.sentence = check_email(form.email) if form.email else ""
        return form


@dataclass
class MessageForm(Form):
    """A visitor's message to a focal point. ``trap`` is a field that no person sees or fills."""

    name: str = ""
    email: str = ""
    text: str = ""
    trap: str = field(default="", repr=False)
    sentence: str = ""

    @classmethod
    def read(cls, given: Mapping[str, str]) -> Self:
        form = cls(
            clean_line(given.get("name", ""))[:LONGEST_NAME],
            given.get("email", "").strip()[:400],
            clean_text(given.get("text", "")),
            given.get("website", ""),
        )
        if not form.text or not form.name:
            form.sentence = _("Write your name and your message.")
        elif len(form.text) > LONGEST_TEXT:
            form.sentence = _("The message is too long: %(most)d characters at most.") % {"most": LONGEST_TEXT}
        else:
            form.sentence = check_email(form.email)
        return form
