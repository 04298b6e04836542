"""A page that is not there offers what is near."""

import pytest

from rapport.testing import REEF, WASTE, document, register

pytestmark = pytest.mark.django_db


def test_a_slip_in_a_number_finds_the_records_near_it(reader):
    register(P_0123=document(REEF), P_0456=document(WASTE))
    response = reader.open("/en/partnerships/P-0128/")
    assert response.status_code == 404
    assert "There is no partnership with the number “P-0128”." in response.content.decode()
    assert "P-0123 · Pacific Reef Watch" in response.content.decode()


def test_the_words_of_the_address_are_searched(reader):
    register(P_1=document(REEF))
    assert (
        "/en/partnerships/P-1/pacific-reef-watch/" in reader.open("/en/partnerships/X-9/reef-watch/").content.decode()
    )


def test_a_slip_in_the_id_of_an_organization_finds_those_near_it(reader):
    register(P_1=document(REEF))
    assert "Government of Fiji" in reader.open("/en/organizations/government-of-figi/").content.decode()


@pytest.mark.parametrize("path", ["/fr/reef-watch/", "/fr/partnerships/P-1x/"])
def test_what_is_near_is_marked_with_its_language(reader, path):
    register(P_1=document(REEF))
    found = reader.open(path).content.decode()
    assert 'href="/fr/partnerships/P-1/pacific-reef-watch/" lang="en" dir="ltr">' in found
    assert '</a> <span class="mark-language">anglais</span></li>' in found


NONSENSE = ["/en/themes/wine/", "/en/countries/XX/", "/en/partnerships/%00/", "/en/countries/%00/", "/en/a%FF/", "/xx/"]


@pytest.mark.parametrize("path", NONSENSE)
def test_nonsense_is_answered_with_a_page_not_a_fault(reader, path):
    assert reader.open(path).status_code == 404


@pytest.mark.parametrize(
    ("path", "sentence"),
    [
        ("/en/news/nothing-such/", "There is no such page, or not any more."),
        ("/en/reports/nothing-such/", "There is no such edition of the report."),
        ("/en/nothing-such/", "The address leads nowhere."),
    ],
)
def test_what_a_view_says_that_finds_nothing_is_said(reader, path, sentence):
    answer = reader.open(path)
    assert answer.status_code == 404
    assert sentence in answer.content.decode()
