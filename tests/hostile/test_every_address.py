"""Every address of the site, asked and posted with what nobody should send, by whoever may come.

Whatever is sent, the answer is a page with a sentence and never a fault; nothing of it comes back as script, is worked
out or leads elsewhere; no log has a token or a mailbox in it, no public page a mailbox; and what is refused, or comes
from a stranger, changes no record and gives no role.
"""

import logging
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote, urlsplit

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
    "' OR 1=1 --", "a" * 100_000, "\r\nBcc: everybody@example.org", "=HYPERLINK(1)", "//elsewhere.example/x",
    "https://elsewhere.example/", "javascript:alert(1)", b"\xed\xa0\x80 half a sign", "2010-02-30", "NaN",
)  # fmt: skip
PARTS = ("0", "9" * 19, "٣", "P-2", "%00", "..%2F..%2F", "x" * 300, quote(SCRIPT, safe=""))
WRITTEN = ("text", "email", "url", "search", "number", "date", "tel")
ASKED = (
    "q", "page", "order", "theme", "not-theme", "and-theme", "country", "as-at", "known-at", "started", "partners",
    "facet", "cluster", "listed", "state", "kind", "owner", "person", "about", "query", "field", "do", "code", "on",
    "next", "one", "press", "q[]", "name", "number", "a", "b", "language",
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
    visitor, faults = Visitor(stage, who, _records()), []
    for place, pattern in enumerate(PATTERNS, PEOPLE.index(who)):
        with transaction.atomic():
            try:
                visitor.walk(pattern, place)
            except Exception as error:
                faults.append(f"{pattern}: {type(error).__name__} {str(error)[:300]}")
            transaction.set_rollback(True)
    assert faults == []
    said = logged.text
    assert [each for each in (*stage.tokens.values(), "ana@reef.example") if each in said] == []


@dataclass
class Visitor:
    stage: Stage
    who: str
    before: list[list[int]]
    browser: Client = field(default_factory=lambda: Client(raise_request_exception=True))
    forms: set[tuple[str, ...]] = field(default_factory=set)  # those that were sent already: “sign out” is on each page

    def __post_init__(self) -> None:
        if user := self.stage.people[self.who]:
            self.browser.force_login(user)
        self._cookies = self.browser.cookies.output(header="")

    def walk(self, pattern: str, place: int) -> None:
        """As it is; with hostile words; with hostile parts; and each of its forms, filled in with them."""
        browser, path = self.browser, address_of(pattern, self.stage)
        page = self._look(browser.get(path), path)
        payload = PAYLOADS[place * 3 % len(PAYLOADS)]  # to each page another of each person
        words = payload[:2000]  # no server hands on an address that is much longer
        self._look(browser.get(path, {name: [words, words] for name in ASKED}), path)
        self._send(path, {"x": payload})
        for action, filled in self._forms(page, path, payload):
            self._send(action, filled)
        for part in parts_of(pattern):
            address = address_of(pattern, self.stage, **{part: PARTS[place % len(PARTS)]})
            self._look(browser.get(address), address)
            self._send(address_of(pattern, self.stage, **{part: PARTS[(place + 3) % len(PARTS)]}), {"x": payload})
        self._look(browser.delete(path), path)

    def _is_key(self, path: str) -> bool:
        """Whether who knows the address has a right by it: it holds a token."""
        return any(each in path for each in self.stage.tokens.values())

    def _send(self, path: str, data: dict[str, Any]) -> None:
        """What comes of it is looked at, and taken back."""
        with transaction.atomic():
            answer = self.browser.post(path, data)
            self._look(answer, path)
            if answer.status_code >= 400 or (self.who == "stranger" and not self._is_key(path)):
                assert _records() == self.before, path
            transaction.set_rollback(True)
        self.browser.cookies.clear()  # as before: it may have signed out
        self.browser.cookies.load(self._cookies)

    def _forms(self, page: str, path: str, payload: Any) -> Iterator[tuple[str, dict[str, Any]]]:
        """Each form of a page that was not sent yet, by each of its buttons, and with all that it holds overwritten."""
        if 'method="post"' not in page:
            return
        for form in BeautifulSoup(page, "html.parser").select("form[method=post]"):
            action, fields = str(form.get("action") or path), form.select("[name]")
            kind = (re.sub(r"\d+", "", action), *sorted(str(each["name"]) for each in fields))
            if kind in self.forms:
                continue
            self.forms.add(kind)
            held = {str(each["name"]): _held(each, payload) for each in fields}
            for button in form.select("button[name]") or [{"name": "x"}]:
                yield action, {**held, str(button["name"]): button.get("value", "")}
            yield action, dict.fromkeys(held, payload)

    def _look(self, answer: Any, path: str) -> str:
        """The page, if it is one, after a look at it."""
        cache.clear()  # a hundred visitors, not one who asks a hundred times
        assert answer.status_code < 500, path
        assert urlsplit(answer.get("Location", "")).netloc in ("", "testserver"), f"{path}: {answer['Location']}"
        if not answer.get("Content-Type", "").startswith("text/html"):
            return ""
        page: str = (b"".join(answer) if answer.streaming else answer.content).decode()
        assert "<script>alert" not in page, path
        assert '="javascript:' not in page, path
        assert "94011" not in page, path
        if self.who == "stranger" and not self._is_key(path):
            assert "ana@reef.example" not in page, path
        if answer.status_code >= 400 and answer.wsgi_request.method != "HEAD":
            assert "<h1" in page.partition("<main")[2], f"{path}: {page[:200]}"
        return page


def _held(field: Any, payload: Any) -> Any:
    """What a field holds where nobody can write in it, else hostile words."""
    if field.name == "select":
        return field.select("option")[-1].get("value", "")
    if field.name == "textarea" or (field.name == "input" and field.get("type", "text") in WRITTEN):
        return payload
    return field.get("value", "")


def _records() -> list[list[int]]:
    """What must not change. By their numbers: where one goes and another comes, the count is the same."""
    return [
        list(model.objects.order_by("pk").values_list("pk", flat=True))
        for model in (Partnership, Version, JournalEntry, RoleGrant)
    ]
