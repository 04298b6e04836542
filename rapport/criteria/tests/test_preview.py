"""What a draft would change for submissions that wait."""

import json

import pytest

from rapport.criteria.models import RuleSet
from rapport.criteria.pending import load_pending
from rapport.criteria.preview import preview
from rapport.criteria.rules_reading import write_body
from rapport.criteria.tests.conftest import COMPLETE, DIRECTORY
from rapport.registry.models import Submission
from rapport.testing import NOW, document, enter_cast


def stricter(rule_set):
    """A website is now required, and nobody asks about balance any more."""
    content = json.loads(rule_set.body)
    for criterion in content["criteria"]:
        for each in criterion.get("checks", ()):
            if each["when"] == {"missing": "website"}:
                each["level"] = "error"
        if criterion["code"] == "balance":
            criterion["checks"] = []
    return RuleSet(code=rule_set.code, version=2, body=write_body(content))


def test_it_says_for_each_document_what_appears_and_what_goes(csd):
    documents = {"bare": document(COMPLETE, website="", balance=""), "good": document(COMPLETE)}
    bare, good = preview(stricter(csd), documents.items(), instead_of=csd, directory=DIRECTORY)
    assert (bare.key, [(each.level, each.criterion) for each in bare.appears]) == (
        "bare",
        [("error", "accountability")],
    )
    assert [(each.level, each.criterion) for each in bare.goes] == [("note", "accountability"), ("note", "balance")]
    assert (good.key, bool(good), good.appears, good.goes) == ("good", False, (), ())


def test_the_same_rules_change_nothing(csd):
    documents = [(1, document(COMPLETE, website="", objectives=""))]
    assert [bool(each) for each in preview(csd, documents, instead_of=csd, directory={})] == [False]


@pytest.mark.django_db
def test_only_what_waits_is_looked_at_and_its_own_organizations_are_known():
    enter_cast()
    enclosed = {"organizations": [{"key": "k1", "id": "", "name": "New Reef Club", "type": "ngo", "country": "FJ"}]}
    partners = ({"organization": "k1", "role": "lead"}, {"organization": "unep"})
    body = document(COMPLETE, partners=partners).to_bytes().decode()
    waiting = Submission.objects.create(body=body, enclosed=enclosed, submitted_at=NOW)
    Submission.objects.create(body=body, state=Submission.State.ACCEPTED, submitted_at=NOW)
    pending = load_pending()
    assert (list(pending.documents), pending.total) == ([waiting.pk], 1)
    assert {key: entry.type for key, entry in pending.directory.items()} == {"k1": "ngo", "unep": "un-system"}
