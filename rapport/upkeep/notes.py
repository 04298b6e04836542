"""What the program itself notes of a case: kept as a code, so that each officer reads it in their own language.

A note is lines; those of a person are words as they were typed. The separator is a control character, which
``clean_text`` takes out of whatever people type.
"""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

_SEPARATOR = "\x1f"
_SIGNS = {
    "message": gettext_lazy("A visitor’s message waits, for nobody is known."),
    "named": gettext_lazy("Named as successor: %(name)s"),
    "came-back": gettext_lazy("A letter to %(who)s came back: there is no such mailbox."),
}


def sign(code: str, who: str = "") -> str:
    """A line of a note; ``who`` is a name or a mailbox."""
    return f"{_SEPARATOR}{code}{_SEPARATOR}{who}"


def words_of(note: str) -> str:
    """A note as somebody reads it."""
    return "\n".join(_line_of(each) for each in note.split("\n"))


def _line_of(line: str) -> str:
    _before, separator, rest = line.partition(_SEPARATOR)
    code, _between, who = rest.partition(_SEPARATOR)
    return str(_SIGNS[code]) % {"name": who, "who": who} if separator and code in _SIGNS else line


def outcome_of(outcome: str) -> str:
    """What came of a case: words of an officer, or what the program saw."""
    known = {
        "found": _("Somebody was found who looks after it."), "answered": _("It was answered."),
        "published": _("The record now says so."), "ended": _("It has ended"), "closed": "",
    }  # fmt: skip
    return known.get(outcome, outcome)
