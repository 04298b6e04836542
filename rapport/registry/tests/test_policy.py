"""Which changes are published at once, and which wait: a rule that the host can change."""

from typing import Any

import pytest
from django.core.exceptions import ImproperlyConfigured

from rapport.registry.document import PartnershipDocument
from rapport.registry.policy import policy
from rapport.testing import REEF, document

BEFORE = document()


def screened(**changes: object) -> list[str]:
    return policy().screened_fields(BEFORE, document(**changes))


def test_a_website_is_changed_at_once_and_a_name_waits() -> None:
    assert screened(website="https://reef.example") == []
    assert screened(website="https://reef.example", name="Reef Watch") == ["name"]


def test_a_partner_may_join_at_once_and_leaves_only_through_the_desk() -> None:
    assert screened(partners=(*REEF["partners"], {"organization": "unep"})) == []
    assert screened(partners=REEF["partners"][:2]) == ["partners"]


def test_a_host_has_its_own_policy(settings: Any, tmp_path: object) -> None:
    settings.RAPPORT_HOME = tmp_path
    (settings.RAPPORT_HOME / "policy.yaml").write_text("at_once: [name]")
    assert policy().screened_fields(BEFORE, document(name="Reef Watch")) == []
    assert policy().screened_fields(BEFORE, document(website="https://reef.example")) == ["website"]


@pytest.mark.parametrize("wrong", ["at_once: [nmae]", "- name", "at_once: 7", "{"])
def test_a_policy_that_cannot_be_is_refused_with_its_file(settings: Any, tmp_path: object, wrong: str) -> None:
    settings.RAPPORT_HOME = tmp_path
    (settings.RAPPORT_HOME / "policy.yaml").write_text(wrong)
    with pytest.raises(ImproperlyConfigured, match=r"policy\.yaml"):
        policy()


def test_every_field_of_the_shipped_policy_is_one_of_the_document() -> None:
    assert policy().at_once < set(PartnershipDocument.model_fields)
