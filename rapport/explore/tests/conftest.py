"""A reader of the public pages, on the day on which the cast lives."""

import html
import re
from dataclasses import dataclass

import pytest
from django.test import Client
from django.utils.translation import override

from rapport.testing import TODAY


@dataclass
class Reader:
    """Reads pages as a browser without script does."""

    client: Client

    def open(self, path, **headers):
        return self.client.get(path, follow=True, headers=headers or None)

    def read(self, path):
        """The HTML of a page that must be there."""
        response = self.open(path)
        assert response.status_code == 200, f"{path}: {response.status_code}"
        return response.content.decode()

    def text(self, path):
        """What stands on a page, tags taken away."""
        body = self.read(path).partition("<body>")[2]
        return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", body)).split())

    def links(self, path):
        return [html.unescape(href) for href in re.findall(r'href="([^"]*)"', self.read(path))]


@pytest.fixture
def reader(db, settings):
    settings.RAPPORT_TODAY = TODAY
    with override("en"):
        yield Reader(Client())
