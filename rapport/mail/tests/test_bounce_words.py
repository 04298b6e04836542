"""Servers that say in words alone what became of a letter, in the six languages and the charsets of their countries."""

from email.message import EmailMessage

import pytest

from rapport.mail.addresses import signed_address
from rapport.mail.incoming import receive
from rapport.mail.models import Incoming, Letter
from rapport.mail.tests.conftest import Rooms, write
from rapport.testing import NOW

pytestmark = pytest.mark.django_db
State, Kind = Incoming.State, Incoming.Kind

# Of each language: charset, subject, a mailbox that is not there, one that is full, a letter that is late.
WORDS = {
    "en": (
        "us-ascii", "Undelivered Mail", "The address ana@reef.example does not exist.", "The mailbox is full.",
        "It has not yet been delivered; delivery will be retried.",
    ),
    "fr": (
        "iso-8859-1", "Échec de la remise", "L'adresse ana@reef.example est inconnue.",
        "La boîte de ana@reef.example est pleine.", "La remise est retardée.",
    ),
    "es": (
        "windows-1252", "No se pudo entregar el mensaje", "La dirección ana@reef.example no existe.",
        "El buzón de ana@reef.example está lleno.", "La entrega sufre un retraso.",
    ),
    "ru": (
        "koi8-r", "Не удалось доставить письмо", "Пользователь ana@reef.example не найден.",
        "Почтовый ящик ana@reef.example переполнен.", "Доставка задержана.",
    ),
    "zh": (
        "gb18030", "退信通知", "收件人邮件地址（ana@reef.example）不存在，邮件无法送达。",
        "收件人（ana@reef.example）的邮箱已满。", "邮件投递延迟，系统将继续尝试。",
    ),
    "ar": (
        "windows-1256", "تعذر تسليم الرسالة", "العنوان ana@reef.example غير موجود.",
        "صندوق البريد ana@reef.example ممتلئ.", "تأخر تسليم الرسالة.",
    ),
}  # fmt: skip
GONE, FULL, LATE = range(2, 5)


@pytest.fixture
def sent() -> Letter:
    letter = write(topic="case:12")
    Letter.objects.update(state=Letter.State.SENT)
    letter.refresh_from_db()
    return letter


def tell(letter: Letter, language: str, what: int, *, to: str = "bounce", sender: str = "") -> Incoming:
    message, words = EmailMessage(), WORDS[language]
    message["From"] = sender or "postmaster@post.atoll.example"
    message["To"] = signed_address(to, letter.pk)
    message["Subject"] = words[1]
    message.set_content(f"{words[what]}\n\n-- \npost.atoll.example\n", charset=words[0])
    return receive(message.as_bytes(), sender=sender, recipients=[signed_address(to, letter.pk)], now=NOW)


@pytest.mark.parametrize("language", WORDS)
def test_a_mailbox_that_is_not_there_is_lost_at_once(sent: Letter, rooms: Rooms, language: str) -> None:
    incoming = tell(sent, language, GONE)
    assert (incoming.state, incoming.kind) == (State.HANDLED, Kind.BOUNCE)
    assert rooms.bounces == [(sent, True)]


@pytest.mark.parametrize("language", WORDS)
def test_one_that_is_full_is_not(sent: Letter, rooms: Rooms, language: str) -> None:
    assert tell(sent, language, FULL).kind == Kind.BOUNCE
    assert rooms.bounces == [(sent, False)]


@pytest.mark.parametrize("language", WORDS)
def test_a_letter_that_is_late_is_waited_for(sent: Letter, rooms: Rooms, language: str) -> None:
    incoming = tell(sent, language, LATE)
    assert (incoming.state, incoming.kind, rooms.bounces) == (State.HANDLED, Kind.DELAY, [])


@pytest.mark.parametrize("language", WORDS)
def test_a_person_who_tells_of_a_mailbox_that_is_not_there_is_no_server(
    sent: Letter, rooms: Rooms, language: str
) -> None:
    incoming = tell(sent, language, GONE, to="reply", sender="ana@reef.example")
    assert (incoming.kind, rooms.bounces) == (Kind.REPLY, [])
