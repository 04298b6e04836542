"""Mail comes in by SMTP on a local port, or is posted by a provider; an officer sees to the rest."""

import smtplib
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client

from rapport.mail import listener, quarantine
from rapport.mail.addresses import signed_address
from rapport.mail.incoming import receive
from rapport.mail.models import Incoming, Letter
from rapport.mail.tests.conftest import Rooms, free_port, write
from rapport.mail.tests.post import STRANGER, mail
from rapport.testing import NOW

pytestmark = pytest.mark.django_db
State = Incoming.State
TOKEN = {"Authorization": "Bearer sesame"}


@pytest.fixture
def door(settings: Any, monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[int, list[Any]]]:
    """The listener, and what it hands on. (The tests' database lives in this thread alone.)"""
    settings.RAPPORT_MAIL_DOMAIN = "registry.example"
    taken: list[Any] = []
    monkeypatch.setattr(listener, "_take", lambda *mail: taken.append(mail) if b"BROKEN" not in mail[0] else 1 / 0)
    port = free_port()
    controller = listener.open_door(port)
    yield port, taken
    controller.stop()


def test_mail_for_our_domain_is_taken_by_smtp(door: tuple[int, list[Any]]) -> None:
    port, taken = door
    with smtplib.SMTP("127.0.0.1", port) as line:
        line.sendmail("ana@reef.example", ["reply+1-x@registry.example", "Hello@REGISTRY.example"], mail("stranger"))
    [(content, sender, recipients)] = taken
    assert content.replace(b"\r\n", b"\n").rstrip() == mail("stranger").rstrip()
    assert (sender, recipients) == ("ana@reef.example", ["reply+1-x@registry.example", "Hello@REGISTRY.example"])


def test_mail_for_others_is_refused(door: tuple[int, list[Any]]) -> None:
    port, taken = door
    with smtplib.SMTP("127.0.0.1", port) as line, pytest.raises(smtplib.SMTPRecipientsRefused):
        line.sendmail("ana@reef.example", ["someone@elsewhere.example"], mail("stranger"))
    assert taken == []


def test_mail_that_cannot_be_kept_is_left_to_the_other_side(door: tuple[int, list[Any]]) -> None:
    port, _taken = door
    with smtplib.SMTP("127.0.0.1", port) as line, pytest.raises(smtplib.SMTPDataError) as refused:
        line.sendmail("", ["hello@registry.example"], b"Subject: BROKEN\r\n\r\n")
    assert refused.value.smtp_code == 451


@pytest.fixture
def provider(settings: Any) -> Client:
    settings.RAPPORT_MAIL_TOKEN = TOKEN["Authorization"].split()[1]
    return Client(enforce_csrf_checks=True)


def post(provider: Client, body: bytes, **headers: str) -> Any:
    return provider.post("/mail/in/", body, content_type="message/rfc822", headers={**TOKEN, **headers})


def test_a_provider_posts_a_mail_as_it_is(provider: Client, rooms: Rooms) -> None:
    letter = write(topic="case:12")
    envelope = {"X-Envelope-To": signed_address("reply", letter.pk), "X-Envelope-From": "ana@reef.example"}
    for _time in range(2):
        answer = post(provider, mail("reply-gmail-en", letter), **envelope)
        assert (answer.status_code, answer.json()) == (200, {"state": "handled", "kind": "reply"})
    assert len(rooms.replies) == 1


@pytest.mark.parametrize("authorization", ["", "Bearer", "Bearer wrong", "Basic sesame", "Bearer sésame"])
def test_who_has_not_the_token_posts_nothing(provider: Client, authorization: str) -> None:
    answer = post(provider, mail("stranger"), Authorization=authorization)
    assert (answer.status_code, Incoming.objects.count()) == (401, 0)


def test_without_a_token_this_way_is_shut(provider: Client, settings: Any) -> None:
    settings.RAPPORT_MAIL_TOKEN = ""
    assert post(provider, mail("stranger"), Authorization="Bearer ").status_code == 404


@pytest.mark.parametrize(("body", "status"), [(b"  ", 400), (b"x" * 2001, 413)], ids=["empty", "too big"])
def test_what_is_no_mail_is_refused(
    provider: Client, monkeypatch: pytest.MonkeyPatch, body: bytes, status: int
) -> None:
    monkeypatch.setattr("rapport.mail.views.LARGEST", 2000)
    assert (post(provider, body).status_code, Incoming.objects.count()) == (status, 0)


def test_a_mail_is_only_posted(provider: Client) -> None:
    assert provider.get("/mail/in/", headers=TOKEN).status_code == 405


@pytest.fixture
def strange() -> Incoming:
    return receive(mail("stranger"), sender="nobody@elsewhere.example", recipients=[STRANGER], now=NOW)


def test_an_officer_gives_a_mail_to_a_topic(strange: Incoming, rooms: Rooms) -> None:
    assert list(Incoming.objects.in_quarantine()) == [strange]
    quarantine.release(strange, topic="case:7", now=NOW)
    assert [(each.reference, each.text, each.letter) for each in rooms.replies] == [
        ("7", "How does one register a partnership?", None)
    ]
    assert (strange.state, strange.topic, Incoming.objects.in_quarantine().count()) == (State.HANDLED, "case:7", 0)
    with pytest.raises(quarantine.QuarantineError, match="no longer in quarantine"):
        quarantine.release(strange, topic="case:7", now=NOW)


def test_a_topic_that_nobody_takes_is_refused(strange: Incoming) -> None:
    with pytest.raises(quarantine.QuarantineError, match="tea:1"):
        quarantine.release(strange, topic="tea:1", now=NOW)


def test_a_room_that_cannot_take_a_mail_leaves_it_in_quarantine(strange: Incoming, rooms: Rooms) -> None:
    rooms.error = ValueError("there is no such case")
    with pytest.raises(quarantine.QuarantineError, match="there is no such case"):
        quarantine.release(strange, topic="case:7", now=NOW)
    strange.refresh_from_db()
    assert (strange.state, strange.topic) == (State.QUARANTINED, "")


def test_what_was_discarded_is_forgotten_in_time(strange: Incoming) -> None:
    quarantine.discard(strange, now=NOW, note="advertising")
    assert (strange.state, strange.note) == (State.DISCARDED, "advertising")
    day = NOW.date() + timedelta(days=quarantine.KEPT_DAYS)
    assert [quarantine.forget_old(today=each) for each in (day, day + timedelta(days=1))] == [0, 1]


def test_what_waits_in_quarantine_is_not_forgotten(strange: Incoming) -> None:
    assert quarantine.forget_old(today=date(2030, 1, 1)) == 0
    assert Letter.objects.count() == 0
