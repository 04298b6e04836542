from typing import Any

import pytest
from django.test import Client

from rapport.accounts.models import Role, User
from rapport.accounts.people import find_or_make
from rapport.accounts.roles import grant
from rapport.registration.drafts import begin_registration
from rapport.registration.models import Draft
from rapport.registration.sending import send
from rapport.registration.tests.conftest import READY
from rapport.registry.models import Submission
from rapport.testing import NOW, TODAY, enter_cast


@pytest.fixture(autouse=True)
def without_second_factor(settings: Any) -> None:
    """What the second factor asks is tested in accounts."""
    settings.RAPPORT_DEMO = True


@pytest.fixture
def beside_real_data(without_second_factor: None, settings: Any) -> None:
    """No demonstration: a second factor is asked for, and doors in letters are shut."""
    settings.RAPPORT_DEMO = False


def staff(name: str, role: Role) -> User:
    person = find_or_make(f"{name.lower()}@example.org", name=name)
    grant(person, role)
    return person


@pytest.fixture
def olga(client: Client, db: Any) -> User:
    """An officer, signed in."""
    person = staff("Olga", Role.OFFICER)
    client.force_login(person)
    return person


def hand_in(**answers: list[str]) -> Submission:
    """A registration that somebody sent in, ready but for what a test changes."""
    enter_cast()
    draft: Draft = begin_registration(language="en", now=NOW)
    draft.answers = {**READY, **answers}
    draft.save()
    sent = send(draft, today=TODAY, now=NOW).waiting
    assert sent is not None
    return sent


@pytest.fixture
def case(db: Any) -> Submission:
    return hand_in()
