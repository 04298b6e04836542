"""Every address of the site, asked and posted with what nobody should send, by whoever may come.

Whatever is sent, the answer is a page with a sentence and never a fault; nothing of it comes back as script or is
worked out; no log has a token or a mailbox in it; and what a stranger sends changes no record and gives no role.
"""

import logging
from collections.abc import Iterator
from typing import Any
from urllib.parse import quote

import pytest
from bs4 import BeautifulSoup
from django.core.cache import cache
from django.db import transaction
from django.test import Client

from rapport.accounts.models import RoleGrant
from rapport.lib.logs import WithoutTokens
from rapport.registry.models import JournalEntry, Partnership, Version
from rapport.testing import TODAY
from tests.hostile.stage import SCRIPT, Stage, address_of, all_patterns, parts_of, set_up

pytestmark = pytest.mark.django_db
PATTERNS = sorted(all_patterns())
PEOPLE = ("stranger", "speaker", "adviser", "officer", "administrator")
PAYLOADS = (
    SCRIPT, "\0", "-1", "9" * 40, "١٢", "\u202egnp.exe", "../../etc/passwd", "%s%n{0}{x}${7*7}",
    "' OR 1=1 --", "a" * 100_000, "\r\nBcc: everybody@example.org", "=HYPERLINK(1)",
)  # fmt: skip
PARTS = ("0", "9" * 19, "٣", "P-2", "%00", "..%2F..%2F", "x" * 300, quote(SCRIPT, safe=""))
ASKED = (
    "q", "page", "order", "theme", "not-theme", "and-theme", "country", "as-at", "known-at", "started", "partners",
    "facet", "cluster", "listed", "state", "kind", "owner", "person", "about", "query", "field", "do", "code", "on",
    "next", "one", "press", "name", "number", "a", "b", "language",
)  # fmt: skip


@pytest.fixture
def stage(settings: Any) -> Stage:
    settings.RAPPORT_TODAY = TODAY
    return set_up()


@pytest.fixture
def logged(caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch) -> pytest.LogCaptureFixture:
    """What a log keeps, by the filter that it keeps it through."""
    monkeypatch.setattr(logging.getLogger("django"), "propagate", True)
    caplog.handler.addFilter(WithoutTokens())
    caplog.set_level(logging.WARNING)
    return caplog


@pytest.mark.parametrize("who", PEOPLE)
def test_no_address_fails_or_gives_back_script_whoever_asks(
    stage: Stage, logged: pytest.LogCaptureFixture, who: str
) -> None:
    before, faults = _records(), []
    for place, pattern in enumerate(PATTERNS, PEOPLE.index(who)):
        with transaction.atomic():
            try:
                _walk(_browser(stage, who), pattern, stage, place)
                assert who != "stranger" or _records() == before
            except Exception as error:
                faults.append(f"{pattern}: {type(error).__name__} {str(error)[:300]}")
            transaction.set_rollback(True)
    assert faults == []
    said = logged.text
    assert [each for each in (*stage.tokens.values(), "ana@reef.example") if each in said] == []


def _walk(browser: Client, pattern: str, stage: Stage, place: int) -> None:
    """As it is; with hostile words; with hostile parts; and each of its forms, filled in with them."""
    path = address_of(pattern, stage)
    page = _look(browser.get(path), path)
    payload = PAYLOADS[place * 3 % len(PAYLOADS)]  # to each page another of each person
    _look(browser.get(path, dict.fromkeys(ASKED, payload)), path)
    for action, fields in [(path, ["x"]), *_forms(page, path)]:
        _look(browser.post(action, dict.fromkeys(fields, payload)), action)
    for part in parts_of(pattern):
        _look(browser.get(address_of(pattern, stage, **{part: PARTS[place % len(PARTS)]})), pattern)
        _look(browser.post(address_of(pattern, stage, **{part: PARTS[(place + 3) % len(PARTS)]})), pattern)
    _look(browser.delete(path), path)


def _look(answer: Any, path: str) -> str:
    """The page, if it is one, after a look at it."""
    cache.clear()  # a hundred visitors, not one who asks a hundred times
    assert answer.status_code < 500, path
    if not answer.get("Content-Type", "").startswith("text/html"):
        return ""
    page = (b"".join(answer) if answer.streaming else answer.content).decode()
    assert "<script>alert" not in page, path
    assert "94011" not in page, path
    if answer.status_code >= 400 and answer.status_code != 405:
        assert BeautifulSoup(page, "html.parser").select_one("main, h1"), f"{path}: {page[:200]}"
    return page


def _forms(page: str, path: str) -> Iterator[tuple[str, list[str]]]:
    for form in BeautifulSoup(page, "html.parser").select("form[method=post]"):
        fields = [str(each["name"]) for each in form.select("[name]")]
        yield str(form.get("action") or path), fields


def _browser(stage: Stage, who: str) -> Client:
    browser = Client(raise_request_exception=True)
    if user := stage.people[who]:
        browser.force_login(user)
    return browser


def _records() -> list[int]:
    return [model.objects.count() for model in (Partnership, Version, JournalEntry, RoleGrant)]
