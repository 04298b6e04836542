"""Links in letters that open a door without sign-in: masked for the desk, so that nobody there acts as somebody else.

In the demonstration nothing is masked: there the whole life of a record is played by one visitor.
"""

import re
from dataclasses import dataclass

from django.conf import settings

# What stands before a token: of a draft, of a record's link, of an offer, of an address that is to be confirmed.
_BEFORE = r"(?:https?://[^\s/()<>]+)?(?:/[A-Za-z-]{2,12})?/(?:u/|register/|accounts/(?!(?:me|login|demo)/))"
# A token ends where a link of Markdown or a word does. (It may hold a backslash: Markdown's, before a sign.)
_DOOR = re.compile(rf"({_BEFORE})([^\s()<>\"]+)")
# And any long part of another path that is put together as tokens are.
_SIGNED = re.compile(r"(https?://[^\s()<>\"]*/)((?=[^/\s()<>]*[:=~])[^/\s()<>\"]{16,})")
_MARK = "•{}•"


@dataclass(frozen=True, slots=True)
class Masked:
    """A text without its doors. ``doors``: what stood before each, and the token, in the order of their marks."""

    text: str
    doors: tuple[tuple[str, str], ...]

    def restore(self, edited: str) -> str:
        """An edited text with its tokens again: only behind the addresses behind which they stood, and only where they
        would be masked again."""
        restored = edited
        for place, (before, token) in enumerate(self.doors):
            mark = re.escape(before + _MARK.format(place + 1))
            restored = (before + token).join(re.split(rf"(?<![^\s(<\[]){mark}", restored))
        shown = mask_doors(restored).text
        return edited if any(token in shown for _before, token in self.doors) else restored


def mask_doors(text: str) -> Masked:
    """The text with a numbered mark in the place of every token."""
    doors: list[tuple[str, str]] = []

    def close(found: re.Match[str]) -> str:
        doors.append((found[1], found[2]))
        return found[1] + _MARK.format(len(doors))

    return Masked(_SIGNED.sub(close, _DOOR.sub(close, text)), tuple(doors))


def are_doors_open() -> bool:
    """Whether every link of every letter can be read and followed at the desk."""
    return bool(settings.RAPPORT_DEMO)
