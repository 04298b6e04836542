"""Who plays in the tests of the desk: people with their browsers, a case, a letter."""

from typing import Any

from allauth.mfa.totp.internal.auth import TOTP
from django.test import Client

from rapport.accounts import people, roles
from rapport.accounts.access import has_second_factor
from rapport.accounts.models import Role, User
from rapport.mail import outbox
from rapport.mail.models import Letter
from rapport.registry import lifecycle
from rapport.registry.lifecycle import Actor
from rapport.registry.models import Submission
from rapport.screening.models import Intake
from rapport.testing import NOW, document

ANA = outbox.Addressee("ana@reef.example", "Ana Tui", "fr", "user:12")

BO = outbox.Addressee("bo@hill.example", "Bo Li", "en", "user:13")


def person(email: str, *held: Role, name: str = "", has_factor: bool = True) -> User:
    """Somebody with roles of the registry, and a second factor."""
    user = people.find_or_make(email, name=name, language="en")
    people.mark_proved(user)
    for role in held:
        roles.grant(user, role)
    if has_factor and not has_second_factor(user):
        TOTP.activate(user, "JBSWY3DPEHPK3PXP")
    return user


def browser_of(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def officer() -> Client:
    return browser_of(person("officer@desk.example", Role.OFFICER, name="Tomás Villanueva"))


def adviser() -> Client:
    return browser_of(person("adviser@desk.example", Role.ADVISER))


def secretariat(query: str = "theme=oceans-seas", **more: Any) -> Client:
    """A partner secretariat whose intake is what a query names."""
    user = person(f"{query.replace('=', '-')}@water.example", **more)
    intake = Intake.objects.create(title="Oceans", query=query)
    intake.people.add(user)
    return browser_of(user)


def send_in(author: User | None = None, **changes: Any) -> Submission:
    """Somebody sends a partnership of the cast in."""
    return lifecycle.submit(
        document(**changes), kind=Submission.Kind.REGISTRATION, by=Actor(author, Role.FOCAL_POINT, "form"), now=NOW
    )


def write(
    to: outbox.Addressee = ANA, *, subject: str = "Your partnership", body: str = "Is it *still* so?", **more: Any
) -> Letter:
    return outbox.write_text(subject, body, to=to, **more)


def text_of(response: Any) -> str:
    """The page as it is sent."""
    page: str = response.content.decode()
    return page
