"""What the desk may read of a letter: all of it, or all but what opens a door."""

import re
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from rapport.lib.addresses import MASK, mask_addresses
from rapport.look.navigation import in_language
from rapport.mail import markdown
from rapport.mail.models import Letter
from rapport.screening.access import Desk, case_of
from rapport.screening.doors import Masked, are_doors_open, mask_doors

_LINK = re.compile(r"https?://[^\s<>()\"]+")


@dataclass(frozen=True, slots=True)
class ShownLetter:
    """A letter as somebody at the desk reads it."""

    letter: Letter
    subject: str
    email: str
    body: str  # Markdown; empty where it may not be read
    is_hidden: bool  # a secret one, whose body is for one person alone
    is_masked: bool  # some of its links were masked
    state: str

    @property
    def html(self) -> SafeString:
        return markdown.to_html(self.body, language=self.letter.language)

    @property
    def text(self) -> str:
        return markdown.to_text(self.body)

    @property
    def own_links(self) -> list[str]:
        """Paths of this site that the letter leads to, to be followed without a mail program."""
        base = settings.WAGTAILADMIN_BASE_URL.rstrip("/")
        found = (each.rstrip(".,;:") for each in _LINK.findall(self.text))
        return list(dict.fromkeys(each.removeprefix(base) for each in found if each.startswith(f"{base}/")))


def show_letter(letter: Letter, desk: Desk) -> ShownLetter:
    """For a list, a page or a file: never more than may be read."""
    is_hidden = letter.is_secret and not are_doors_open()
    subject, masked = _read(letter.subject, desk), _read(letter.body, desk)
    return ShownLetter(
        letter=letter,
        subject=_("For its addressee alone") if is_hidden else subject.text,
        email=letter.email if desk.is_officer else MASK,
        body="" if is_hidden else masked.text,
        is_hidden=is_hidden,
        is_masked=bool(masked.doors or subject.doors),
        state=name_state(letter.state),
    )


def restore_doors(letter: Letter, edited: str) -> str:
    """What an officer wrote into a masked text, with the links of the letter again."""
    return edited if are_doors_open() else mask_doors(letter.body).restore(edited)


def _read(text: str, desk: Desk) -> Masked:
    masked = Masked(text, ()) if are_doors_open() else mask_doors(text)
    return masked if desk.is_officer else Masked(mask_addresses(masked.text), masked.doors)


def name_state(state: str) -> str:
    """What became of a letter, in words."""
    words = {
        Letter.State.HELD: _("held, to be proof-read"),
        Letter.State.WAITING: _("waits to be sent"),
        Letter.State.SENDING: _("is being sent"),
        Letter.State.SENT: _("sent"),
        Letter.State.UNCERTAIN: _("uncertain: it may or may not have arrived"),
        Letter.State.REFUSED: _("refused by the mail server"),
        Letter.State.BOUNCED: _("came back"),
        Letter.State.CANCELLED: _("cancelled"),
    }
    return words.get(Letter.State(state), state)


def find_subject_of(letter: Letter) -> dict[str, Any] | None:
    """The case or the record that a letter speaks of, as a link."""
    if number := case_of(letter.about):
        return {"label": _("Case %(number)s") % {"number": number}, "href": reverse("screening:case", args=[number])}
    kind, _colon, public_id = letter.about.partition(":")
    if kind == "partnership" and public_id:
        return {"label": public_id, "href": in_language(f"/partnerships/{public_id}/")}
    return None
