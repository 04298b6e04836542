"""Reports of mail servers: what became of a letter (RFC 3464), and those of servers that only write prose."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from email.message import Message
from enum import Enum

from rapport.mail.bounce_words import ANNOUNCED, DELAYED, MAY_PASS, NOBODY_THERE
from rapport.mail.reading import Mail, read_header

_STATUS = re.compile(r"(?<![\d.])([245])\.\d{1,3}\.\d{1,3}(?![\d.])")
_CODE = re.compile(r"(?<![\d.])([45])\d\d(?=[ \-#])")
_PERMANENT = re.compile(
    r"permanent (?:fatal )?error|i've given up|no mailbox here by that name|unrouteable address", re.IGNORECASE
)
_COPY = re.compile(r"(?im)^-{3,}.*\b(?:copy|original)\b|^(?:return-path|received|message-id):")
_RANK = {"failed": 0, "delayed": 1}
# Exchange says 5.4.1 of a recipient, and 5.4.310 of a domain, that is not there; 5.1.7 and 5.1.8 are of the sender.
_OF_ADDRESS = re.compile(r"5\.(?:1\.(?!7$|8$)\d+|2\.1|4\.(?:1|4|310))")


class Fate(Enum):
    HARD = "hard"  # the address will not work again
    SOFT = "soft"  # given up, for a reason that may pass
    DELAYED = "delayed"  # the server goes on trying
    NOTHING = "nothing"  # delivered, relayed: no news that asks for anything


@dataclass(frozen=True, slots=True)
class Report:
    fate: Fate
    status: str  # 5.1.1
    diagnostic: str
    recipient: str = ""
    original_id: str = ""  # the Message-ID of the letter, where the report returns its headers


def is_of_address(status: str, words: str) -> bool:
    """Whether a failure for good means that the mailbox is not there, and not that it is full or that we are unwelcome.

    ``status``: as RFC 3463 has it, or empty. A server that knows no more than 5.0.0 is asked for its words.
    """
    if _OF_ADDRESS.fullmatch(status):
        return True
    if status and status != "5.0.0":
        return bool(NOBODY_THERE.search(words)) and not MAY_PASS.search(words)
    return not MAY_PASS.search(words)


def read_report(mail: Mail) -> Report | None:
    """The report that a mail is, or ``None``."""
    status = next(_parts(mail.message, "message/delivery-status", "message/global-delivery-status"), None)
    if status is not None and (report := _read_status(status, _original_id(mail.message))):
        return report
    return _read_prose(mail)


def _parts(message: Message, *kinds: str) -> Iterator[Message]:
    payload = message.get_payload()
    if message.get_content_type() in kinds:
        yield message
    elif isinstance(payload, list) and message.get_content_maintype() == "multipart":
        for part in payload[:20]:
            if isinstance(part, Message):
                yield from _parts(part, *kinds)


def _read_status(part: Message, original_id: str) -> Report | None:
    blocks = part.get_payload()
    if not isinstance(blocks, list):
        return None
    about = [block for block in blocks if isinstance(block, Message) and block.get("Action")]
    if not about:
        return None
    worst = min(about, key=lambda block: _RANK.get(_word(block, "Action"), 2))
    action, diagnostic = _word(worst, "Action"), read_header(worst, "Diagnostic-Code")
    found = _STATUS.search(read_header(worst, "Status")) or _STATUS.search(diagnostic)
    status = found[0] if found else ""
    fate = Fate.NOTHING
    if action == "failed":
        fate = Fate.HARD if not status.startswith("4") and is_of_address(status, diagnostic) else Fate.SOFT
    elif action == "delayed":
        fate = Fate.DELAYED
    recipient = read_header(worst, "Final-Recipient") or read_header(worst, "Original-Recipient")
    return Report(fate, status, diagnostic, recipient.rpartition(";")[2].strip().lower(), original_id)


def _word(block: Message, name: str) -> str:
    return (read_header(block, name).lower().split() or [""])[0].strip("();,")


def _original_id(message: Message) -> str:
    """The Message-ID in the returned headers."""
    for part in _parts(message, "message/rfc822", "message/global"):
        payload = part.get_payload()
        if isinstance(payload, list) and payload and isinstance(payload[0], Message):
            return read_header(payload[0], "Message-ID").strip("<> ")
    for part in _parts(message, "text/rfc822-headers", "message/global-headers"):
        payload = part.get_payload(decode=True)
        if isinstance(payload, bytes) and (found := re.search(rb"(?im)^Message-ID:\s*<([^>\r\n]{1,300})>", payload)):
            return found[1].decode("ascii", "replace")
    return ""


def _read_prose(mail: Mail) -> Report | None:
    """Of servers that say it in words alone: qmail, older Exim, and others in the language of their country."""
    failed = mail.header("X-Failed-Recipients")
    head = _COPY.split(mail.text[:4000], maxsplit=1)[0]
    if not (failed or ANNOUNCED.search(f"{mail.subject}\n{head}")):
        return None
    found = _STATUS.search(head)
    status = found[0] if found else ""
    returned = re.search(r"(?im)^Message-ID:\s*<([^>\s]{1,300})>", mail.text)
    return Report(
        _fate_in_words(head, status, is_failed=bool(failed)), status, "", failed.split(",")[0].strip().lower(),
        returned[1] if returned else "",
    )  # fmt: skip


def _fate_in_words(words: str, status: str, *, is_failed: bool) -> Fate:
    code = _CODE.search(words)
    digit = status[:1] or (code[1] if code else "")
    is_for_good = digit == "5" if digit else is_failed or bool(_PERMANENT.search(words) or NOBODY_THERE.search(words))
    if DELAYED.search(words):
        return Fate.DELAYED
    if is_for_good and is_of_address(status, words):
        return Fate.HARD
    return Fate.SOFT if is_for_good or digit or MAY_PASS.search(words) else Fate.NOTHING
