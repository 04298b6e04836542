"""What drafts hold of people is given to them, forgotten for them, and not kept for ever."""

from datetime import timedelta

import pytest

from rapport.accounts.people import find_or_make
from rapport.accounts.personal import holders
from rapport.registration.drafts import KEPT, forget_old_drafts
from rapport.registration.models import Draft
from rapport.registration.personal import erase_drafts, export_drafts
from rapport.registration.sending import send
from rapport.testing import NOW, TODAY

pytestmark = pytest.mark.django_db


def test_a_person_gets_their_drafts_also_one_that_only_names_their_mailbox(ready: Draft) -> None:
    mere = find_or_make("Mere@example.org")
    assert [each["answers"]["name"] for each in export_drafts(mere)] == [["Lagoon Watch"]]
    assert export_drafts(find_or_make("tomasi@example.org")) == []


def test_erased_nothing_of_the_person_is_left_and_the_submission_stays(ready: Draft) -> None:
    submission = send(ready, today=TODAY, now=NOW).waiting
    mere = find_or_make("mere@example.org")
    for holder in holders.values():
        holder.erase(mere)
    assert Draft.objects.count() == 0
    assert submission is not None
    submission.refresh_from_db()
    assert submission.author is None
    assert "Mere" not in submission.body


def test_erased_a_draft_that_was_not_sent_goes(ready: Draft) -> None:
    erase_drafts(find_or_make("mere@example.org"))
    assert Draft.objects.count() == 0


def test_a_draft_that_nobody_came_back_to_is_given_up(ready: Draft) -> None:
    day = ready.saved_at.date()
    assert forget_old_drafts(today=day + KEPT) == 0
    assert forget_old_drafts(today=day + KEPT + timedelta(days=1)) == 1
