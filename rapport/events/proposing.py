"""Events that partnerships propose: written as drafts, published or declined by editors."""

from datetime import datetime
from typing import Any

from django.db import transaction

from rapport.accounts.models import Role, RoleGrant, User
from rapport.content.codes import write_codes
from rapport.events.letters import write_to_proposer
from rapport.events.models import Event, EventText, Proposal

SPEAKERS = (Role.FOCAL_POINT, Role.DEPUTY)
_OF_EVENT = (
    "language", "kind_of", "starts_on", "starts_at", "ends_on", "ends_at", "time_zone", "country", "online",
)  # fmt: skip


def speaks_for(person: Any) -> list[str]:
    """The ids of the partnerships that a person speaks for."""
    grants = RoleGrant.objects.filter(user=person, role__in=SPEAKERS).exclude(partnership="")
    return sorted(set(grants.values_list("partnership", flat=True)))


@transaction.atomic
def propose(given: dict[str, Any], *, by: User, now: datetime) -> Proposal:
    """A draft that no reader sees, and that waits for an editor. ``given``: what a ``ProposalForm`` read."""
    event = Event(
        live=False, has_unpublished_changes=True, themes=write_codes(given["themes"]),
        partnerships=write_codes([given["partnership"]]), **{name: given[name] for name in _OF_EVENT},
    )  # fmt: skip
    text = EventText(language=given["language"], changed_at=now)
    text.title, text.summary, text.place = given["title"], given["summary"], given["place"]
    event.texts = [text]
    event.save()
    event.save_revision(user=by)
    return Proposal.objects.create(
        event=event, proposed_by=by, partnership=given["partnership"], language=given["language"], proposed_at=now
    )


@transaction.atomic
def decline(proposal: Proposal, reason: str) -> bool:
    """Its proposer is told why. False if somebody has decided before."""
    waiting = Proposal.objects.filter(pk=proposal.pk, state=Proposal.State.WAITING)
    if not waiting.update(state=Proposal.State.DECLINED, reason=reason):
        return False
    proposal.refresh_from_db()
    write_to_proposer("declined", proposal)
    return True


@transaction.atomic
def follow_published(event: Event) -> None:
    """The first time that a proposed event is published its proposer is told, also where it was declined before."""
    waiting = Proposal.objects.filter(event=event).exclude(state=Proposal.State.PUBLISHED)
    if waiting.update(state=Proposal.State.PUBLISHED):
        write_to_proposer("published", Proposal.objects.select_related("event", "proposed_by").get(event=event))


def waiting_proposals() -> list[Proposal]:
    """Those that wait for an editor, the oldest first. Two queries, or one where there is none."""
    waiting = Proposal.objects.filter(state=Proposal.State.WAITING).order_by("pk")
    return list(waiting.select_related("event").prefetch_related("event__texts"))
