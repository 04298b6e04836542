"""Letters of this room: to those who propose, and to those who sign up."""

from typing import Any

from django.core.signing import BadSignature, Signer
from django.utils import translation

from rapport.accounts.letters import addressee, link
from rapport.events.announcing import Told
from rapport.events.changes import find_change
from rapport.events.models import Event, Proposal, SignUp
from rapport.events.times import describe_when
from rapport.mail.outbox import Addressee, write

_TOKENS = Signer(salt="events.sign-up", sep="~")


def token_of(sign_up: SignUp) -> str:
    return _TOKENS.sign(format(sign_up.pk, "x"))


def read_token(token: str) -> int:
    """The number of the sign-up that a link is of; 0 for a forged one."""
    try:
        return int(_TOKENS.unsign(token), 16)
    except (BadSignature, ValueError):
        return 0


def write_to_attendee(template: str, sign_up: SignUp, event: Event, **said: Any) -> None:
    """A letter about a sign-up, in the language in which its form was. Part of the caller's transaction."""
    with translation.override(sign_up.language):
        context = {
            "title": event.text_for(sign_up.language).title,
            "when": describe_when(event.when),
            "zone": event.time_zone if event.starts_at else "",
            "event": event,
            "sign_up": sign_up,
            "address": link("events:mine", token_of(sign_up), language=sign_up.language),
            **said,
        }
    write(
        f"events/{template}", to=Addressee(sign_up.email, sign_up.name, sign_up.language), context=context,
        about=sign_up.reference,
    )  # fmt: skip


def write_change(sign_up: SignUp, event: Event, before: Told) -> None:
    """What is other than they were told; no letter where nothing is. Part of the caller's transaction."""
    with translation.override(sign_up.language):
        change = find_change(before, event, reader=sign_up.language)
    if change:
        write_to_attendee("moved", sign_up, event, change=change)


def write_to_proposer(template: str, proposal: Proposal) -> None:
    """How a proposal ended, to who made it. Nobody is told where they have left. Part of the caller's transaction."""
    person = proposal.proposed_by
    if person is None or not person.email:
        return
    language = person.language or proposal.language
    context = {
        "title": proposal.event.text_for(language).title,
        "reason": proposal.reason,
        "address": link("content:event_entry", proposal.event.slug, language=language),
    }
    to = addressee(person)
    write(
        f"events/{template}", to=Addressee(to.email, to.name, language, to.person), context=context,
        about=f"event:{proposal.event_id}",
    )  # fmt: skip
