"""The registry of the simulation: its records, its people, and the share of it that is current."""

from datetime import UTC, date, datetime, time, timedelta

from benchmarks.upkeep_world import START, Truth, World
from rapport.accounts.models import Role
from rapport.accounts.people import find_or_make
from rapport.accounts.roles import grant
from rapport.organizations.authority import Authority, Named
from rapport.registry.document import PartnershipDocument
from rapport.registry.proposal import Proposal
from rapport.registry.publishing import publish
from rapport.sets.following import view_of
from rapport.sets.query import Query


def enter_population(world: World) -> None:
    organizations = range(world.rules["population"]["organizations"])
    Authority().enter([Named(f"org-{n}", f"org-{n}", f"Made-up Organization {n}", "ngo") for n in organizations])
    proposals = [
        Proposal(each.id, _document(each), confirmed_on=each.confirmed_on, confirmed_by_role="focal-point")
        for each in world.records.values()
    ]
    publish(proposals, today=START, now=datetime.combine(START, time(8), UTC))
    before = {person.successor.email: person for person in world.people.values() if person.successor}
    for record in world.records.values():
        known = before.get(record.holder.email, record.holder)  # the registry does not know who left
        grant(find_or_make(known.email, language="en"), Role.FOCAL_POINT, partnership=record.id)
        if record.deputy:
            grant(find_or_make(record.deputy.email, language="fr"), Role.DEPUTY, partnership=record.id)


def _document(record: Truth) -> PartnershipDocument:
    return PartnershipDocument.model_validate({
        "name": f"Made-up partnership {record.id}", "objectives": "It exists in a simulation alone.", "language": "en",
        "registered_on": str(record.confirmed_on - timedelta(days=400)), "origin": "fictional: simulated",
        "partners": [{"organization": record.organization, "role": "lead"}],
    })  # fmt: skip


def share_current(world: World, today: date) -> tuple[float, float]:
    """Of the records that owe a word: the share that is green, and the share green though changed or over in truth."""
    query = Query.of(status="registered", freshness="green")
    view = view_of(query, today=today)
    base, green = view.select(Query.of(status="registered")), view.select(query)
    truths = list(world.records.values())  # in the order of record numbers
    untrue = sum(truths[number - 1].is_changed or truths[number - 1].is_over for number in green)
    return len(green) / len(base), untrue / len(base)
