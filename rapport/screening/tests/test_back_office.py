"""One back office: its navigation, and what its first page says of letters and mail."""

import pytest

from rapport.accounts.models import Role
from rapport.mail.models import Letter
from rapport.screening.tests.cast import adviser, browser_of, officer, person, text_of, write
from rapport.screening.tests.test_quarantine import mail

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("beside_real_data")]
PAGES = ("outbox", "quarantine", "intakes", "criteria", "upkeep", "cases")


@pytest.mark.parametrize("page", PAGES)
def test_every_page_of_it_leads_to_every_other(page):
    shown = text_of(officer().get(f"/en/desk/{page}/"))
    assert [each for each in PAGES if f'<a href="/en/desk/{each}/"' not in shown] == []
    assert f'<a href="/en/desk/{page}/" aria-current="page"' in shown


def test_people_are_a_matter_of_administrators():
    administrator = browser_of(person("ada@desk.example", Role.ADMINISTRATOR))
    assert '<a href="/en/desk/people/" aria-current="page"' in text_of(administrator.get("/en/desk/people/"))
    assert "/en/desk/people/" not in text_of(officer().get("/en/desk/"))


def test_it_says_who_is_signed_in_and_lets_them_out():
    page = text_of(officer().get("/en/desk/outbox/"))
    assert "officer@desk.example" in page
    assert 'action="/en/accounts/logout/"' in page


def test_the_first_page_says_how_many_letters_and_mails_want_something():
    for state in ("held", "held", "uncertain", "refused", "bounced", "sent"):
        Letter.objects.filter(pk=write().pk).update(state=state)
    mail()
    page = text_of(officer().get("/en/desk/"))
    said = (
        "2 letters are to be proof-read",
        "1 letter may or may not have arrived",
        "1 letter was refused",
        "1 letter came back",
        "1 mail is in quarantine",
    )
    assert [each for each in said if each not in page] == []


def test_an_adviser_is_not_told_of_them():
    write(hold=True)
    assert "proof-read" not in text_of(adviser().get("/en/desk/"))


def test_the_first_page_says_so_where_nothing_waits():
    moderator = browser_of(person("mo@desk.example", Role.MODERATOR))
    assert "Nothing waits for you today." in text_of(moderator.get("/en/desk/"))
    assert "Nothing waits for you today." not in text_of(officer().get("/en/desk/"))


@pytest.mark.parametrize("count", [1, 3])
def test_the_first_page_costs_the_same_for_one_letter_and_for_three(django_assert_num_queries, count):
    for _ in range(count):
        write(hold=True)
    browser = officer()
    browser.get("/en/desk/")
    with django_assert_num_queries(15):
        browser.get("/en/desk/")
