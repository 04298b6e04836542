"""Signed addresses: one that a bounce comes back to, and one that a reply comes back to, each for one letter.

Mail systems fold the case of a local part and allow 64 characters in it: so the signature is lower-case hexadecimal.
"""

import hmac
import re
from typing import Literal

from django.conf import settings
from django.utils.crypto import salted_hmac

Purpose = Literal["bounce", "reply"]
_SIGNED = re.compile(r"^\s*<?(bounce|reply)\+(\d{1,18})-([0-9a-f]{24})@([^\s<>@]+?)>?\s*$", re.IGNORECASE)


def signed_address(purpose: Purpose, letter: int) -> str:
    return f"{purpose}+{letter}-{_sign(purpose, letter, settings.SECRET_KEY)}@{settings.RAPPORT_MAIL_DOMAIN}"


def read_address(address: str) -> tuple[Purpose, int] | None:
    """What an address is for, and of which letter; ``None`` for one that we did not sign.

    Whoever knows such an address may use it: it was in a mail to one person, who may have passed it on.
    """
    found = _SIGNED.match(address)
    if not found:
        return None
    purpose: Purpose = "bounce" if found[1].lower() == "bounce" else "reply"
    letter, signature = int(found[2]), found[3].lower()
    keys = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    if any(hmac.compare_digest(signature, _sign(purpose, letter, key)) for key in keys):
        return purpose, letter
    return None


def _sign(purpose: Purpose, letter: int, key: str | bytes) -> str:
    return salted_hmac(f"rapport.mail.{purpose}", str(letter), secret=key, algorithm="sha256").hexdigest()[:24]


def loop_mark() -> str:
    """What a header of every letter of ours says: mail that comes in with it has come round."""
    return salted_hmac("rapport.mail.loop", settings.RAPPORT_MAIL_DOMAIN, algorithm="sha256").hexdigest()[:24]
