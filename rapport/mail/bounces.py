"""Reports of mail servers: what became of a letter (RFC 3464), and those of servers that only write prose."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from email.message import Message
from enum import Enum

from rapport.mail.reading import Mail, read_header

_STATUS = re.compile(r"(?<![\d.])([245])\.\d{1,3}\.\d{1,3}(?![\d.])")
_CODE = re.compile(r"(?<![\d.])([45])\d\d(?=[ \-#])")
_PROSE = re.compile(
    r"this is the qmail-send program|this message was created automatically by mail delivery software"
    r"|a message that you sent (?:could not|has not yet)|undeliver(?:able|ed) mail|delivery (?:has )?failed",
    re.IGNORECASE,
)
_DELAY = re.compile(
    r"has not yet been delivered|delivery (?:is )?delayed|will (?:continue to )?be retried|still trying", re.IGNORECASE
)
_PERMANENT = re.compile(
    r"permanent (?:fatal )?error|i've given up|no mailbox here by that name|unrouteable address", re.IGNORECASE
)
_COPY = re.compile(r"(?im)^-{3,}.*\b(?:copy|original)\b|^(?:return-path|received|message-id):")
_RANK = {"failed": 0, "delayed": 1}
_NOBODY_THERE = re.compile(
    r"(?:user|mailbox|recipient|account|address)\b[^.;]{0,40}?\b(?:unknown|not found|disabled|unavailable|invalid"
    r"|(?:does not|doesn't) (?:exist|have)|rejected: access denied)"
    r"|(?:no such|unknown|invalid|bad destination) (?:user|mailbox|recipient|person|account|address|local part)"
    r"|no mailbox here|host (?:or domain name )?not found|unrouteable",
    re.IGNORECASE,
)
_MAY_PASS = re.compile(
    r"sender|quota|mailbox (?:is )?full|storage|too (?:large|big)|\bsize\b|spam|blocked|black ?list|reputation"
    r"|policy|rate limit",
    re.IGNORECASE,
)
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
        return bool(_NOBODY_THERE.search(words)) and not _MAY_PASS.search(words)
    return not _MAY_PASS.search(words)


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
    """qmail, older Exim and others say it in words."""
    failed = mail.header("X-Failed-Recipients")
    head = _COPY.split(mail.text[:4000], maxsplit=1)[0]
    if not (failed or _PROSE.search(head)):
        return None
    found = _STATUS.search(head)
    code = _CODE.search(head)
    digit = found[1] if found else code[1] if code else "5" if _PERMANENT.search(head) else ""
    fate = (
        Fate.DELAYED
        if _DELAY.search(head)
        else {"5": Fate.HARD, "4": Fate.SOFT}.get(digit, Fate.HARD if failed else Fate.NOTHING)
    )
    if fate is Fate.HARD and not is_of_address(found[0] if found else "", head):
        fate = Fate.SOFT
    returned = re.search(r"(?im)^Message-ID:\s*<([^>\s]{1,300})>", mail.text)
    return Report(
        fate, found[0] if found else "", "", failed.split(",")[0].strip().lower(), returned[1] if returned else ""
    )
