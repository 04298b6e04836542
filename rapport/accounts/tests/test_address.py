"""Another mailbox: the old one holds until the new one is proved."""

from allauth.account.models import EmailAddress

from rapport.accounts import people
from rapport.accounts.models import User
from rapport.accounts.tests.conftest import Browser, last_letter, link_in, person

EMAIL = "/en/accounts/email/"


def ask(browser, user, address):
    browser.sign_in(user).open(EMAIL)
    return browser.post(EMAIL, email=address, action_add="")


def test_the_old_address_holds_until_the_link_is_pressed(browser):
    lea = person("lea@example.org")
    ask(browser, lea, "lea@example.net")
    assert User.objects.get().email == "lea@example.org"
    path = link_in(last_letter("accounts/address"))
    browser.open(path)
    assert User.objects.get().email == "lea@example.org"
    browser.post(path)
    assert User.objects.get().email == "lea@example.net"
    assert [each.email for each in EmailAddress.objects.all()] == ["lea@example.net"]
    assert people.find("lea@example.org") is None


def test_it_can_be_proved_in_another_browser_which_says_so(browser):
    ask(browser, person("lea@example.org"), "lea@example.net")
    path = link_in(last_letter("accounts/address"))
    other = Browser()
    other.open(path)
    other.post(path)
    assert "You have confirmed lea@example.net" in other.text()
    browser.open(EMAIL)
    assert "Now: lea@example.net" in browser.text()
    assert "You have confirmed" not in browser.text()


def test_an_address_that_became_somebody_elses_is_not_taken(browser):
    lea = person("lea@example.org")
    ask(browser, lea, "shared@example.net")
    path = link_in(last_letter("accounts/address"))
    people.find_or_make("shared@example.net")
    browser.open(path)
    browser.post(path)
    lea.refresh_from_db()
    assert lea.email == "lea@example.org"


def test_whether_an_address_has_an_account_is_not_told(browser):
    person("other@example.org")
    lea = person("lea@example.org")
    pages = []
    for address in ("other@example.org", "free@example.org"):
        EmailAddress.objects.filter(user=lea, verified=False).delete()
        ask(browser, lea, address)
        pages.append(browser.text().replace(address, "…"))
    assert pages[0] == pages[1]
