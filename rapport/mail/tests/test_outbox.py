"""Letters before they are mails: written in the addressee's language, once, held, edited, cancelled."""

from typing import Any

import pytest
from django.db import transaction
from jinja2 import ChoiceLoader, DictLoader

from rapport.mail import outbox, rendering
from rapport.mail.message import build_message
from rapport.mail.models import Letter
from rapport.mail.tests.conftest import ANA, text_of, write

pytestmark = pytest.mark.django_db
State = Letter.State
REMINDER = """
{% block subject %}{{ name }}: {{ _("Partnerships") }}{% endblock %}
{% block body %}
**{{ name }}** [{{ _("Partnerships") }}]({{ link }})

{% trans who=to.name %}Written to {{ who }}, *today*.{% endtrans %}

{% if to.name %}{% trans %}Good day.{% endtrans %}{% endif %}

{% for each in partners %}
- {{ each }}
{% endfor %}

{% if partners %}
{% trans %}That is all.{% endtrans %}

{% endif %}
<{{ link }}>
{% endblock %}
"""


@pytest.fixture
def reminder(monkeypatch: pytest.MonkeyPatch) -> None:
    """A template ``upkeep/reminder``, as rooms above have them."""
    for environment in rendering._environments():
        ours = DictLoader({"upkeep/mail/reminder.txt": REMINDER})
        monkeypatch.setattr(environment, "loader", ChoiceLoader([ours]))


def remind(name: str = "Pacific Reef Watch", to: outbox.Addressee = ANA, **more: Any) -> Letter:
    context = {"name": name, "link": "https://registry.example/u/a_b_c/", "partners": ["Fiji", "1. Samoa"]}
    return outbox.write("upkeep/reminder", to=to, context=context, **more)


@pytest.mark.usefixtures("reminder")
def test_a_letter_speaks_the_language_of_who_gets_it() -> None:
    letter = remind()
    assert (letter.subject, letter.language) == ("Pacific Reef Watch: Partenariats", "fr")
    assert letter.as_text() == (
        "Pacific Reef Watch Partenariats <https://registry.example/u/a_b_c/>\n\n"
        "Written to Ana Tui, today.\n\nGood day.\n\n- Fiji\n- 1. Samoa\n\n"
        "That is all.\n\nhttps://registry.example/u/a_b_c/"
    )


@pytest.mark.usefixtures("reminder")
@pytest.mark.parametrize(
    "name",
    [
        "[Win](https://evil.example)", "<b>bold</b>", "*stars* and _lines_", "# Heading", "<https://evil.example>",
        "![x](https://evil.example/x.png)", "a &lt; b", "```code```", "1. first", "- item", "=====", "[x]: https://evil",
        "tab\tand 100 % of {{ braces }}", "back\\slash", "https://evil.example/auto",
    ],
)  # fmt: skip
def test_what_somebody_typed_stays_what_they_typed(name: str) -> None:
    letter = remind(name)
    assert letter.as_text().startswith(f"{name} Partenariats <")
    assert letter.subject.startswith(" ".join(name.split()))
    assert letter.as_html().count("<a ") == 2
    assert "<img" not in letter.as_html()
    assert "<b>" not in letter.as_html()


@pytest.mark.usefixtures("reminder")
def test_with_a_key_a_letter_is_written_once_only() -> None:
    assert remind(key="walk:12") == remind("Another", key="walk:12")
    assert Letter.objects.count() == 1


def test_a_letter_is_part_of_the_transaction_of_what_it_tells_of() -> None:
    with transaction.atomic():
        write()
        transaction.set_rollback(True)
    assert not Letter.objects.exists()


def test_an_unknown_language_is_that_of_the_site() -> None:
    assert write(outbox.Addressee("ana@reef.example", language="tlh")).language == "en"


def test_letters_are_found_by_what_they_are_about() -> None:
    first, second, _other = write(about="submission:12"), write(about="submission:12"), write(about="submission:1")
    assert list(Letter.objects.about("submission:12")) == [second, first]
    assert list(Letter.objects.to_person("user:12").about("submission:12")) == [second, first]


def test_a_held_letter_can_be_edited_and_released_once() -> None:
    letter = write(hold=True)
    outbox.edit(letter, subject=" Better\nsubject ", body="Better *body*")
    assert (letter.subject, letter.as_text()) == ("Better subject", "Better body")
    outbox.release(letter)
    assert letter.state == State.WAITING
    with pytest.raises(outbox.LetterStateError, match="no longer held"):
        outbox.release(letter)
    with pytest.raises(outbox.LetterStateError, match="cannot be changed"):
        outbox.edit(letter, subject="Late", body="Late")


def test_an_empty_letter_is_refused() -> None:
    letter = write(hold=True)
    with pytest.raises(outbox.LetterStateError, match="needs a subject"):
        outbox.edit(letter, subject="  ", body="Body")


def test_letters_are_released_in_bulk() -> None:
    letters = [write(hold=True), write(hold=True), write()]
    assert outbox.release_all([each.pk for each in letters]) == 2


@pytest.mark.parametrize(("state", "may"), [(s, s in ("held", "waiting")) for s in State.values])
def test_only_what_has_not_gone_out_is_cancelled(state: str, may: bool) -> None:
    letter = write()
    Letter.objects.update(state=state)
    if may:
        outbox.cancel(letter)
        assert letter.state == State.CANCELLED
    else:
        with pytest.raises(outbox.LetterStateError, match="cannot be cancelled"):
            outbox.cancel(letter)


@pytest.mark.parametrize(("state", "may"), [(s, s in ("uncertain", "refused")) for s in State.values])
def test_only_what_failed_is_sent_again(state: str, may: bool) -> None:
    letter = write()
    Letter.objects.update(state=state, attempts=3)
    if may:
        outbox.send_again(letter)
        assert (letter.state, letter.attempts) == (State.WAITING, 0)
    else:
        with pytest.raises(outbox.LetterStateError, match="can be sent again"):
            outbox.send_again(letter)


def test_the_mail_has_what_machines_look_for(settings: Any) -> None:
    settings.RAPPORT_MAIL_DOMAIN, settings.RAPPORT_MAIL_FROM = "registry.example", "hello@registry.example"
    letter = write(topic="case:12", unsubscribe="https://registry.example/stop/abc/")
    mail = build_message(letter)
    assert mail["From"] == "Rapport <hello@registry.example>"
    assert mail["To"] == "Ana Tui <ana@reef.example>"
    assert mail["Message-ID"] == f"<{letter.message_id}>" == build_message(letter)["Message-ID"]
    assert mail["Auto-Submitted"] == "auto-generated"
    assert mail["List-Unsubscribe"] == "<https://registry.example/stop/abc/>"
    assert mail["Reply-To"].startswith(f"reply+{letter.pk}-")
    assert mail["Content-Language"] == "fr"
    assert "https://registry.example/stop/abc/" in text_of(mail)
    assert 'href="https://registry.example/stop/abc/"' in text_of(mail, "text/html")


def test_a_letter_that_expects_no_answer_asks_for_none() -> None:
    mail = build_message(write())
    assert (mail["Reply-To"], mail["List-Unsubscribe"]) == (None, None)


def test_both_parts_say_the_same_and_nothing_in_them_is_active() -> None:
    mail = build_message(write(body="Is it **still** so?\n\n<script>alert(1)</script> [x](javascript:alert(1))"))
    assert mail.get_content_type() == "multipart/alternative"
    assert "Is it still so?" in text_of(mail)
    html = text_of(mail, "text/html")
    assert "<p>Is it <strong>still</strong> so?</p>" in html
    assert "<script" not in html
    assert 'href="javascript' not in html


def test_a_quotation_ends_where_it_ends() -> None:
    letter = write(body="Vera wrote:\n\n> One\n>\n> Two\n\nThat is all.")
    assert letter.as_text() == "Vera wrote:\n\n> One\n>\n> Two\n\nThat is all."


def test_a_letter_in_arabic_runs_from_right_to_left() -> None:
    letter = write(
        outbox.Addressee("layla@gulf.example", "ليلى", "ar"),
        subject="شراكتكم",
        body="هل ما زال الأمر كذلك؟\n\n<https://registry.example/u/1/>",
    )
    mail = build_message(letter)
    assert '<html lang="ar" dir="rtl">' in text_of(mail, "text/html")
    assert '<a href="https://registry.example/u/1/" dir="ltr">' in letter.as_html()
    assert letter.as_html().startswith('<div lang="ar" dir="rtl">')
    assert "هل ما زال الأمر كذلك؟" in text_of(mail)
    assert mail["Subject"] == "شراكتكم"


def test_files_go_with_a_letter() -> None:
    letter = write(attachments=[outbox.File("décision.pdf", "application/pdf", b"%PDF-1.4")])
    files = [(part.get_filename(), part.get_content()) for part in build_message(letter).iter_attachments()]
    assert files == [("décision.pdf", b"%PDF-1.4")]


@pytest.mark.parametrize("text", ["Subject\r\nBcc: all@reef.example", "a\0b", "\ud83d half", "x" * 3000])
def test_no_text_makes_a_header_of_its_own(text: str) -> None:
    mail = build_message(write(outbox.Addressee("ana@reef.example", text), subject=text))
    raw = mail.as_bytes()
    assert b"\nBcc:" not in raw
    assert max(map(len, raw.splitlines())) <= 998
