"""What came of an event stands on its page and on those of its partnerships."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from rapport.events.tests.conftest import change, hold
from rapport.testing import REEF, WASTE, document, register

pytestmark = pytest.mark.django_db
RECORD = "/en/partnerships/P-1/pacific-reef-watch/"


def test_the_outcome_is_written_back_onto_the_records_of_its_partnerships(client):
    register(P_1=document(REEF), P_2=document(WASTE))
    event = hold("Reef workshop", starts_on=date(2009, 11, 2), partnerships=";P-1;")
    before = client.get(RECORD)
    assert "Reef workshop" in before.content.decode()
    change(event, outcome="<p>Forty reefs were <b>counted</b>.<script>x()</script> Ask ana@example.org.</p>")
    after = client.get(RECORD, headers={"If-None-Match": before["ETag"]})
    assert after.status_code == 200  # a browser that has the page as it was gets the new one
    for page in (after, client.get(f"/en/events/{event.slug}/")):
        assert "<p>Forty reefs were <b>counted</b>." in page.content.decode()
        assert "<script>x" not in page.content.decode()
        assert "ana@example.org" not in page.content.decode()
    assert "Reef workshop" not in client.get("/en/partnerships/P-2/", follow=True).content.decode()


def test_what_is_to_come_stands_before_what_is_over(client):
    register(P_1=document(REEF))
    for title, day in (("Over", (2009, 1, 1)), ("Soon", (2010, 3, 1)), ("Later", (2010, 9, 1))):
        hold(title, starts_on=date(*day), partnerships=";P-1;P-9;")
    hold("Off", starts_on=date(2010, 4, 1), partnerships=";P-1;", status="cancelled")
    page = client.get(RECORD).content.decode()
    assert page.index(">Soon<") < page.index(">Off<") < page.index(">Later<") < page.index(">Over<")
    assert "<b>Cancelled</b>" in page
    assert 'href="/en/events/?partnership=P-1"' in page


def test_a_record_without_events_says_nothing_of_them(client):
    register(P_1=document(REEF))
    hold(partnerships=";P-11;")
    assert "/en/events/?partnership" not in client.get(RECORD).content.decode()


@pytest.mark.parametrize("count", [1, 3])
def test_a_record_asks_two_queries_more_however_many_events_it_has(client, count):
    register(P_1=document(REEF))
    client.get(RECORD)
    with CaptureQueriesContext(connection) as without:
        client.get(RECORD)
    for number in range(count):
        hold(f"Event {number}", partnerships=";P-1;", takes_sign_ups=True)
    with CaptureQueriesContext(connection) as with_events:
        client.get(RECORD)
    assert len(with_events) - len(without) == 1  # one is asked of every record
