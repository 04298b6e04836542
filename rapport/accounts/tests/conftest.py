"""People of the cast, and a browser without script for each."""

import html
import re
from dataclasses import dataclass, field

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client
from django.utils.translation import override

from rapport.accounts import people, roles
from rapport.accounts.models import Role
from rapport.mail.models import Letter
from rapport.testing import TODAY, add_second_factor


@dataclass
class Browser:
    """Opens pages, and posts forms as they stand on them, token and all."""

    client: Client = field(default_factory=lambda: Client(enforce_csrf_checks=True))
    page: str = ""

    def open(self, path, **more):
        answer = self.client.get(path, follow=True, **more)
        self.page = answer.content.decode()
        return answer

    def post(self, path, follow=True, **given):
        """Post to a path with the token of the page that is open."""
        token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', self.page)
        answer = self.client.post(path, {"csrfmiddlewaretoken": token and token[1], **given}, follow=follow)
        self.page = answer.content.decode()
        return answer

    def text(self):
        body = self.page.partition("<body>")[2]
        return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", body)).split())

    def sign_in(self, user):
        self.client.force_login(user)
        return self

    @property
    def user_id(self):
        """Who is signed in."""
        return self.client.session.get("_auth_user_id")


@pytest.fixture(autouse=True)
def _day(db, settings):
    settings.RAPPORT_TODAY = TODAY
    with override("en"):
        yield


@pytest.fixture
def browser():
    return Browser()


def person(email, *given, factor=False, **of):
    """Somebody with roles; with a second factor where a test needs one."""
    user = people.find_or_make(email, language="en")
    people.mark_proved(user)
    for role in given:
        roles.grant(user, role, **of)
    if factor:
        add_second_factor(user)
    return user


@pytest.fixture
def administrator():
    return person("ada@example.org", Role.ADMINISTRATOR, factor=True)


@pytest.fixture
def focal_point():
    return person("lea@example.org", Role.FOCAL_POINT, partnership="P-1")


def last_letter(template=""):
    found = Letter.objects.order_by("-pk")
    return found.filter(template=template).first() if template else found.first()


def link_in(letter):
    """The path of the page that a letter leads to."""
    return re.search(r"https?://[^/\s]+(/[^\s>]+)", letter.as_text())[1]


def code_in(letter):
    return re.search(r"\*\*(\S+)\*\*", letter.body)[1]


def totp_now(user):
    from allauth.mfa.totp.internal import auth

    kept = Authenticator.objects.get(user=user, type=Authenticator.Type.TOTP).wrap()
    secret = kept.instance.data["secret"]
    return auth.format_hotp_value(auth.hotp_value(secret, next(iter(auth.yield_hotp_counters_from_time()))))
