"""Answers to letters, as programs of six languages write them; and what nobody wrote."""

from datetime import timedelta
from typing import Any

import pytest

from rapport.mail.addresses import signed_address
from rapport.mail.incoming import MOST_AN_HOUR, decide_left_over, receive
from rapport.mail.message import build_message
from rapport.mail.models import Incoming, Letter
from rapport.mail.tests.conftest import Rooms, write
from rapport.mail.tests.post import STRANGER, mail, reply
from rapport.testing import NOW

pytestmark = pytest.mark.django_db
State, Kind, Reason = Incoming.State, Incoming.Kind, Incoming.Reason


@pytest.fixture
def letter() -> Letter:
    return write(topic="case:12")


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("reply-gmail-en", "We have a new partner since May.\n\nShe is the Harbour Trust."),
        ("reply-apple-fr", "Tout est encore vrai, sauf l’adresse du site."),
        (
            "reply-thunderbird-fr",
            "Oui, la Ligue des recycleurs, depuis le mois de mai.\n\nPas encore.",
        ),
        ("reply-outlook-es", "Hemos terminado en diciembre. Adjunto el informe.\n\nSaludos,\nAna"),
        ("reply-outlook-html", "The reef station moved to Suva & has a new name.\nBest, Ana"),
        ("reply-mail-ru", "Всё верно, но наш сайт переехал."),
        ("reply-yandex-ru", "Партнёрство завершено.\nСпасибо!"),
        ("reply-qq-zh", "我们有了新的合作伙伴。"),
        ("reply-gmail-zh", "一切如旧。"),
        ("reply-gmail-ar", "كل شيء ما زال صحيحا."),
        ("reply-old-ar", "انتهت الشراكة."),
        ("reply-with-files", "Here is our report."),
    ],
)
def test_what_is_new_in_a_reply_reaches_its_room(letter: Letter, rooms: Rooms, name: str, text: str) -> None:
    incoming = reply(name, letter)
    assert (incoming.state, incoming.kind, incoming.topic) == (State.HANDLED, Kind.REPLY, "case:12")
    assert [(each.reference, each.text, each.letter) for each in rooms.replies] == [("12", text, letter)]
    assert incoming.text == text


def test_a_reply_says_who_wrote_it_and_whether_that_is_who_got_the_letter(letter: Letter, rooms: Rooms) -> None:
    reply("reply-qq-zh", letter)
    reply("reply-old-ar", letter)
    assert [(each.sender, each.sender_name, each.is_from_addressee, each.subject) for each in rooms.replies] == [
        ("ana@reef.example", "李明", True, "回复:您的伙伴关系"),
        ("layla@gulf.example", "", False, "شراكتكم"),
    ]


def test_files_are_named_safely_and_known_by_their_bytes(letter: Letter, rooms: Rooms) -> None:
    incoming = reply("reply-with-files", letter)
    files = [(each.name, each.kind, each.size) for each in rooms.replies[0].attachments]
    assert files == [("Rapport d’activité.pdf", "application/pdf", 35), ("photo.pdf", "application/octet-stream", 8)]
    assert [each["name"] for each in incoming.attachments] == [name for name, _kind, _size in files]
    assert rooms.replies[0].attachments[0].content.startswith(b"%PDF")


@pytest.mark.parametrize(
    "name",
    ["away-exchange-en", "away-gmail-fr", "away-vacation-es", "away-words-ru", "away-words-zh", "away-words-ar"],
)
def test_an_automatic_reply_reaches_nobody(letter: Letter, rooms: Rooms, name: str) -> None:
    incoming = reply(name, letter)
    assert (incoming.state, incoming.kind, incoming.letter) == (State.SET_ASIDE, Kind.AUTOMATIC, letter)
    assert rooms.replies == []


@pytest.mark.parametrize(
    "subject",
    [
        "Re: Automatic reply: hello", "Une absence de réponse", "Our automatic reply to storms", "About leave",
        "Respuesta a su carta", "Ответ на письмо", "答复", "رد على رسالتكم",
    ],
)  # fmt: skip
def test_a_person_may_write_of_absences_and_replies(letter: Letter, rooms: Rooms, subject: str) -> None:
    raw = f"From: ana@reef.example\nSubject: {subject}\nContent-Type: text/plain; charset=utf-8\n\nYes.\n".encode()
    reply(raw, letter)
    assert [each.text for each in rooms.replies] == ["Yes."]


def test_one_of_our_own_letters_that_comes_round_stops_here(letter: Letter, rooms: Rooms) -> None:
    incoming = reply(build_message(letter).as_bytes(), letter)
    assert (incoming.state, incoming.kind, incoming.reason) == (State.QUARANTINED, Kind.LOOP, Reason.LOOP)
    assert rooms.replies == []


def test_a_sender_who_writes_without_end_is_stopped(letter: Letter, rooms: Rooms) -> None:
    for number in range(MOST_AN_HOUR + 3):
        last = reply(f"From: ana@reef.example\nSubject: Re: {number}\n\nAgain {number}.\n".encode(), letter)
    assert (len(rooms.replies), last.reason) == (MOST_AN_HOUR, Reason.TOO_MANY)


def test_the_same_mail_is_taken_once(letter: Letter, rooms: Rooms) -> None:
    first = reply("reply-gmail-en", letter)
    by_another_way = b"Received: from elsewhere.example\r\n" + mail("reply-gmail-en", letter).replace(b"\n", b"\r\n")
    assert reply(by_another_way, letter) == first
    assert (Incoming.objects.count(), len(rooms.replies)) == (1, 1)


def test_an_answer_to_two_letters_reaches_both(rooms: Rooms) -> None:
    letters = write(topic="case:1"), write(topic="case:2")
    for letter in letters:
        reply("reply-gmail-en", letter)
    assert [each.reference for each in rooms.replies] == ["1", "2"]


def test_a_reply_shows_that_an_uncertain_letter_arrived(letter: Letter) -> None:
    Letter.objects.update(state=Letter.State.UNCERTAIN)
    reply("reply-gmail-en", letter)
    letter.refresh_from_db()
    assert letter.state == Letter.State.SENT


def test_a_reply_is_found_by_its_headers_where_the_envelope_is_not_told(letter: Letter, rooms: Rooms) -> None:
    receive(mail("reply-gmail-en", letter), sender="", recipients=[], now=NOW)
    assert len(rooms.replies) == 1


@pytest.mark.parametrize(
    ("topic", "raw", "reason"),
    [
        ("", b"Subject: Re\n\nYes.", Reason.NO_TOPIC),
        ("tea:1", b"Subject: Re\n\nYes.", Reason.NO_HANDLER),
        ("case:1", b"Subject: Re\n\n> Is it so?\n", Reason.EMPTY),
    ],
    ids=["no topic", "no handler", "nothing new"],
)
def test_what_no_room_takes_waits_for_an_officer(rooms: Rooms, topic: str, raw: bytes, reason: str) -> None:
    incoming = reply(b"From: ana@reef.example\n" + raw, write(topic=topic))
    assert (incoming.state, incoming.reason, rooms.replies) == (State.QUARANTINED, reason, [])


def test_mail_of_anybody_waits_for_an_officer(rooms: Rooms) -> None:
    incoming = receive(mail("stranger"), sender="nobody@elsewhere.example", recipients=[STRANGER], now=NOW)
    assert (incoming.state, incoming.reason) == (State.QUARANTINED, Reason.UNKNOWN_ADDRESS)
    assert (incoming.text, bytes(incoming.raw)) == ("How does one register a partnership?", mail("stranger"))


def test_a_forged_signature_is_mail_of_anybody(letter: Letter, rooms: Rooms) -> None:
    forged = signed_address("reply", letter.pk).replace("-", "-0")[:-1]
    incoming = receive(mail("stranger"), sender="x@y.example", recipients=[forged], now=NOW)
    assert (incoming.reason, rooms.replies) == (Reason.UNKNOWN_ADDRESS, [])


def test_a_room_that_fails_leaves_the_mail_and_nothing_else(letter: Letter, monkeypatch: pytest.MonkeyPatch) -> None:
    from rapport.mail import routes

    def take(found: routes.Reply) -> None:
        write(subject="half done")
        raise ValueError("the case of ana@reef.example is closed")

    monkeypatch.setattr(routes, "_of_replies", {"case": take})
    incoming = reply("reply-gmail-en", letter)
    assert (incoming.state, incoming.reason) == (State.QUARANTINED, Reason.HANDLER_FAILED)
    assert incoming.note == "ValueError: the case of •••@••• is closed"
    assert not Letter.objects.filter(subject="half done").exists()


def test_a_mail_whose_worker_died_is_decided_later_and_once(letter: Letter, rooms: Rooms) -> None:
    incoming = reply("reply-gmail-en", letter)
    Incoming.objects.update(state=State.TAKEN)
    rooms.replies.clear()
    later = NOW + timedelta(minutes=6)
    assert [decide_left_over(now=NOW), decide_left_over(now=later), decide_left_over(now=later)] == [0, 1, 0]
    incoming.refresh_from_db()
    assert (incoming.state, len(rooms.replies)) == (State.HANDLED, 1)


def test_a_mail_that_is_too_big_is_kept_in_part_and_seen(letter: Letter, rooms: Rooms, monkeypatch: Any) -> None:
    from rapport.mail import incoming as room

    monkeypatch.setattr(room, "LARGEST", 200)
    incoming = reply("reply-gmail-en", letter)
    assert (incoming.state, incoming.reason, len(bytes(incoming.raw))) == (State.QUARANTINED, Reason.TOO_BIG, 200)
    assert rooms.replies == []
