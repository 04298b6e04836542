"""A partnership of which the rules of 2003 say nothing, and the people of these tests."""

from typing import Any

import pytest
from django.test import Client
from django.utils.translation import override

from rapport.accounts import people, roles
from rapport.accounts.models import Role
from rapport.criteria.files import load_files
from rapport.criteria.models import RuleSet
from rapport.criteria.versions import draft_from, rule_set_on
from rapport.organizations.directory import Entry
from rapport.testing import ORGANIZATIONS, REEF, TODAY, add_second_factor

COMPLETE: dict[str, Any] = {
    **REEF,
    "objectives": "Divers and schools of two countries count corals each season, and publish what they find for all.",
    "targets": "40 reefs counted each year by 2008.",
    "monitoring": "The steering group reads three indicators each spring and tells the ministers.",
    "governance": "A steering group of all partners decides; its chair goes round.",
    "balance": "Public, private and civic partners of both countries.",
    "capacity_building": "Divers train teachers, who keep the instruments.",
    "dimensions": ("economic", "environmental", "social"),
    "added_value": ("new",),
    "website": "https://reef.example/",
    "finance": "secured",
    "commitments": (
        {"scheme": "agenda-21", "code": "17", "explanation": "Counts what chapter 17 asks to be protected."},
    ),
}
DIRECTORY = {each.id: Entry(0, each.id, each.name, each.type, each.country) for each in ORGANIZATIONS}


def shipped(code: str) -> RuleSet:
    """A shipped rule set as a version that is nowhere kept."""
    from django.conf import settings

    file = next(each for each in load_files(settings.RAPPORT_CRITERIA) if each.code == code)
    return RuleSet(code=file.code, version=1, kind=file.kind, body=file.body)


@pytest.fixture
def csd():
    return shipped("csd-11-2003")


@pytest.fixture
def bali():
    return shipped("bali-2002")


@pytest.fixture(autouse=True)
def standing_day(settings):
    settings.RAPPORT_TODAY = TODAY
    with override("en"):
        yield


def signed_in(*held: Role) -> Client:
    person = people.find_or_make(f"{'-'.join(held) or 'nobody'}@desk.example")
    for role in held:
        roles.grant(person, role)
    client = Client()
    add_second_factor(person)
    client.force_login(person)
    return client


@pytest.fixture
def officer(db):
    return signed_in(Role.OFFICER)


@pytest.fixture
def draft(db):
    return draft_from(rule_set_on(TODAY))
