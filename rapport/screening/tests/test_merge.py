"""Two records become one: side by side, looked at, done in one transaction, undone."""

import re
from typing import Any

import pytest
from django.test import Client

from rapport.accounts.models import Offer, Role, User
from rapport.accounts.offers import invite
from rapport.accounts.people import find_or_make
from rapport.accounts.roles import grant, has_role
from rapport.registry.acceptance import newest_version
from rapport.registry.document import PartnershipDocument
from rapport.registry.history import newest_entry
from rapport.registry.models import JournalEntry, Partnership
from rapport.screening.models import BulkChange
from rapport.screening.tests.conftest import staff
from rapport.testing import NOW, WASTE, document, register

pytestmark = pytest.mark.django_db
ADDRESS = "/en/desk/merge/?from=P-1&to=P-2"


@pytest.fixture(autouse=True)
def records(db: Any) -> None:
    register(P_1=document(governance="A board."), P_2=document(WASTE), P_3=document(WASTE, name="Third"))


def now_says(public_id: str) -> PartnershipDocument:
    return newest_version(Partnership.objects.get(public_id=public_id)).document


def look(client: Client, **choices: str) -> str:
    page: str = client.post(ADDRESS, {"do": "preview", **choices}).content.decode()
    return page


def press(client: Client, page: str, **more: str) -> Any:
    found = re.search(r'name="fingerprint" value="([^"]+)"', page)
    assert found
    given = {"do": "merge", "fingerprint": found[1], "reason": "The same work.", "on": "2010-01-31", **more}
    return client.post(ADDRESS, given)


def test_they_stand_side_by_side_where_they_differ(client: Client, olga: User) -> None:
    page = client.get(ADDRESS).content.decode()
    assert "“Pacific Reef Watch” into “Islands Without Litter”" in page
    assert "Samoa" in page
    assert 'name="countries" value="both" checked' in page
    assert 'name="name" value="ours" checked' in page
    assert 'name="governance" value="theirs" checked' in page


def test_it_shows_what_would_come_of_it_and_writes_nothing(client: Client, olga: User) -> None:
    entry = newest_entry()
    page = look(client, name="theirs")
    assert '<ins class="added">Pacific Reef Watch</ins>' in page
    assert newest_entry() == entry


def test_both_are_published_together_in_the_role_of_the_officer(client: Client, olga: User) -> None:
    press(client, look(client))
    ended, stays = now_says("P-1"), now_says("P-2")
    assert (ended.status, str(ended.status_on), ended.successor) == ("merged", "2010-01-31", "P-2")
    assert (stays.name, stays.governance, stays.countries) == ("Islands Without Litter", "A board.", ("FJ", "WS"))
    new = JournalEntry.objects.filter(number__gt=3).order_by("number")
    assert {(each.role, each.channel) for each in new} == {("officer", "desk")}
    assert not new.filter(kind="confirmed").exists()


def test_the_page_of_each_says_so(client: Client, olga: User) -> None:
    press(client, look(client))
    ended = client.get("/en/partnerships/P-1/", follow=True).content.decode()
    assert "It has become part of another partnership" in ended
    assert "/en/partnerships/P-2/islands-without-litter/" in ended
    assert "Merged into it" in client.get("/en/partnerships/P-2/", follow=True).content.decode()


def test_it_stands_in_the_log_and_is_undone(client: Client, olga: User) -> None:
    before = now_says("P-1"), now_says("P-2")
    done = press(client, look(client)).url
    page = client.get(done).content.decode()
    assert "P-1 merged into P-2" in page
    assert "The same work." in page
    assert "P-1 merged into P-2" in client.get("/en/desk/records/P-2/").content.decode()
    client.post(done)
    assert (now_says("P-1"), now_says("P-2")) == before


def test_what_is_done_is_what_was_shown(client: Client, olga: User) -> None:
    page = look(client)
    assert press(client, page, name="theirs").status_code == 409
    register(P_2=document(WASTE, name="Renamed"))
    answer = press(client, page)
    assert answer.status_code == 409
    assert "not what would be done now" in answer.content.decode()
    assert (BulkChange.objects.count(), now_says("P-1").status) == (0, "registered")


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"reason": " "}, "Say why"),
        ({"on": "soon"}, "is not a date"),
        ({"on": "2011"}, "has not come yet"),
        ({"on": "1999"}, "before it was registered"),
    ],
)
def test_what_cannot_be_gets_a_sentence(client: Client, olga: User, wrong: dict[str, str], sentence: str) -> None:
    answer = press(client, look(client), **wrong)
    assert (answer.status_code, sentence in answer.content.decode()) == (422, True)
    assert now_says("P-1").status == "registered"


@pytest.mark.parametrize(
    ("pair", "sentence"),
    [
        ("from=P-1&to=p-1", "merged with itself"),
        ("from=P-1&to=P-9", "no partnership with the number"),
        ("from=P-9&to=P-1", "no partnership with the number"),
        ("from=P-4&to=P-1", "merged already"),
        ("from=P-1&to=P-4", "circle"),
        ("from=P-1&to=P-5", "P-5 has itself ended"),
    ],
)
def test_a_pair_that_cannot_be_is_refused(client: Client, olga: User, pair: str, sentence: str) -> None:
    register(
        P_4=document(WASTE, status="merged", status_on="2009", successor="P-1"),
        P_5=document(WASTE, status="completed", status_on="2009"),
    )
    answer = client.get(f"/en/desk/merge/?{pair}")
    assert (answer.status_code, sentence in answer.content.decode()) == (422, True)


def test_words_in_place_of_a_number_find_what_may_be_meant(client: Client, olga: User) -> None:
    page = client.get("/en/desk/merge/?from=P-1&to=litter").content.decode()
    assert 'href="?from=P-1&amp;to=P-2"' in page


def test_what_does_not_fit_together_is_said(client: Client, olga: User) -> None:
    answer = client.post(ADDRESS, {"do": "preview", "ends_on": "theirs"})
    assert (answer.status_code, "has no end" in answer.content.decode()) == (422, True)


def test_nobody_but_officers_merges(client: Client) -> None:
    assert client.get(ADDRESS).status_code == 302
    client.force_login(staff("Ada", Role.ADVISER))
    assert (client.get(ADDRESS).status_code, client.post(ADDRESS).status_code) == (403, 403)


def test_who_spoke_for_the_record_that_ended_is_asked_to_speak_for_the_other(client: Client, olga: User) -> None:
    ana, ben, cy = (find_or_make(f"{name}@example.org", language="fr") for name in ("ana", "ben", "cy"))
    for person, role, partnership in (
        (ana, Role.FOCAL_POINT, "P-1"), (ben, Role.DEPUTY, "P-1"), (ben, Role.FOCAL_POINT, "P-2"),
        (cy, Role.FOCAL_POINT, "P-3"),
    ):  # fmt: skip
        grant(person, role, partnership=partnership)
    press(client, look(client), invite="on")
    assert [(each.email, each.role, each.partnership, each.language) for each in Offer.objects.all()] == [
        ("ana@example.org", "deputy", "P-2", "fr")
    ]
    assert not has_role(ana, Role.DEPUTY, partnership="P-2"), "asked, not made one"
    assert has_role(ana, Role.FOCAL_POINT, partnership="P-1")


def test_undone_nobody_is_asked_any_more_but_by_others(client: Client, olga: User) -> None:
    grant(find_or_make("ana@example.org"), Role.FOCAL_POINT, partnership="P-1")
    press(client, look(client), invite="on")
    of_others = invite("ana@example.org", Role.DEPUTY, by=None, now=NOW, partnership="P-2", area="FJ")
    client.post(f"/en/desk/bulk/log/{BulkChange.objects.get().pk}/")
    assert Offer.objects.get(withdrawn_at=None) == of_others


def test_a_record_that_nobody_speaks_for_is_offered_a_focal_point(client: Client, olga: User) -> None:
    grant(find_or_make("ana@example.org"), Role.DEPUTY, partnership="P-1")
    press(client, look(client), invite="on")
    assert Offer.objects.get().role == "focal-point"


def test_nobody_is_asked_where_the_officer_does_not_want_it_or_nothing_was_done(client: Client, olga: User) -> None:
    grant(find_or_make("ana@example.org"), Role.FOCAL_POINT, partnership="P-1")
    page = look(client)
    assert 'name="invite" checked' in page
    press(client, page, invite="on", reason=" ")
    press(client, page)
    assert not Offer.objects.exists()
