"""A real mail server that does as it is told, rooms that take replies and bounces, and a writer of letters."""

import asyncio
import socket
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass, field
from email import message_from_bytes
from email.message import Message
from typing import Any

import pytest
from aiosmtpd.controller import Controller

from rapport.mail import outbox, routes
from rapport.mail.models import Letter

ANA = outbox.Addressee("ana@reef.example", "Ana Tui", "fr", "user:12")


def free_port() -> int:
    with closing(socket.socket()) as listening:
        listening.bind(("127.0.0.1", 0))
        return int(listening.getsockname()[1])


@dataclass
class PostOffice:
    """Answers of a mail server, step by step. ``hang_up`` names the step at which it closes the line."""

    port: int = field(default_factory=free_port)
    on_mail: str = "250 OK"
    on_recipient: dict[str, str] = field(default_factory=dict)
    on_data: str = "250 2.0.0 queued"
    hang_up: str = ""  # "recipient"; "content": after it has come, before an answer
    keeps: bool = True
    mails: list[Message] = field(default_factory=list)
    envelopes: list[tuple[str, list[str]]] = field(default_factory=list)
    while_it_looks: Callable[[], None] | None = None  # at a recipient
    while_it_thinks: Callable[[], None] | None = None  # with the content in its hands

    async def handle_MAIL(self, server: Any, session: Any, envelope: Any, address: str, options: list[str]) -> str:  # noqa: N802
        envelope.mail_from = address
        return self.on_mail

    async def handle_RCPT(self, server: Any, session: Any, envelope: Any, address: str, options: list[str]) -> str:  # noqa: N802
        if self.hang_up == "recipient":
            server.transport.abort()
            return "250 OK"
        if self.while_it_looks:
            await asyncio.to_thread(self.while_it_looks)
        answer = self.on_recipient.get(address, "250 OK")
        if answer.startswith("2"):
            envelope.rcpt_tos.append(address)
        return answer

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802
        if self.keeps and self.on_data.startswith("2"):
            self.mails.append(message_from_bytes(envelope.original_content))
            self.envelopes.append((envelope.mail_from, envelope.rcpt_tos))
        if self.while_it_thinks:
            await asyncio.to_thread(self.while_it_thinks)
        if self.hang_up == "content":
            server.transport.abort()
        return self.on_data


@pytest.fixture
def post_office(settings: Any) -> Iterator[PostOffice]:
    """It listens, and the settings name it."""
    office = PostOffice()
    controller = Controller(office, hostname="127.0.0.1", port=office.port)
    controller.start()
    settings.RAPPORT_MAIL = f"smtp://127.0.0.1:{office.port}"
    settings.RAPPORT_MAIL_DOMAIN = "registry.example"
    settings.RAPPORT_MAIL_FROM = "hello@registry.example"
    yield office
    controller.stop()


@dataclass
class Rooms:
    """What the rooms above were told."""

    replies: list[routes.Reply] = field(default_factory=list)
    bounces: list[tuple[Letter, bool]] = field(default_factory=list)
    error: Exception | None = None

    def take_reply(self, reply: routes.Reply) -> None:
        if self.error:
            raise self.error
        self.replies.append(reply)

    def take_bounce(self, letter: Letter, *, hard: bool) -> None:
        if self.error:
            raise self.error
        self.bounces.append((letter, hard))


@pytest.fixture(autouse=True)
def rooms(monkeypatch: pytest.MonkeyPatch) -> Rooms:
    """They take replies about a ``case``; no other room is there."""
    found = Rooms()
    monkeypatch.setattr(routes, "_of_replies", {"case": found.take_reply})
    monkeypatch.setattr(routes, "_of_bounces", [found.take_bounce])
    return found


def write(
    to: outbox.Addressee = ANA, *, subject: str = "Your partnership", body: str = "Is it *still* so?", **more: Any
) -> Letter:
    return outbox.write_text(subject, body, to=to, **more)


def text_of(mail: Message, kind: str = "text/plain") -> str:
    """One of the two parts of a letter that arrived."""
    part = next(part for part in mail.walk() if part.get_content_type() == kind)
    content = part.get_payload(decode=True)
    assert isinstance(content, bytes)
    return content.decode(str(part.get_content_charset())).replace("\r\n", "\n")
