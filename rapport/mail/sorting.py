"""Whether a mail was written by a person: by its headers, and as a last resort by its subject."""

import hmac
import re

from rapport.mail.addresses import loop_mark
from rapport.mail.message import LOOP_HEADER
from rapport.mail.reading import Mail

# At the very beginning: what answers an automatic reply begins with “Re:”.
_SUBJECT = re.compile(
    r"^\W{0,4}(?:auto(?:matic)?[ -]?(?:reply|response)|out of (?:the )?office|on vacation|on leave\b"
    r"|r[ée]ponse automatique|absen(?:ce|t)(?: du)?(?: bureau)?\s*[:!]|message d.absence"
    r"|respuesta autom[áa]tica|fuera de (?:la )?oficina|ausencia\s*[:!]|ausente\s*[:!]"
    r"|автоматический ответ|автоответ|вне офиса|я в отпуске"
    r"|自动回复|自動回覆|自动答复|不在办公室|外出|休假通知"
    r"|رد تلقائي|الرد التلقائي|رد آلي|خارج المكتب)",
    re.IGNORECASE,
)


def is_automatic(mail: Mail, *, sender: str) -> bool:
    """Nobody wrote it, so nothing answers it: RFC 3834, and what programs did before it."""
    submitted = mail.header("Auto-Submitted").lower()
    if submitted and not submitted.startswith("no"):
        return True
    if any(mail.header(name) for name in ("X-Autoreply", "X-Autorespond", "X-Vacation", "X-Mail-Autoreply")):
        return True
    if mail.header("Precedence").lower() in ("bulk", "junk", "list", "auto_reply"):
        return True
    if mail.header("X-Precedence").lower() == "auto_reply" or mail.header("List-Id"):
        return True
    is_from_nobody = sender.strip() in ("", "<>") and mail.header("Return-Path") == "<>"
    return is_from_nobody or bool(_SUBJECT.match(mail.subject))


def has_come_round(mail: Mail) -> bool:
    """One of our own letters: some mailbox passes everything on to where it came from."""
    return hmac.compare_digest(mail.header(LOOP_HEADER).encode(), loop_mark().encode())
