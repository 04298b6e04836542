import re
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from rapport.registration.drafts import begin_registration
from rapport.registration.models import Draft
from rapport.testing import NOW, enter_cast

READY: dict[str, list[str]] = {
    "name": ["Lagoon Watch"],
    "language": ["en"],
    "status": ["registered"],
    "objectives": [
        "Fishers and schools of six islands count the fish of their lagoons each month and agree on closed seasons."
    ],
    "targets": ["Forty lagoons counted each month by 2012."],
    "implementation": ["Training on each island, one count a month, one meeting a year."],
    "primary": ["oceans-seas"],
    "dimensions": ["economic", "social", "environmental"],
    "commitment": ["jpoi:iv"],
    "why-jpoi:iv": ["Closed seasons keep stocks at what the Plan asks for."],
    "partner-0-name": ["Regional Reef Programme"],
    "partner-0-role": ["lead"],
    "partner-1-name": ["Divers for Clean Seas"],
    "partner-1-role": ["partner"],
    "scope": ["regional"],
    "regions": ["asia-pacific"],
    "countries": ["Fiji\nSamoa"],
    "started_on": ["2009-03"],
    "open_ended": ["yes"],
    "added_value": ["new"],
    "finance": ["secured"],
    "funding_sources": ["government"],
    "in_kind": ["staff"],
    "resources": ["Paid by two governments until 2015."],
    "mechanisms": ["training"],
    "capacity_building": ["Two hundred fishers learn to count."],
    "governance": ["A committee of one person an island."],
    "monitoring": ["Counts are published each quarter."],
    "balance": ["Fishers, schools and governments of six islands."],
    "contact_name": ["Mere Tui"],
    "contact_email": ["mere@example.org"],
}


@pytest.fixture
def draft(db: Any) -> Draft:
    """A form that has just been begun."""
    enter_cast()
    return begin_registration(language="en", now=NOW)


@pytest.fixture
def ready(draft: Draft) -> Draft:
    """A form with nothing left to ask."""
    draft.answers = dict(READY)
    draft.save()
    return draft


@pytest.fixture
def post(client: Client) -> Callable[..., Any]:
    """Post a step as a page of the edition that it shows now."""

    def send(draft: Draft, code: str, answers: dict[str, Any], **options: Any) -> Any:
        draft.refresh_from_db()
        data = {"edition": options.pop("edition", draft.edition), **answers}
        return client.post(f"/en/register/{draft.token}/{code}/", data, **options)

    return send


def token_of(address: str) -> str:
    match = re.search(r"/register/([^/]+)/", address)
    assert match
    return match[1]
