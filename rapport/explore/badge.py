"""A badge that a partnership puts on its own site: its name, and how fresh its record is. A picture, nothing more.

It holds no script and no style, so that the site that shows it need trust us with nothing.
"""

import re
import unicodedata
from dataclasses import dataclass
from datetime import date
from html import escape

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from rapport.explore.standing import describe_standing
from rapport.explore.wording import choose_language, describe_freshness, name_or_none
from rapport.look.formats import direction
from rapport.registry.history import InForce
from rapport.vocabularies.schemes import scheme

WIDTH, HEIGHT = 300, 56
_ROOM_FOR_NAME, _ROOM_FOR_WORDS = 36, 44  # small Latin letters; one of a script without spaces takes the room of two
_NO_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_CONTROLS = re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069]")  # that would turn the words around them
# As the page has them in its light colours (style.css): a picture on another site knows no dark mode of ours.
_COLOURS = {"green": "#2b7a4b", "amber": "#b87400", "red": "#b3372b", "dormant": "#7b7f84", "unknown": "#7b7f84"}


@dataclass(frozen=True, slots=True)
class Badge:
    name: str
    words: str
    colour: str
    is_mirrored: bool

    @property
    def edge(self) -> int:
        """Where a line begins, from the left."""
        return WIDTH - 12 if self.is_mirrored else 12

    @property
    def after_light(self) -> int:
        return WIDTH - 30 if self.is_mirrored else 30

    @property
    def light(self) -> int:
        return WIDTH - 18 if self.is_mirrored else 18


def draw_badge(record: InForce, *, today: date) -> Badge:
    document, language = record.document, get_language() or "en"
    name = name_or_none(choose_language(document.by_language("name"), document.language), document.acronym)
    light = describe_freshness(record.confirmed_on, record.reported_on, today=today)
    standing = describe_standing(document, today=today)
    is_counted = standing.status not in scheme("statuses") or scheme("statuses")[standing.status].extras.get("counted")
    words = light.words if is_counted else standing.label
    if document.is_fictional:
        # First, for of words that are too long the end is cut.
        words = _("fictional · %(words)s") % {"words": words}
    return Badge(
        name=shorten(name.text, _ROOM_FOR_NAME),
        words=shorten(words, _ROOM_FOR_WORDS),
        colour=_COLOURS.get(light.band if is_counted else "dormant", _COLOURS["unknown"]),
        is_mirrored=direction(language) == "rtl",
    )


def shorten(text: str, room: int) -> str:
    """As much of a text as has room, with … for the rest; nothing in it that a picture cannot hold."""
    text = " ".join(_CONTROLS.sub("", _NO_XML.sub("", text)).split())
    used = 0.0
    for place, letter in enumerate(text):
        used += _width(letter)
        if used > room:
            return f"{text[: max(place - 1, 1)].rstrip()}…"
    return text


def _width(letter: str) -> float:
    if unicodedata.combining(letter):
        return 0
    if unicodedata.east_asian_width(letter) in "WF":
        return 2
    return 1.2 if letter.isupper() or "\u0400" <= letter <= "\u04ff" else 1


def write_snippet(record_address: str, badge_address: str, name: str) -> str:
    """The HTML by which another site shows the badge."""
    picture = f'<img src="{escape(badge_address)}" alt="{escape(name)}" width="{WIDTH}" height="{HEIGHT}">'
    return f'<a href="{escape(record_address)}">{picture}</a>'
