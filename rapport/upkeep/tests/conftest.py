"""People who look after records, and the letters that they get."""

import re
from dataclasses import dataclass

import pytest
from django.test import Client
from django.utils.translation import override

from rapport.accounts.models import Role
from rapport.accounts.people import find_or_make
from rapport.accounts.roles import grant
from rapport.mail.models import Letter
from rapport.testing import TODAY


def person(email="ana@example.org", *, of=(), role=Role.FOCAL_POINT, language="en", name="", area=""):
    """Somebody who looks after records."""
    user = find_or_make(email, language=language)
    for public_id in [of] if isinstance(of, str) else of:
        grant(user, role, partnership=public_id, name=name, area=area)
    return user


def letters(template="upkeep/reminder"):
    return list(Letter.objects.filter(template=template).order_by("pk"))


def path_in(letter):
    """The path of the link in a letter, as a reader of mail opens it."""
    return re.search(r"https?://[^/\s]+(/\S+/u/[^\s>]+)", letter.body)[1]


@dataclass
class Page:
    """A page behind a link, as a browser without script sees it."""

    path: str
    response: object

    @property
    def html(self):
        return self.response.content.decode()

    @property
    def press(self):
        return re.search(r'name="press" value="([^"]+)"', self.html)[1]

    def links(self):
        return re.findall(r'href="([^"]+)"', self.html)

    def values(self, name):
        return re.findall(rf'name="{name}" value="([^"]+)"', self.html)


@dataclass
class Mailbox:
    """Opens links and presses buttons."""

    client: Client

    def open(self, path):
        return Page(path, self.client.get(path))

    def post(self, path, **data):
        return Page(path, self.client.post(path, data))

    def press(self, path, **data):
        """Open a page, and press a button of it."""
        page = self.open(path)
        data = data or {"one": page.values("one")[0]}
        return self.post(path, press=page.press, **data)


@pytest.fixture
def mailbox(db, settings):
    settings.RAPPORT_TODAY = TODAY
    with override("en"):
        yield Mailbox(Client())
