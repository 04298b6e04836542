"""Letters that come back, as Postfix, Exchange, Gmail, Exim and qmail say it."""

import pytest

from rapport.mail.addresses import read_address, signed_address
from rapport.mail.bounces import is_of_address
from rapport.mail.incoming import receive
from rapport.mail.models import Incoming, Letter
from rapport.mail.tests.conftest import Rooms, write
from rapport.mail.tests.post import STRANGER, bounce, mail
from rapport.testing import NOW

pytestmark = pytest.mark.django_db
State, Kind = Incoming.State, Incoming.Kind


@pytest.fixture
def sent() -> Letter:
    letter = write(topic="case:12")
    Letter.objects.update(state=Letter.State.SENT)
    letter.refresh_from_db()
    return letter


@pytest.mark.parametrize(
    ("name", "hard", "note"),
    [
        ("postfix-failed", True, "5.1.1 smtp; 550 5.1.1"),
        ("postfix-expired", False, "4.4.1 X-Postfix; connect to mx.reef.example"),
        ("exchange-failed", True, "5.1.10 smtp;550 5.1.10 RESOLVER.ADR.RecipientNotFound"),
        ("gmail-failed", True, "5.1.1 smtp; 550-5.1.1 The account"),
        ("exim-failed", True, "5.0.0"),
        ("exim-old-failed", True, ""),
        ("qmail-failed", True, "5.1.1"),
        ("gmail-full", False, "5.2.2 smtp; 552-5.2.2 The recipient's inbox is out of storage space"),
    ],
)
def test_a_report_of_failure_tells_the_rooms(sent: Letter, rooms: Rooms, name: str, hard: bool, note: str) -> None:
    incoming = bounce(name, sent)
    assert (incoming.state, incoming.kind, incoming.letter) == (State.HANDLED, Kind.BOUNCE, sent)
    assert incoming.note.startswith(note)
    sent.refresh_from_db()
    assert (sent.state, rooms.bounces) == (Letter.State.BOUNCED, [(sent, hard)])


@pytest.mark.parametrize(
    ("status", "words", "is_gone"),
    [
        ("5.1.1", "", True),
        ("5.1.10", "RESOLVER.ADR.RecipientNotFound", True),
        ("5.2.1", "The email account that you tried to reach is disabled", True),
        ("5.4.1", "Recipient address rejected: Access denied", True),
        ("5.4.310", "DNS domain reef.example does not exist", True),
        ("5.4.4", "Host or domain name not found", True),
        ("5.7.1", "550 5.7.1 Unknown user", True),
        ("5.0.0", "550 No such user here", True),
        ("", "550 Requested action not taken: mailbox unavailable", True),
        ("5.1.8", "Sender address rejected: Domain not found", False),
        ("5.2.2", "The email account that you tried to reach is over quota", False),
        ("5.2.3", "Message exceeds the fixed maximum message size", False),
        ("5.3.4", "Message too big for system", False),
        ("5.4.6", "Routing loop detected", False),
        ("5.4.7", "Delivery time expired", False),
        ("5.7.1", "Message rejected as spam by content filtering", False),
        ("5.7.26", "Unauthenticated mail is not accepted due to the domain's DMARC policy", False),
        ("5.0.0", "554 mailbox full", False),
        ("", "550 blocked by reputation", False),
    ],
)
def test_a_mailbox_that_is_full_or_a_letter_that_is_unwelcome_is_no_lost_mailbox(
    status: str, words: str, is_gone: bool
) -> None:
    assert is_of_address(status, words) is is_gone


@pytest.mark.parametrize("name", ["postfix-delayed", "exim-delayed"])
def test_a_report_of_delay_changes_nothing(sent: Letter, rooms: Rooms, name: str) -> None:
    incoming = bounce(name, sent)
    assert (incoming.state, incoming.kind, incoming.letter) == (State.HANDLED, Kind.DELAY, sent)
    sent.refresh_from_db()
    assert (sent.state, rooms.bounces) == (Letter.State.SENT, [])


def test_a_second_report_tells_nobody_again(sent: Letter, rooms: Rooms) -> None:
    bounce("postfix-failed", sent)
    assert bounce("qmail-failed", sent).state == State.HANDLED
    assert len(rooms.bounces) == 1


def test_a_bounce_clears_up_what_became_of_an_uncertain_letter(sent: Letter) -> None:
    Letter.objects.update(state=Letter.State.UNCERTAIN)
    bounce("postfix-failed", sent)
    sent.refresh_from_db()
    assert sent.state == Letter.State.BOUNCED


@pytest.mark.parametrize("name", ["postfix-failed", "exchange-failed", "gmail-failed", "exim-failed"])
def test_a_report_to_our_plain_address_is_known_by_the_letter_that_it_returns(sent: Letter, name: str) -> None:
    raw = mail(name, sent).replace(signed_address("bounce", sent.pk).encode(), STRANGER.encode())
    incoming = receive(raw, sender="", recipients=[STRANGER], now=NOW)
    assert (incoming.state, incoming.letter) == (State.HANDLED, sent)


def test_a_report_of_a_letter_that_is_not_ours_waits_for_an_officer(sent: Letter, rooms: Rooms) -> None:
    raw = mail("postfix-failed").replace(b"@MESSAGE-ID@", b"nobody@elsewhere.example")
    incoming = receive(raw, sender="", recipients=[STRANGER], now=NOW)
    assert (incoming.state, incoming.reason, rooms.bounces) == (State.QUARANTINED, "unclear-bounce", [])


def test_a_report_about_another_mailbox_does_not_end_a_letter(sent: Letter, rooms: Rooms) -> None:
    raw = mail("postfix-failed", sent).replace(signed_address("bounce", sent.pk).encode(), STRANGER.encode())
    receive(raw.replace(b"ana@reef", b"oleg@reef"), sender="", recipients=[STRANGER], now=NOW)
    assert rooms.bounces == []


def test_a_forged_address_is_nobodys(sent: Letter) -> None:
    true = signed_address("bounce", sent.pk)
    assert read_address(true) == ("bounce", sent.pk)
    assert read_address(true.upper()) == ("bounce", sent.pk)
    assert read_address(true.replace("bounce", "reply")) is None
    assert read_address(true.replace(f"+{sent.pk}-", f"+{sent.pk + 1}-")) is None
    assert len(true.rpartition("@")[0]) <= 64


def test_what_comes_to_a_bounce_address_and_is_no_report_waits_for_an_officer(sent: Letter, rooms: Rooms) -> None:
    raw = b"From: postmaster@reef.example\nSubject: Hello\n\nSomething happened."
    incoming = receive(raw, sender="", recipients=[signed_address("bounce", sent.pk)], now=NOW)
    assert (incoming.state, incoming.reason, incoming.letter) == (State.QUARANTINED, "unclear-bounce", sent)
    assert rooms.bounces == []


def test_an_absence_told_to_the_bounce_address_is_no_bounce(sent: Letter, rooms: Rooms) -> None:
    incoming = bounce("away-gmail-fr", sent)
    assert (incoming.kind, rooms.bounces) == (Kind.AUTOMATIC, [])


def test_a_room_that_cannot_take_a_bounce_leaves_it_to_an_officer(sent: Letter, rooms: Rooms) -> None:
    rooms.error = ValueError("the desk is closed")
    incoming = bounce("postfix-failed", sent)
    assert (incoming.state, incoming.reason, incoming.note) == (
        State.QUARANTINED, "handler-failed", "ValueError: the desk is closed",
    )  # fmt: skip
    sent.refresh_from_db()
    assert sent.state == Letter.State.BOUNCED
