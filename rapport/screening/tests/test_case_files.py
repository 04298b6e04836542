"""The files of a case: what the applicant enclosed, what came by mail; for those who may see the case alone."""

from email.message import EmailMessage

import pytest
from django.test import Client

from rapport.mail.addresses import signed_address
from rapport.mail.incoming import receive
from rapport.registration.attaching import attach
from rapport.registry.models import Submission
from rapport.screening.tests.cast import adviser, browser_of, officer, person, secretariat, send_in, text_of, write
from rapport.screening.tests.conftest import hand_in
from rapport.testing import NOW

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("beside_real_data")]
PDF = b"%PDF-1.4 a letter"


def enclose(case: Submission):
    return attach(case.drafts.get(), PDF, name="letter.pdf", purpose="commitment", now=NOW)


def answer_with_file(case: Submission):
    """The applicant answers a letter of the case by mail, with a file."""
    letter = write(about=f"submission:{case.pk}", topic=f"case:{case.pk}")
    message = EmailMessage()
    message["From"], message["To"] = letter.email, signed_address("reply", letter.pk)
    message.set_content("Here it is.")
    message.add_attachment(PDF, maintype="application", subtype="pdf", filename="answer.pdf")
    return receive(message.as_bytes(), sender=letter.email, recipients=[signed_address("reply", letter.pk)], now=NOW)


def test_the_case_lists_what_was_enclosed_and_what_came_by_mail(case):
    enclosed, mail = enclose(case), answer_with_file(case)
    page = text_of(officer().get(f"/en/desk/cases/{case.pk}/"))
    assert f"/en/desk/cases/{case.pk}/files/{enclosed.pk}/" in page
    assert f"/en/desk/cases/{case.pk}/mails/{mail.pk}/0/" in page
    assert "letter of commitment · PDF · 1 KB" in page


def test_both_are_handed_out_to_be_saved(case):
    enclosed, mail, browser = enclose(case), answer_with_file(case), adviser()
    for path in (f"files/{enclosed.pk}/", f"mails/{mail.pk}/0/"):
        answer = browser.get(f"/en/desk/cases/{case.pk}/{path}")
        assert (answer.content, answer["Content-Type"]) == (PDF, "application/pdf")
        assert answer["Content-Disposition"].startswith("attachment")


def test_nobody_else_gets_them(case):
    enclosed, mail = enclose(case), answer_with_file(case)
    paths = [f"/en/desk/cases/{case.pk}/files/{enclosed.pk}/", f"/en/desk/cases/{case.pk}/mails/{mail.pk}/0/"]
    strangers = {Client(): 302, browser_of(person("lea@example.org")): 403, secretariat("theme=energy"): 404}
    for browser, status in strangers.items():
        assert [browser.get(path).status_code for path in paths] == [status, status]


def test_a_file_of_one_case_is_not_given_out_by_the_number_of_another(case):
    enclosed, mail, other = enclose(case), answer_with_file(case), send_in()
    browser = officer()
    for path in (f"files/{enclosed.pk}/", f"mails/{mail.pk}/0/"):
        assert browser.get(f"/en/desk/cases/{other.pk}/{path}").status_code == 404


@pytest.mark.parametrize("count", [1, 3])
def test_a_case_costs_the_same_for_one_file_and_for_three(django_assert_num_queries, count):
    case = hand_in()
    for number in range(count):
        attach(case.drafts.get(), PDF + bytes([number]), name="a.pdf", purpose="other", now=NOW)
    browser = officer()
    browser.get(f"/en/desk/cases/{case.pk}/")
    with django_assert_num_queries(15):
        browser.get(f"/en/desk/cases/{case.pk}/")
