"""A host adds a way to reach people; mail is one like any other, and what is used where no other can."""

import os
import subprocess
import sys
from datetime import date

import pytest

from rapport.registry.proposal import Proposal
from rapport.testing import REEF, document, register
from rapport.upkeep import channels
from rapport.upkeep.ladder import SHIPPED
from rapport.upkeep.models import Link
from rapport.upkeep.reminding import remind
from rapport.upkeep.tests.conftest import letters, person

pytestmark = pytest.mark.django_db


class Telephones:
    """A channel of short messages, for those whose number a host knows."""

    def __init__(self):
        self.sent = []

    def can_reach(self, user):
        return user.email.startswith("ana@")

    def send(self, user, template, *, name, context, about, topic, key):
        self.sent.append((user.email, template, context["link"], key))


@pytest.fixture
def telephones(settings, tmp_path, monkeypatch):
    settings.RAPPORT_HOME = tmp_path
    settings.RAPPORT_TODAY = date(2010, 6, 15)
    (tmp_path / "ladder.yaml").write_text(SHIPPED.read_text().replace("channels: [mail]", "channels: [sms, mail]"))
    channel = Telephones()
    monkeypatch.setitem(channels.channels, "sms", channel)
    return channel


def test_a_further_channel_reaches_whom_it_can_and_mail_the_others(telephones):
    for number in (1, 2):
        register(Proposal(f"P-{number}", document(REEF, name=f"Reef {number}"), confirmed_on=date(2009, 6, 15)))
    person("ana@example.org", of="P-1")
    person("ben@example.org", of="P-2")
    remind(today=date(2010, 6, 15))
    ((email, template, link, key),) = telephones.sent
    assert (email, template) == ("ana@example.org", "upkeep/reminder")
    assert "/u/" in link
    assert key
    assert [each.email for each in letters()] == ["ben@example.org"]
    assert Link.objects.count() == 2


AN_APP = """
from django.apps import AppConfig

class Messages(AppConfig):
    name = "short_messages"

    def ready(self):
        from rapport.upkeep.channels import channels
        channels["sms"] = object()
"""


def test_an_app_of_the_host_brings_its_channel(tmp_path):
    (tmp_path / "short_messages").mkdir()
    (tmp_path / "short_messages" / "__init__.py").touch()
    (tmp_path / "short_messages" / "apps.py").write_text(AN_APP)
    asks = "import django; django.setup(); from rapport.upkeep.channels import channels; print(sorted(channels))"
    around = {
        **os.environ, "RAPPORT_APPS": "short_messages", "RAPPORT_HOME": str(tmp_path / "home"),
        "DJANGO_SETTINGS_MODULE": "rapport.settings", "PYTHONPATH": os.pathsep.join([str(tmp_path), *sys.path]),
    }  # fmt: skip
    done = subprocess.run([sys.executable, "-c", asks], env=around, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "['mail', 'sms']"
