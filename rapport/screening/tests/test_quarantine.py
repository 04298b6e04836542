"""Mail that could not be placed: seen by officers alone, given to a case or discarded."""

from email.message import EmailMessage

import pytest

from rapport.mail.incoming import receive
from rapport.mail.models import Incoming
from rapport.registry.models import CaseEntry
from rapport.screening.tests.cast import adviser, officer, secretariat, send_in, text_of
from rapport.testing import NOW

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("beside_real_data")]
QUARANTINE = "/en/desk/quarantine/"


def mail(subject="About our reefs", text="We have counted them.", *, file=b"") -> Incoming:
    """A mail of a stranger to no address of a letter."""
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = "Bo Li <bo@hill.example>", "hello@registry.example", subject
    message.set_content(text)
    if file:
        message.add_attachment(file, maintype="application", subtype="octet-stream", filename="../letter.pdf")
    return receive(message.as_bytes(), sender="bo@hill.example", recipients=["hello@registry.example"], now=NOW)


def path(incoming, rest=""):
    return f"{QUARANTINE}{incoming.pk}/{rest}"


def test_the_list_says_from_whom_and_why():
    mail()
    page = text_of(officer().get(QUARANTINE))
    assert all(
        each in page for each in ("About our reefs", "Bo Li", "It was written to no address of one of our letters.")
    )


@pytest.mark.parametrize("browser", [adviser, secretariat])
def test_it_is_for_officers_alone(browser):
    found, visitor = mail(file=b"%PDF-1.4"), browser()
    paths = (QUARANTINE, path(found), path(found, "files/0/"))
    assert [visitor.get(each).status_code for each in paths] == [403, 403, 403]
    assert visitor.post(path(found), {"do": "discard"}).status_code == 403


@pytest.mark.parametrize("count", [1, 3])
def test_it_costs_the_same_for_one_mail_and_for_three(django_assert_num_queries, count):
    for number in range(count):
        mail(f"Mail {number}")
    browser = officer()
    browser.get(QUARANTINE)
    with django_assert_num_queries(6):
        browser.get(QUARANTINE)


def test_a_mail_is_given_to_a_case_as_a_note_of_the_desk():
    case, found = send_in(), mail()
    assert officer().post(path(found), {"do": "give", "case": str(case.pk)}).status_code == 302
    found.refresh_from_db()
    assert (found.state, found.topic) == ("handled", f"case:{case.pk}")
    assert CaseEntry.objects.get(kind="noted").text == "We have counted them."


def test_a_case_is_found_by_its_number_and_by_words():
    case, found, browser = send_in(), mail(), officer()
    for words in (str(case.pk), "reef watch", "reef\x01 watch"):
        page = text_of(browser.get(path(found), {"q": words}))
        assert f'name="case" value="{case.pk}"' in page


@pytest.mark.parametrize("number", ["", "999", "x", "1" * 30])
def test_a_case_that_there_is_not_gets_a_sentence_and_the_mail_stays(number):
    found = mail()
    answer = officer().post(path(found), {"do": "give", "case": number})
    assert answer.status_code == 409
    assert "There is no case of this number." in text_of(answer)
    assert Incoming.objects.in_quarantine().count() == 1


def test_it_is_discarded_with_a_word():
    found = mail()
    officer().post(path(found), {"do": "discard", "note": "an advertisement"})
    found.refresh_from_db()
    assert (found.state, found.note) == ("discarded", "an advertisement")


def test_of_two_officers_the_second_is_told():
    case, found, browser = send_in(), mail(), officer()
    browser.post(path(found), {"do": "discard"})
    answer = browser.post(path(found), {"do": "give", "case": str(case.pk)})
    assert "somebody else has dealt with it" in text_of(answer)
    assert not CaseEntry.objects.filter(kind="noted").exists()


def test_its_files_are_handed_out_to_be_saved_and_never_opened():
    found = mail(file=b"<html><script>alert(1)</script>")
    answer = officer().get(path(found, "files/0/"))
    assert answer.content == b"<html><script>alert(1)</script>"
    assert answer["Content-Disposition"] == 'attachment; filename="letter.pdf"'
    assert answer["Content-Type"] == "application/octet-stream"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Security-Policy"] == "sandbox; default-src 'none'"


def test_a_file_or_a_mail_that_there_is_not_is_not_there():
    found, browser = mail(file=b"%PDF-1.4"), officer()
    assert [browser.get(each).status_code for each in (path(found, "files/7/"), f"{QUARANTINE}999/")] == [404, 404]


def test_nothing_of_a_mail_is_markup():
    page = text_of(officer().get(path(mail("<script>x</script>", "<b>bold</b> <script>alert(1)</script>"))))
    assert "<script>" not in page
    assert "<b>bold" not in page
