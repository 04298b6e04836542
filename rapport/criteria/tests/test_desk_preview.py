"""What a draft would change for submissions that wait."""

import pytest

from rapport.criteria.tests.conftest import COMPLETE
from rapport.criteria.tests.test_desk_pages import filled, path_to, text
from rapport.registry.models import Submission
from rapport.testing import NOW, document, enter_cast

pytestmark = pytest.mark.django_db


def submit(*documents):
    enter_cast()
    for each in documents:
        Submission.objects.create(body=each.to_bytes().decode(), submitted_at=NOW)


def test_the_preview_says_what_would_change_for_submissions_that_wait(officer, draft):
    submit(document(COMPLETE), document(COMPLETE, name="Without a site", website=""))
    sent = filled(draft, "accountability") | {"checks-1-level": "error", "checks-1-message-en": "Give an address."}
    officer.post(path_to(draft, "criteria/accountability/"), sent)
    page = text(officer.get(path_to(draft, "preview/")))
    assert "1 of 2 pending submissions would get other remarks" in page
    assert "Would appear Error Give an address. Open and accountable" in page
    assert "Would go Note Give an address where readers can follow the work" in page
    assert "Without a site" in page
    assert "Pacific Reef Watch" not in page


def test_the_preview_looks_at_what_was_asked_about_or_returned_too_and_leads_to_each(officer, draft):
    submit(*(document(COMPLETE, name=f"Reefs {number}") for number in range(3)))
    for waiting, state in zip(Submission.objects.order_by("pk"), ("asked", "returned", "declined"), strict=True):
        Submission.objects.filter(pk=waiting.pk).update(state=state)
    sent = filled(draft, "accountability") | {"checks-1-when": "missing: replicates"}
    officer.post(path_to(draft, "criteria/accountability/"), sent)
    page = officer.get(path_to(draft, "preview/")).content.decode()
    asked, returned, declined = (
        f'href="/en/desk/cases/{pk}/"' in page for pk in Submission.objects.order_by("pk").values_list("pk", flat=True)
    )
    assert (asked, returned, declined) == (True, True, False)


@pytest.mark.parametrize("number", [1, 3])
def test_the_preview_costs_the_same_for_one_and_for_three(officer, draft, number, django_assert_num_queries):
    submit(*(document(COMPLETE, website="") for _each in range(number)))
    with django_assert_num_queries(9):
        officer.get(path_to(draft, "preview/"))
