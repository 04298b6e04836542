"""The cast: what tests of every room are played with. Only tests import it."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from allauth.mfa.totp.internal.auth import TOTP
from django.db import transaction

from rapport.accounts.access import has_second_factor
from rapport.accounts.models import User
from rapport.exchange.bundle_reading import read_bundle
from rapport.exchange.importing import import_reading
from rapport.organizations.authority import Authority, Named
from rapport.organizations.models import Organization
from rapport.registration.models import Draft
from rapport.registry.document import PartnershipDocument
from rapport.registry.models import (
    BadRow,
    JournalEntry,
    JournalHead,
    Listing,
    Partnership,
    Record,
    Submission,
    Version,
)
from rapport.registry.proposal import Proposal
from rapport.registry.publishing import Outcome, publish
from rapport.sets import following
from rapport.sets.models import IndexDoc, IndexPart, IndexState, TokenBitmap
from rapport.statistics.figure import Figure
from rapport.statistics.figures import compute_figures

TODAY = date(2010, 2, 1)
NOW = datetime(2010, 2, 1, 9, 30, tzinfo=UTC)
REPOSITORY = Path(__file__).resolve().parents[1]

ORGANIZATIONS = (
    Named("fiji", "government-of-fiji", "Government of Fiji", "government", "FJ"),
    Named("samoa", "government-of-samoa", "Government of Samoa", "government", "WS"),
    Named("spree", "reef-programme", "Regional Reef Programme", "intergovernmental", "WS"),
    Named("recyclers", "island-recyclers", "Island Recyclers’ League", "business-industry", "FJ"),
    Named("divers", "divers-for-clean-seas", "Divers for Clean Seas", "ngo", "PH"),
    Named("unep", "unep", "United Nations Environment Programme", "un-system", "KE"),
)

REEF: dict[str, Any] = {
    "name": "Pacific Reef Watch",
    "objectives": "Divers and schools count corals and publish what they find.",
    "language": "en",
    "scope": "regional",
    "regions": ("asia-pacific",),
    "countries": ("FJ", "WS"),
    "started_on": "2003-05",
    "ends_on": "2008-05",
    "registered_on": "2003-06-01",
    "themes": ({"theme": "oceans-seas", "rank": "primary"}, {"theme": "education", "rank": "secondary"}),
    "mechanisms": ("training", "education-awareness"),
    "partners": (
        {"organization": "reef-programme", "role": "lead"},
        {"organization": "government-of-fiji"},
        {"organization": "divers-for-clean-seas"},
    ),
    "origin": "fictional: made for tests",
}
WASTE: dict[str, Any] = {
    "name": "Islands Without Litter",
    "objectives": "Sorts waste at the quay, and trains those who collect it.",
    "language": "en",
    "scope": "subregional",
    "started_on": "2004",
    "open_ended": True,
    "registered_on": "2004-03-12",
    "themes": ({"theme": "waste-management", "rank": "primary"},),
    "partners": ({"organization": "island-recyclers", "role": "lead"}, {"organization": "government-of-samoa"}),
    "origin": "fictional: made for tests",
}
PROGRESS: dict[str, Any] = {
    "targets": "Forty reefs counted each year.",
    "monitoring": "Each school tells the council.",
    "balance": "Schools, divers and fishers of six islands.",
    "dimensions": ("social", "environmental"),
    "added_value": ("new-phase",),
    "deliverables": (
        {"id": "d1", "title": "Reefs counted", "indicator": "Reefs in the open list", "unit": "reefs", "baseline": "0",
         "target": "40", "due_on": "2009-12", "value": "31", "value_on": "2009-11-20", "status": "under-way"},
        {"id": "d2", "title": "A handbook", "due_on": "2008", "status": "reached"},
    ),
    "reports": (
        {"reported_on": "2007-02-01", "summary": "Begun on two islands."},
        {"reported_on": "2009-11-20", "since": "2007-02", "language": "en", "summary": "Thirty-one reefs were counted.",
         "activities": ("training", "websites"), "lessons": "Begin before the storms.", "obstacles": "Boats are few.",
         "resources": "One boat more.", "evidence": ("https://reports.example.org/reefs", "Annex 2"),
         "contributions": ({"scheme": "mdg", "code": "7", "text": "Counted reefs are guarded."},)},
    ),
}  # fmt: skip


def document(base: dict[str, Any] = REEF, **changes: Any) -> PartnershipDocument:
    """A document of the cast, with what a test changes in it."""
    return PartnershipDocument.model_validate({**base, **changes})


def enter_cast() -> None:
    """The organizations of the cast, in the authority file."""
    Authority().enter(ORGANIZATIONS)


def register(
    *proposals: Proposal, today: date = TODAY, now: datetime = NOW, **documents: PartnershipDocument
) -> Outcome:
    """Publish proposals, and documents by their ids (``_`` stands for ``-``), with the organizations of the cast."""
    enter_cast()
    named = [Proposal(id=id_.replace("_", "-"), document=each) for id_, each in documents.items()]
    return publish([*proposals, *named], today=today, now=now)


def add_second_factor(user: User) -> None:
    """What a member of the staff needs before any page of theirs opens."""
    if not has_second_factor(user):
        TOTP.activate(user, "JBSWY3DPEHPK3PXP")


def empty_registry() -> None:
    """Nothing is left of the registry; far faster than flushing every table of the site."""
    of_sets = (IndexState, IndexPart, IndexDoc, TokenBitmap)
    of_registry = (Submission, Listing, Record, JournalEntry, Version, Partnership, JournalHead, BadRow)
    for model in (Draft, *of_sets, *of_registry, Organization):
        model.objects.all().delete()
    following.forget()


def skip(missing: str) -> Any:
    """Skip, with a word, what this machine cannot show; on the integration server a missing thing is a failure."""
    if os.environ.get("CI") == "true":
        pytest.fail(f"{missing} is missing, and CI=true.")
    pytest.skip(f"{missing} is not there.")


@contextmanager
def demonstration_figures() -> Iterator[dict[str, Figure]]:
    """Every figure of the demonstration registry, loaded for as long as the body runs: some ten seconds."""
    with transaction.atomic():
        reading = read_bundle(REPOSITORY / "demo" / "registry-2010")
        import_reading(reading, today=TODAY, now=NOW, is_publishing=True, is_strict=True)
        yield {each.id: each for each in compute_figures(today=TODAY, cycle="2010-2011")}
        transaction.set_rollback(True)


def shared_folder() -> Path:
    """The folder of real files beside the checkout, or ``RAPPORT_SHARED``; skips where there is none."""
    folder = Path(os.environ.get("RAPPORT_SHARED", REPOSITORY.parent / "shared"))
    return folder if (folder / "real").is_dir() else skip("The folder of real files")
