"""Mail as real servers and programs write it: their structure, fictional names."""

from pathlib import Path

from rapport.mail.addresses import signed_address
from rapport.mail.incoming import receive
from rapport.mail.models import Incoming, Letter
from rapport.testing import NOW

LETTERS = Path(__file__).with_name("letters")
STRANGER = "hello@registry.example"


def mail(name: str, letter: Letter | None = None) -> bytes:
    """One of the mails, as it speaks of a letter of ours."""
    raw = (LETTERS / f"{name}.eml").read_bytes()
    if letter is None:
        return raw
    for mark, value in (
        (b"@BOUNCE@", signed_address("bounce", letter.pk)),
        (b"@REPLY@", signed_address("reply", letter.pk)),
        (b"@MESSAGE-ID@", letter.message_id),
    ):
        raw = raw.replace(mark, value.encode())
    return raw


def bounce(name: str, letter: Letter) -> Incoming:
    """It comes back to where bounces of the letter go."""
    return receive(mail(name, letter), sender="", recipients=[signed_address("bounce", letter.pk)], now=NOW)


def reply(raw: bytes | str, letter: Letter, *, sender: str = "ana@reef.example") -> Incoming:
    """It answers the letter: one of the mails by its name, or a raw one."""
    raw = mail(raw, letter) if isinstance(raw, str) else raw
    return receive(raw, sender=sender, recipients=[signed_address("reply", letter.pk)], now=NOW)
