"""One conversation with the mail server, in steps small enough to know at each whether it may have taken the letter."""

import re
import smtplib
import ssl
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum, auto
from typing import Self
from urllib.parse import unquote, urlsplit

from django.conf import settings
from django.utils.translation import gettext as _

from rapport.lib.addresses import mask_addresses
from rapport.lib.texts import keep_raw
from rapport.mail import bounces

TIMEOUT = 60.0  # seconds for one answer
LAST_TIMEOUT = 300.0  # for the answer to the whole content: servers look for viruses meanwhile


class Fate(Enum):
    TAKEN = auto()
    REFUSED = auto()  # for good
    LATER = auto()  # surely not taken, and worth another attempt
    UNKNOWN = auto()  # handed over, and no answer came
    GIVEN_UP = auto()  # the letter was no longer ours to send


@dataclass(frozen=True, slots=True)
class Outcome:
    fate: Fate
    answer: str
    is_address_dead: bool = False


class ServerDownError(Exception):
    """The server is not there, or takes mail of nobody; the sentence says what it said."""


class Session:
    """A connection to the server of ``RAPPORT_MAIL``, opened when the first letter needs it."""

    def __init__(self) -> None:
        self._smtp: smtplib.SMTP | None = None
        self._is_fresh = True

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        self.close()

    def close(self) -> None:
        if self._smtp:
            try:
                self._smtp.quit()
            except (OSError, smtplib.SMTPException):
                pass
            finally:
                self._smtp.close()
        self._smtp = None

    def connect(self) -> bool:
        """Whether the connection is a new one. Raises ``ServerDownError``."""
        if self._smtp:
            return False
        try:
            self._smtp, self._is_fresh = _connect(settings.RAPPORT_MAIL), True
        except smtplib.SMTPResponseException as error:
            raise ServerDownError(_said(error.smtp_code, error.smtp_error)) from None
        except (OSError, smtplib.SMTPException, UnicodeError) as error:
            said = getattr(error, "strerror", None) or ""
            raise ServerDownError(f"{type(error).__name__}: {said}".rstrip(": ")) from None
        return True

    def hand_over(self, sender: str, to: str, content: bytes, *, record: Callable[[], bool]) -> Outcome:
        """Give one mail to the server. ``record`` is called before the content goes; if it says no, nothing goes."""
        for _attempt in (1, 2):
            self.connect()
            was_fresh, self._is_fresh = self._is_fresh, False
            try:
                if outcome := self._announce(sender, to):
                    return outcome
                break
            except (OSError, smtplib.SMTPServerDisconnected):
                # A connection that was used before may have been closed for its age: that is nobody's fault.
                self._drop()
                if was_fresh:
                    return Outcome(Fate.LATER, _("The mail server hung up."))
        is_ours = False
        try:
            is_ours = record()
        finally:
            if not is_ours:  # the server waits for the content: to hang up is the only way to say no
                self._drop()
        return self._send(content) if is_ours else Outcome(Fate.GIVEN_UP, "")

    def _announce(self, sender: str, to: str) -> Outcome | None:
        """Sender, addressee, DATA. An outcome where the server will not have it."""
        smtp = self._open
        options = [] if to.isascii() else ["SMTPUTF8"]
        if options and not smtp.has_extn("smtputf8"):
            return Outcome(Fate.REFUSED, _("The mail server cannot write to an address in this script."))
        code, said = smtp.mail(sender, options)
        if code != 250:
            # Of the sender the server says the same for every letter: it is the server's refusal, not the letter's.
            self._drop()
            raise ServerDownError(_said(code, said))
        code, said = smtp.rcpt(to)
        if code not in (250, 251):
            return self._refusal(code, said, is_of_address=True)
        code, said = smtp.docmd("DATA")
        return None if code == 354 else self._refusal(code, said)

    def _send(self, content: bytes) -> Outcome:
        smtp = self._open
        try:
            smtp.send(_stuff_dots(content))
        except (OSError, smtplib.SMTPException):
            self._drop()  # the final dot never went out, so the server must not keep what it has
            return Outcome(Fate.LATER, _("The mail server hung up."))
        try:
            smtp.send(b".\r\n")
            if smtp.sock:
                smtp.sock.settimeout(LAST_TIMEOUT)
            code, said = smtp.getreply()
            if smtp.sock:
                smtp.sock.settimeout(TIMEOUT)
        except (OSError, smtplib.SMTPException):
            self._drop()
            return Outcome(Fate.UNKNOWN, _("The mail server did not say whether it took the letter."))
        return Outcome(Fate.TAKEN, _said(code, said)) if code // 100 == 2 else self._refusal(code, said)

    def _refusal(self, code: int, said: bytes, *, is_of_address: bool = False) -> Outcome:
        answer = _said(code, said)
        if code == 421 or code < 400:  # it closes, or speaks another language
            self._drop()
        else:
            self._open.rset()
        fate = Fate.REFUSED if code // 100 == 5 else Fate.LATER
        is_dead = fate is Fate.REFUSED and is_of_address and _speaks_of_address(code, answer)
        return Outcome(fate, answer, is_address_dead=is_dead)

    @property
    def _open(self) -> smtplib.SMTP:
        if self._smtp is None:
            raise smtplib.SMTPServerDisconnected("not connected")
        return self._smtp

    def _drop(self) -> None:
        if self._smtp:
            self._smtp.close()
        self._smtp = None


def _connect(address: str) -> smtplib.SMTP:
    """``smtp://`` uses TLS where the server offers it, ``smtp+tls://`` insists, ``smtps://`` begins with it."""
    parts = urlsplit(address)
    host, ours = parts.hostname or "localhost", settings.RAPPORT_MAIL_DOMAIN
    context = ssl.create_default_context()
    smtp: smtplib.SMTP
    if parts.scheme == "smtps":
        smtp = smtplib.SMTP_SSL(host, parts.port or 465, local_hostname=ours, timeout=TIMEOUT, context=context)
    else:
        port = parts.port or (587 if parts.username else 25)
        smtp = smtplib.SMTP(host, port, local_hostname=ours, timeout=TIMEOUT)
    try:
        smtp.ehlo_or_helo_if_needed()
        if parts.scheme == "smtp+tls" or (parts.scheme == "smtp" and smtp.has_extn("starttls")):
            smtp.starttls(context=context)
            smtp.ehlo()
        if parts.username:
            smtp.login(unquote(parts.username), unquote(parts.password or ""))
    except BaseException:
        smtp.close()
        raise
    return smtp


def _stuff_dots(content: bytes) -> bytes:
    content = re.sub(rb"\r\n|\r|\n", b"\r\n", content)
    return re.sub(rb"(?m)^\.", b"..", content) + (b"" if content.endswith(b"\r\n") else b"\r\n")


def _said(code: int, said: bytes | str) -> str:
    """Of the server's answer what a desk may show: no addresses."""
    text = said.decode(errors="replace") if isinstance(said, bytes) else said
    return keep_raw(f"{code} {mask_addresses(' '.join(text.split()))}"[:500])


def _speaks_of_address(code: int, answer: str) -> bool:
    """Whether a refusal means that the mailbox is not there. Without a status, only three codes can."""
    status = re.search(r"\b5\.\d{1,3}\.\d{1,3}\b", answer)
    if status is None and code not in (550, 551, 553):
        return False
    return bounces.is_of_address(status[0] if status else "", answer)
