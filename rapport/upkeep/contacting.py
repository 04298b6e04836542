"""A visitor's message to those who look after a record, relayed by us: neither side sees the other's address.

Files of those who look after it are passed on; those of a visitor are named only, for anybody may have sent them.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from rapport.lib.addresses import mask_addresses
from rapport.lib.texts import clean_text
from rapport.mail import outbox
from rapport.mail.attachments import ReceivedFile
from rapport.registry.history import InForce, find_in_force
from rapport.registry.models import Partnership
from rapport.upkeep import channels
from rapport.upkeep.addressees import DEPUTIES, FOCAL_POINTS, load_people
from rapport.upkeep.cases import open_case
from rapport.upkeep.ladder import ladder
from rapport.upkeep.models import Case, Message
from rapport.upkeep.notes import sign
from rapport.upkeep.showing import name_of

LONGEST = 5000


@dataclass
class ContactError(Exception):
    """The message was not taken: ``sentence`` says why."""

    sentence: str


def send_message(
    record: InForce, *, name: str, email: str, text: str, language: str, today: date, files: Sequence[ReceivedFile] = ()
) -> Message:
    """Take a message and relay it. Where nobody is known it waits, and a case is opened."""
    with transaction.atomic():
        partnership = Partnership.objects.select_for_update().get(pk=record.number)
        _refuse_flood(partnership, email, today=today)
        message = Message.objects.create(
            partnership=partnership, name=name, email=email.strip(), language=language, text=text[:LONGEST],
            sent_on=today,
        )  # fmt: skip
        if not _relay(message, record, files):
            open_case(Case.Kind.FIND, partnership.pk, today=today, note=sign("message"))
    return message


def _refuse_flood(partnership: Partnership, email: str, *, today: date) -> None:
    """Rows count, not memory: all workers see the same."""
    rules, of_today = ladder().contact, Message.objects.filter(sent_on=today)
    from_sender = of_today.filter(folded_email=email.strip().casefold())
    if from_sender.filter(partnership=partnership).exists():
        raise ContactError(_("You have written to this partnership today already. It will answer you by mail."))
    if from_sender.count() >= rules.a_day_from_a_sender:
        raise ContactError(_("You have written to many partnerships today. Write to this one tomorrow."))
    if of_today.filter(partnership=partnership).count() >= rules.a_day_to_a_record:
        raise ContactError(_("Many have written to this partnership today. Try again tomorrow."))


def _relay(message: Message, record: InForce, files: Sequence[ReceivedFile] = ()) -> bool:
    people = load_people({record.number: record.public_id})[record.number]
    reached = people.of(FOCAL_POINTS) or people.of(DEPUTIES)
    context = {
        "name": mask_addresses(message.name),
        "text": mask_addresses(message.text),
        "record": name_of(record).text,
        "public_id": record.public_id,
        "left_out": _names(files),
    }
    for person in reached:
        channels.send(
            person.user, "upkeep/contact", context=context, name=person.name,
            about=f"partnership:{record.public_id}", topic=f"contact:{message.pk}",
            key=f"upkeep.contact:{message.pk}:{person.user.pk}",
        )  # fmt: skip
    return bool(reached)


def take_reply(reference: str, text: str, *, today: date, files: Sequence[ReceivedFile] = ()) -> None:
    """The focal point answers our letter: passed on to the visitor. Once they are forgotten, nowhere."""
    message = Message.objects.filter(pk=_number(reference)).select_related("partnership").first()
    if message is None:
        raise ContactError(_("The message that this answers was forgotten by now."))
    _pass_back(message, clean_text(text)[:LONGEST], files, today=today)


def _pass_back(message: Message, text: str, files: Sequence[ReceivedFile], *, today: date) -> None:
    record = find_in_force(message.partnership.public_id, as_at=today)
    name = name_of(record).text if record else message.partnership.public_id
    with transaction.atomic():
        Message.objects.filter(pk=message.pk, answered_on=None).update(answered_on=today)
        outbox.write(
            "upkeep/contact_answer",
            to=outbox.Addressee(message.email, message.name, message.language),
            context={
                "text": mask_addresses(text), "record": name, "public_id": message.partnership.public_id,
                "left_out": _names(each for each in files if each.is_too_big),
            },
            attachments=[outbox.File(each.name, each.kind, each.content) for each in files if not each.is_too_big],
            about=f"partnership:{message.partnership.public_id}", topic=f"contact-back:{message.pk}",
        )  # fmt: skip
        still = Message.objects.filter(partnership=message.partnership, answered_on=None).exists()
        if not still:
            open_cases = Case.objects.filter(partnership=message.partnership, closed_on=None, kind=Case.Kind.CONTACT)
            open_cases.update(closed_on=today, outcome="answered")


def _names(files: Iterable[ReceivedFile]) -> list[str]:
    return [mask_addresses(each.name) for each in files]


def take_visitor_reply(reference: str, text: str, *, today: date, files: Sequence[ReceivedFile] = ()) -> None:
    """The visitor answers the answer: relayed like the first message, under the same limits."""
    message = Message.objects.filter(pk=_number(reference)).select_related("partnership").first()
    record = find_in_force(message.partnership.public_id, as_at=today) if message else None
    if message is None or record is None:
        raise ContactError(_("The message that this answers was forgotten by now."))
    text = clean_text(text)
    send_message(
        record, name=message.name, email=message.email, text=text, language=message.language, today=today, files=files
    )  # fmt: skip


def _number(reference: str) -> int:
    return int(reference) if reference.isascii() and reference.isdecimal() and len(reference) < 19 else 0


def waiting_messages(number: int) -> list[Message]:
    """The messages of visitors to a record that nobody has answered, the oldest first."""
    return list(Message.objects.filter(partnership=number, answered_on=None).order_by("pk")[:50])


def watch_messages(*, today: date) -> int:
    """Messages that stay unanswered bring a case forward; old ones are forgotten. Returns how many cases there are."""
    rules = ladder().contact
    waiting = Message.objects.filter(answered_on=None).order_by("pk")
    overdue = {each.partnership_id for each in waiting.iterator() if rules.unanswered.after(each.sent_on) <= today}
    for each in waiting.select_related("partnership").iterator():
        if record := find_in_force(each.partnership.public_id, as_at=today):
            _relay(each, record)  # who looks after it since gets it too; nobody gets it twice
    for number in sorted(overdue):
        open_case(Case.Kind.CONTACT, number, today=today)
    forgotten = [each.pk for each in Message.objects.iterator() if rules.forgotten.after(each.sent_on) <= today]
    Message.objects.filter(pk__in=forgotten).delete()
    return len(overdue)
