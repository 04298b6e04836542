"""Mail in by SMTP, on a local port: the mail server of the house hands on what is for our addresses."""

import asyncio

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session
from django.conf import settings
from django.db import close_old_connections, connection

from rapport.lib import clock
from rapport.mail.incoming import LARGEST, receive

HOST = "127.0.0.1"


class Door:
    """What the listener does with a mail. Until it has said 250 the other side keeps the mail, and tries again."""

    async def handle_RCPT(  # noqa: N802 - the name is the library's
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        if address.rpartition("@")[2].strip("<> ").lower() != settings.RAPPORT_MAIL_DOMAIN.lower():
            return "550 5.7.1 No mail of this domain is taken here"
        if len(envelope.rcpt_tos) >= 100:
            return "452 4.5.3 Too many recipients"
        envelope.rcpt_tos.append(address)
        return "250 2.1.5 Recipient taken"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        content = envelope.original_content or b""
        try:
            await asyncio.to_thread(_take, content, envelope.mail_from or "", list(envelope.rcpt_tos))
        except Exception:  # the database does not answer, say: the other side tries again later
            return "451 4.3.0 It cannot be kept just now, try again later"
        return "250 2.0.0 Taken"


def _take(content: bytes, sender: str, recipients: list[str]) -> None:
    close_old_connections()
    try:
        receive(content, sender=sender, recipients=recipients, now=clock.now())
    finally:
        connection.close()


def open_door(port: int) -> Controller:
    """Listen, in a thread of its own. Raises ``OSError`` where the port is taken."""
    controller = Controller(
        Door(), hostname=HOST, port=port, data_size_limit=LARGEST, ident="Rapport", enable_SMTPUTF8=True,
        server_hostname=settings.RAPPORT_MAIL_DOMAIN,
    )  # fmt: skip
    controller.start()
    return controller
