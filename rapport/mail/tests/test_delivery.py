"""Sending, against a real server that refuses, delays and hangs up: no mail twice, none forgotten."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from aiosmtpd.controller import Controller

from rapport.lib import clock
from rapport.mail import delivery, outages, outbox
from rapport.mail.models import Letter, Outage
from rapport.mail.tests.conftest import ANA, PostOffice, Rooms, free_port, text_of, write
from rapport.testing import NOW

pytestmark = pytest.mark.django_db
State = Letter.State
OLEG = outbox.Addressee("oleg@quay.example", "Олег", "ru")


def send(now: datetime = NOW) -> int:
    return delivery.send_waiting(now=now)


def state(letter: Letter) -> str:
    letter.refresh_from_db()
    return letter.state


def test_a_letter_is_sent_once(post_office: PostOffice) -> None:
    letter = write()
    assert [send(), send()] == [1, 0]
    assert (state(letter), letter.sent_at, letter.answer, letter.attempts) == (State.SENT, NOW, "250 2.0.0 queued", 1)
    assert [mail["Message-ID"] for mail in post_office.mails] == [f"<{letter.message_id}>"]


def test_many_letters_go_out_over_one_line_in_the_order_they_were_written(post_office: PostOffice) -> None:
    letters = [write(subject=f"Letter {number}") for number in range(5)]
    assert send() == 5
    assert [mail["Subject"] for mail in post_office.mails] == [letter.subject for letter in letters]


def test_a_held_letter_waits_for_its_release(post_office: PostOffice) -> None:
    letter = write(hold=True)
    assert send() == 0
    outbox.release(letter)
    assert send() == 1


def test_a_letter_waits_for_its_hour(post_office: PostOffice) -> None:
    write(not_before=NOW + timedelta(hours=8))
    assert [send(), send(NOW + timedelta(hours=8))] == [0, 1]


def test_what_the_server_refuses_for_good_is_refused_and_stops_no_other(post_office: PostOffice, rooms: Rooms) -> None:
    post_office.on_recipient = {ANA.email: "550 5.1.1 no such user ana@reef.example"}
    letters = write(), write(OLEG)
    assert send() == 1
    assert [state(letter) for letter in letters] == [State.REFUSED, State.SENT]
    assert letters[0].answer == "550 5.1.1 no such user •••@•••"
    assert [(letter.pk, hard) for letter, hard in rooms.bounces] == [(letters[0].pk, True)]


def test_to_be_unwelcome_is_no_news_of_the_mailbox(post_office: PostOffice, rooms: Rooms) -> None:
    post_office.on_recipient = {ANA.email: "554 5.7.1 relay access denied"}
    letter = write()
    send()
    assert (state(letter), rooms.bounces) == (State.REFUSED, [])


def test_a_content_that_is_refused_is_refused(post_office: PostOffice) -> None:
    post_office.on_data = "552 5.3.4 too big"
    letter = write()
    send()
    assert (state(letter), post_office.mails) == (State.REFUSED, [])


@pytest.mark.parametrize("step", ["recipient", "data"])
def test_a_letter_that_is_put_off_is_tried_at_growing_pauses_for_days(post_office: PostOffice, step: str) -> None:
    if step == "recipient":
        post_office.on_recipient = {ANA.email: "451 4.7.1 greylisted"}
    else:
        post_office.on_data = "452 4.3.1 disk full"
    letter, other = write(), write(OLEG)
    moment, pauses = NOW, []
    while send(moment) in (0, 1) and state(letter) == State.WAITING:
        assert letter.next_at is not None
        pauses.append(letter.next_at - moment)
        assert (send(letter.next_at - timedelta(seconds=1)), letter.attempts) == (0, len(pauses))
        moment = letter.next_at
    assert pauses == sorted(pauses)
    assert (pauses[0], pauses[-1]) == (delivery.FIRST_PAUSE, delivery.LONGEST_PAUSE)
    assert moment - NOW >= timedelta(days=3)
    assert state(letter) == State.REFUSED
    assert state(other) == (State.SENT if step == "recipient" else State.REFUSED)


def test_a_letter_that_was_put_off_arrives_when_the_server_takes_it(post_office: PostOffice) -> None:
    post_office.on_recipient = {ANA.email: "451 4.7.1 greylisted"}
    letter = write()
    send()
    post_office.on_recipient = {}
    assert send(NOW + delivery.FIRST_PAUSE) == 1
    assert (state(letter), letter.attempts) == (State.SENT, 2)


def test_no_letter_is_blamed_for_a_server_that_is_down_for_days(settings: Any) -> None:
    settings.RAPPORT_MAIL = f"smtp://127.0.0.1:{free_port()}"
    letters = [write(), write(OLEG)]
    moment, asked = NOW, 0
    while asked < 10:
        send(moment)
        outage = outages.current()
        asked += 1
        assert outage is not None
        assert outage.attempts == asked
        assert outage.next_at - moment <= outages.LONGEST_PAUSE
        moment = outage.next_at
    assert send(moment + timedelta(days=4)) == 0
    assert [(state(letter), letter.attempts) for letter in letters] == [(State.WAITING, 0)] * 2


def test_all_letters_go_out_when_the_server_is_back(post_office: PostOffice, settings: Any) -> None:
    running, settings.RAPPORT_MAIL = settings.RAPPORT_MAIL, f"smtp://127.0.0.1:{free_port()}"
    write(), write(OLEG)
    assert [send(), Outage.objects.count()] == [0, 1]
    settings.RAPPORT_MAIL = running
    assert [send(), send(NOW + timedelta(minutes=1)), Outage.objects.count()] == [0, 2, 0]


def test_a_server_that_takes_mail_of_nobody_is_down(post_office: PostOffice) -> None:
    post_office.on_mail = "530 5.7.0 authentication required"
    letter = write()
    send()
    assert (state(letter), letter.attempts, letter.claim) == (State.WAITING, 0, "")
    outage = outages.current()
    assert outage is not None
    assert outage.answer == "530 5.7.0 authentication required"


def test_a_line_lost_before_the_content_is_tried_again(post_office: PostOffice) -> None:
    post_office.hang_up = "recipient"
    letter = write()
    send()
    assert (state(letter), letter.handed_over_at) == (State.WAITING, None)
    post_office.hang_up = ""
    assert send(NOW + delivery.FIRST_PAUSE) == 1
    assert len(post_office.mails) == 1


@pytest.mark.parametrize("keeps", [True, False], ids=["taken", "lost"])
def test_a_line_lost_after_the_content_leaves_the_letter_uncertain_and_it_is_not_sent_again(
    post_office: PostOffice, keeps: bool
) -> None:
    post_office.hang_up, post_office.keeps = "content", keeps
    letter, other = write(), write(OLEG)
    send()
    post_office.hang_up = ""
    send(NOW + timedelta(days=30))
    assert (state(letter), state(other)) == (State.UNCERTAIN, State.UNCERTAIN)
    assert list(Letter.objects.uncertain().order_by("pk")) == [letter, other]
    assert len(post_office.mails) == (2 if keeps else 0)


def test_an_officer_may_send_an_uncertain_letter_again_and_it_is_the_same_mail(post_office: PostOffice) -> None:
    post_office.hang_up = "content"
    letter = write()
    send()
    post_office.hang_up = ""
    outbox.send_again(letter)
    assert send() == 1
    assert {mail["Message-ID"] for mail in post_office.mails} == {f"<{letter.message_id}>"}


def test_a_letter_whose_worker_died_before_handing_over_is_sent_by_the_next(post_office: PostOffice) -> None:
    letter = write()
    over = clock.real_now() - timedelta(seconds=1)
    Letter.objects.update(state=State.SENDING, claim="dead", leased_until=over)
    assert (send(), state(letter)) == (1, State.SENT)


def test_a_letter_whose_worker_died_while_handing_over_is_uncertain(post_office: PostOffice) -> None:
    letter = write()
    over = clock.real_now() - timedelta(seconds=1)
    Letter.objects.update(state=State.SENDING, claim="dead", leased_until=over, handed_over_at=NOW)
    assert (send(), state(letter), post_office.mails) == (0, State.UNCERTAIN, [])


def test_a_lease_that_holds_is_left_to_its_worker(post_office: PostOffice) -> None:
    letter = write()
    Letter.objects.update(state=State.SENDING, claim="alive", leased_until=clock.real_now() + timedelta(minutes=5))
    assert (send(), state(letter)) == (0, State.SENDING)


def test_a_letter_that_another_worker_took_meanwhile_does_not_go_out(
    post_office: PostOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    letter, build = write(), delivery.build_message

    def slowly(letter: Letter) -> Any:
        Letter.objects.update(claim="another")
        return build(letter)

    monkeypatch.setattr(delivery, "build_message", slowly)
    send()
    assert (post_office.mails, state(letter), letter.claim) == ([], State.SENDING, "another")


def test_a_clock_put_back_forgets_no_letter(post_office: PostOffice) -> None:
    post_office.on_recipient = {ANA.email: "451 4.7.1 greylisted"}
    letter = write()
    send(NOW + timedelta(days=900))
    post_office.on_recipient = {}
    assert (send(), state(letter)) == (1, State.SENT)


def test_a_clock_put_forth_ends_no_letter_early(post_office: PostOffice) -> None:
    post_office.on_recipient = {ANA.email: "451 4.7.1 greylisted"}
    letter = write()
    send()
    send(NOW + timedelta(days=900))
    assert state(letter) == State.WAITING


@pytest.mark.parametrize(
    "email", ["", "nobody", "two@at@once", "a b@reef.example", "<x@y>", "ana@", f"ana@{'x' * 300}.example"]
)
def test_what_is_no_address_is_refused_with_a_sentence(post_office: PostOffice, email: str) -> None:
    letter = write(outbox.Addressee(email))
    assert (send(), state(letter)) == (0, State.REFUSED)
    assert letter.answer.endswith(".")


def test_a_host_in_another_script_is_written_as_the_line_wants_it(post_office: PostOffice) -> None:
    write(outbox.Addressee("ana@bücher.example"))
    assert send() == 1
    assert post_office.envelopes[0][1] == ["ana@xn--bcher-kva.example"]


def test_a_mailbox_in_another_script_is_written_to_where_the_server_can(post_office: PostOffice) -> None:
    write(outbox.Addressee("олег@quay.example", "Олег"))
    assert send() == 1
    assert (post_office.envelopes[0][1], post_office.mails[0].defects) == (["олег@quay.example"], [])


def test_a_mailbox_in_another_script_is_refused_where_the_server_cannot(settings: Any) -> None:
    office = PostOffice()
    controller = Controller(office, hostname="127.0.0.1", port=office.port, enable_SMTPUTF8=False)
    controller.start()
    settings.RAPPORT_MAIL = f"smtp://127.0.0.1:{office.port}"
    letters = write(outbox.Addressee("олег@quay.example", "Олег")), write()
    assert send() == 1
    controller.stop()
    assert [state(letter) for letter in letters] == [State.REFUSED, State.SENT]
    assert letters[0].answer == "The mail server cannot write to an address in this script."


def test_without_a_server_letters_wait(settings: Any) -> None:
    settings.RAPPORT_MAIL = ""
    letter = write()
    assert (send(), state(letter)) == (0, State.WAITING)


def test_in_the_demonstration_letters_count_as_sent(settings: Any) -> None:
    settings.RAPPORT_MAIL, settings.RAPPORT_DEMO = "", True
    letter, held = write(secret=True), write(hold=True)
    assert (send(), state(letter), state(held)) == (1, State.SENT, State.HELD)
    assert letter.body


def test_the_body_of_a_secret_letter_is_forgotten_once_it_is_sent(post_office: PostOffice) -> None:
    letter = write(body="Your code is 123456", secret=True)
    send()
    assert (state(letter), letter.body) == (State.SENT, "")
    assert "123456" in text_of(post_office.mails[0])


def test_a_room_that_cannot_take_a_refusal_does_not_keep_it_from_being_written_down(
    post_office: PostOffice, rooms: Rooms
) -> None:
    rooms.error = ValueError("the desk is closed")
    post_office.on_recipient = {ANA.email: "550 5.1.1 no such user"}
    letter = write()
    send()
    assert state(letter) == State.REFUSED
