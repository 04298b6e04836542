"""A report is a version of its own day, the journal says so once, and nothing else is called a change for it."""

from datetime import date, timedelta
from typing import Any

import pytest

from rapport.registry.history import InForce, find_in_force, in_force
from rapport.registry.models import JournalEntry, Submission
from rapport.registry.proposal import Proposal
from rapport.registry.publishing import publish
from rapport.testing import NOW, TODAY, document, register

pytestmark = pytest.mark.django_db
Kind = JournalEntry.Kind
LATER, LATER_NOW = TODAY + timedelta(30), NOW + timedelta(30)
REPORT = {"reported_on": "2010-02-20", "summary": "Forty reefs were counted."}


def journal() -> list[tuple[str, date, bool]]:
    entries = JournalEntry.objects.values_list("kind", "happened_on", "version")
    return [(kind, happened_on, version is not None) for kind, happened_on, version in entries][1:]


def now_in_force() -> InForce:
    found = find_in_force("reef", as_at=LATER)
    assert found is not None
    return found


def send(**changes: Any) -> None:
    register(reef=document(**changes), today=LATER, now=LATER_NOW)


def test_a_report_is_a_version_of_its_own_day() -> None:
    register(reef=document())
    send(reports=[REPORT])
    assert journal() == [(Kind.REPORTED, date(2010, 2, 20), True)]
    assert (now_in_force().reported_on, now_in_force().changed_on) == (date(2010, 2, 20), None)
    assert [len(each.document.reports) for each in in_force(as_at=date(2010, 2, 19))] == [0]


def test_what_is_sent_along_with_a_report_is_a_change_of_today() -> None:
    register(reef=document())
    send(reports=[REPORT], scope="global")
    assert journal() == [(Kind.CHANGED, LATER, True), (Kind.REPORTED, date(2010, 2, 20), False)]
    assert (now_in_force().reported_on, now_in_force().changed_on) == (date(2010, 2, 20), LATER)


def test_how_far_a_deliverable_has_come_goes_with_its_report() -> None:
    register(reef=document())
    send(reports=[REPORT], deliverables=[{"id": "d1", "title": "Reefs counted", "value": "40"}])
    assert journal() == [(Kind.REPORTED, date(2010, 2, 20), True)]
    send(reports=[REPORT], deliverables=[{"id": "d1", "title": "Reefs counted", "value": "41"}])
    assert journal()[1:] == [(Kind.CHANGED, LATER, True)]


def test_a_report_of_a_day_before_the_last_change_does_not_come_before_it() -> None:
    register(reef=document())
    register(reef=document(scope="global"))
    send(reports=[{"reported_on": "2009-05-01"}], scope="global")
    assert journal()[1:] == [(Kind.CHANGED, LATER, True), (Kind.REPORTED, date(2009, 5, 1), False)]


def test_the_journal_says_it_once_however_often_it_is_sent() -> None:
    register(reef=document())
    for _twice in range(2):
        send(reports=[REPORT])
    register(Proposal("reef", document(reports=[REPORT]), reported_on=date(2010, 2, 20)), today=LATER, now=LATER_NOW)
    assert journal() == [(Kind.REPORTED, date(2010, 2, 20), True)]


def test_two_reports_of_one_day_are_one_entry() -> None:
    register(reef=document())
    send(reports=[REPORT, {**REPORT, "summary": "And twelve more."}])
    assert journal() == [(Kind.REPORTED, date(2010, 2, 20), True)]


def test_a_record_that_arrives_with_reports_has_them_in_its_journal() -> None:
    reports = [{"reported_on": "2005-05-01"}, {"reported_on": "2007-05-01"}]
    register(Proposal("reef", document(reports=reports), reported_on=date(2007, 5, 1)))
    assert journal() == [(Kind.REPORTED, date(2005, 5, 1), False), (Kind.REPORTED, date(2007, 5, 1), False)]


def test_a_report_mended_is_a_change_and_no_second_report() -> None:
    register(reef=document())
    send(reports=[REPORT])
    send(reports=[{**REPORT, "lessons": "Begin early."}])
    assert journal()[1:] == [(Kind.CHANGED, LATER, True)]


def test_evidence_is_that_of_the_last_report() -> None:
    register(reef=document(reports=[{"reported_on": "2005-05-01", "evidence": ["https://reports.example.org/1"]}]))
    assert now_in_force().has_evidence
    publish([Proposal("reef", now_in_force().document, reported_on=date(2009, 5, 1))], today=TODAY, now=NOW)
    assert not now_in_force().has_evidence


def test_the_submission_of_a_report_keeps_what_was_sent() -> None:
    register(reef=document())
    send(reports=[{**REPORT, "lessons": "Ask ana@reef.example."}])
    assert "ana@" not in now_in_force().document.reports[0].lessons
    assert "ana@reef.example" in Submission.objects.latest("pk").body
