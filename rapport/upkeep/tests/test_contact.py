"""A visitor writes to those who look after a record: relayed both ways, limited, and a sign where nobody answers."""

from datetime import timedelta

import pytest
from django.core.cache import cache

from rapport.mail.attachments import LARGEST, receive_file
from rapport.mail.message import build_message
from rapport.mail.models import Letter
from rapport.testing import REEF, TODAY, WASTE, document, register
from rapport.upkeep.contacting import ContactError, take_reply, take_visitor_reply, watch_messages
from rapport.upkeep.ladder import SHIPPED
from rapport.upkeep.models import Case, Message
from rapport.upkeep.tests.conftest import letters, person

pytestmark = pytest.mark.django_db
FORM = "/en/contact/P-1/"
WRITTEN = {"name": "Vera Visit", "email": "vera@example.org", "text": "May our school join? Call vera@example.org."}


@pytest.fixture
def cast(mailbox):
    cache.clear()
    register(P_1=document(REEF), P_2=document(WASTE), P_3=document(REEF, name="Third"))
    person("ana@example.org", of=["P-1", "P-3"], language="fr")


def test_a_record_leads_to_its_form(mailbox, cast):
    assert 'href="/en/contact/P-1/"' in mailbox.open("/en/partnerships/P-1/pacific-reef-watch/").html
    assert "Pacific Reef Watch" in mailbox.open(FORM).html


def test_the_message_goes_to_the_focal_point_in_their_language_without_the_senders_address(mailbox, cast):
    answer = mailbox.post(FORM, **WRITTEN)
    assert "Your message is on its way" in answer.html
    (letter,) = letters("upkeep/contact")
    message = Message.objects.get()
    assert (letter.email, letter.language, letter.topic) == ("ana@example.org", "fr", f"contact:{message.pk}")
    assert "May our school join?" in letter.body
    assert "vera@example.org" not in letter.body + letter.subject
    assert "ana@example.org" not in answer.html


def test_the_answer_goes_back_through_us(mailbox, cast):
    mailbox.post(FORM, **WRITTEN)
    take_reply(str(Message.objects.get().pk), "Gladly!\nAna, ana@example.org", today=TODAY)
    (letter,) = letters("upkeep/contact_answer")
    assert letter.email == "vera@example.org"
    assert "Gladly!" in letter.body
    assert "ana@example.org" not in letter.body
    assert Message.objects.get().answered_on == TODAY


def test_the_visitor_can_answer_the_answer(mailbox, cast):
    mailbox.post(FORM, **WRITTEN)
    take_visitor_reply(str(Message.objects.get().pk), "Thank you!", today=TODAY + timedelta(days=1))
    assert "Thank you!" in letters("upkeep/contact")[-1].body


FILES = (receive_file("plan.pdf", b"%PDF-1.7 a plan"), receive_file("film.bin", b"x" * (LARGEST + 1)))


def test_files_of_an_answer_are_passed_on_and_those_that_are_too_big_named(mailbox, cast):
    mailbox.post(FORM, **WRITTEN)
    take_reply(str(Message.objects.get().pk), "Here it is.", today=TODAY, files=FILES)
    (letter,) = letters("upkeep/contact_answer")
    assert [(each.name, each.kind, bytes(each.content)) for each in letter.enclosures.all()] == [
        ("plan.pdf", "application/pdf", b"%PDF-1.7 a plan")
    ]
    assert "not passed on: film.bin." in letter.as_text()


def test_files_of_a_visitor_are_named_only(mailbox, cast):
    mailbox.post(FORM, **WRITTEN)
    take_visitor_reply(str(Message.objects.get().pk), "My plan.", today=TODAY + timedelta(days=1), files=FILES)
    letter = letters("upkeep/contact")[-1]
    assert not letter.enclosures.exists()
    assert "plan.pdf, film.bin." in letter.as_text()


def test_a_name_is_one_line_and_makes_no_header(mailbox, cast):
    mailbox.post(FORM, **{**WRITTEN, "name": "Vera\r\nBcc: all@example.org\n\n# Urgent"})
    assert Message.objects.get().name == "Vera Bcc: all@example.org # Urgent"
    (letter,) = letters("upkeep/contact")
    assert build_message(letter)["Bcc"] is None
    assert "all@example.org" not in letter.as_text()


@pytest.mark.parametrize("reference", ["999", "", "x", "9" * 40])
def test_an_answer_to_nothing_is_refused(cast, reference):
    with pytest.raises(ContactError):
        take_reply(reference, "Gladly!", today=TODAY)


def test_a_sender_writes_to_a_record_once_a_day(mailbox, cast):
    mailbox.post(FORM, **WRITTEN)
    answer = mailbox.post(FORM, **{**WRITTEN, "email": "VERA@example.org"})
    assert answer.response.status_code == 422
    assert "today already" in answer.html
    assert "May our school join?" in answer.html
    assert Message.objects.count() == 1


@pytest.mark.parametrize(
    ("rule", "senders", "records", "sentence"),
    [
        ("a_day_from_a_sender: 5", ["vera@example.org"] * 3, ["P-1", "P-2", "P-3"], "many partnerships today"),
        ("a_day_to_a_record: 10", [f"v{n}@example.org" for n in range(3)], ["P-1"] * 3, "Many have written"),
    ],
)
def test_it_is_limited_by_sender_and_by_record(mailbox, cast, settings, tmp_path, rule, senders, records, sentence):
    settings.RAPPORT_HOME = tmp_path
    limited = SHIPPED.read_text().replace(rule, f"{rule.partition(':')[0]}: 2")
    (tmp_path / "ladder.yaml").write_text(limited)
    answers = [
        mailbox.post(f"/en/contact/{record}/", **{**WRITTEN, "email": sender})
        for sender, record in zip(senders, records, strict=True)
    ]
    assert [each.response.status_code for each in answers] == [200, 200, 422]
    assert sentence in answers[-1].html


def test_it_is_limited_by_the_address_of_the_net_whatever_name_is_given(mailbox, cast, monkeypatch):
    monkeypatch.setattr("rapport.upkeep.contact_views.A_DAY_FROM_A_PLACE", 2)
    answers = [mailbox.post(FORM, **{**WRITTEN, "email": f"v{number}@example.org"}) for number in range(3)]
    assert [each.response.status_code for each in answers] == [200, 200, 422]
    assert "many partnerships today" in answers[-1].html
    assert "May our school join?" in answers[-1].html


def test_a_machine_that_fills_every_field_is_told_nothing_and_relayed_nowhere(mailbox, cast):
    assert "Your message is on its way" in mailbox.post(FORM, **WRITTEN, website="http://buy.example").html
    assert (Message.objects.count(), Letter.objects.count()) == (0, 0)


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"text": ""}, "Write your name and your message"),
        ({"text": "x" * 5001}, "too long"),
        ({"email": "vera at home"}, "is not an address of mail"),
    ],
)
def test_what_is_wrong_gets_a_sentence_and_stays_typed(mailbox, cast, typed, sentence):
    answer = mailbox.post(FORM, **{**WRITTEN, **typed})
    assert answer.response.status_code == 422
    assert sentence in answer.html
    assert 'value="Vera Visit"' in answer.html


def test_where_nobody_is_known_it_waits_and_an_officer_looks(mailbox, cast):
    mailbox.post("/en/contact/P-2/", **WRITTEN)
    assert Case.objects.get().kind == "find"
    assert Message.objects.count() == 1


def test_what_waits_goes_to_whoever_looks_after_it_then_and_once(mailbox, cast):
    mailbox.post("/en/contact/P-2/", **WRITTEN)
    watch_messages(today=TODAY)
    assert not letters("upkeep/contact")
    person("ben@example.org", of="P-2")
    for day in (1, 2):
        watch_messages(today=TODAY + timedelta(days=day))
    assert [each.email for each in letters("upkeep/contact")] == ["ben@example.org"]


def test_what_was_answered_goes_to_nobody_else(mailbox, cast):
    mailbox.post(FORM, **WRITTEN)
    take_reply(str(Message.objects.get().pk), "Gladly!", today=TODAY)
    person("ben@example.org", of="P-1")
    watch_messages(today=TODAY + timedelta(days=1))
    assert [each.email for each in letters("upkeep/contact")] == ["ana@example.org"]


def test_after_thirty_days_without_an_answer_it_is_a_sign_for_upkeep(mailbox, cast):
    mailbox.post(FORM, **WRITTEN)
    watch_messages(today=TODAY + timedelta(days=29))
    assert not Case.objects.exists()
    for _times in range(2):
        watch_messages(today=TODAY + timedelta(days=30))
    assert Case.objects.get().kind == "contact"
    take_reply(str(Message.objects.get().pk), "At last.", today=TODAY + timedelta(days=31))
    assert Case.objects.get().closed_on == TODAY + timedelta(days=31)


def test_after_half_a_year_a_message_is_forgotten(mailbox, cast):
    mailbox.post(FORM, **WRITTEN)
    watch_messages(today=TODAY + timedelta(days=180))
    assert not Message.objects.exists()
