"""A visitor suggests a link; an editor publishes or deletes it; the visitor is told once and forgotten."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils.translation import override

from rapport.accounts.models import User
from rapport.mail.models import Letter
from rapport.testing import TODAY
from rapport.website import suggesting
from rapport.website.models import Link, Suggestion
from rapport.website.tests.links import bind

pytestmark = pytest.mark.django_db
FORM = "/fr/links/suggest/"
WRITTEN = {
    "url": "https://Reef.example/guide", "title": "Guide des récifs", "why": "Call ana@example.org, it helps.",
    "speaks": ["fr"], "others": "sw", "themes": ["water"], "email": "vera@example.org",
}  # fmt: skip


def suggest(client: Client, form: str = FORM, **typed: Any) -> Any:
    return client.post(form, {**WRITTEN, **typed})


def test_it_becomes_a_draft_that_nobody_sees(client: Client) -> None:
    answer = suggest(client)
    assert answer.status_code == 200
    link = Link.objects.get()
    assert (link.live, link.language, link.url) == (False, "fr", "https://reef.example/guide")
    assert (link.speaks, link.themes) == (";fr;sw;", ";water;")
    text = link.texts.get()
    assert (text.title, text.summary) == ("Guide des récifs", "Call •••@•••, it helps.")
    assert client.get(f"/fr/links/{link.slug}/").status_code == 404
    assert 'class="hit"' not in client.get("/fr/links/").content.decode()


def test_the_mailbox_stands_in_no_draft(client: Client) -> None:
    suggest(client)
    revision = Link.objects.get().latest_revision
    assert "vera" not in str(revision.content)
    assert Suggestion.objects.get().email == "vera@example.org"


def test_who_suggested_it_is_told_when_it_is_published_and_forgotten(client: Client) -> None:
    suggest(client)
    link = Link.objects.get()
    for _times in range(2):
        link.save_revision().publish()
    letter = Letter.objects.get(template="website/link_published")
    assert (letter.email, letter.language) == ("vera@example.org", "fr")
    assert f"/fr/links/{link.slug}/" in letter.as_text()
    assert (Suggestion.objects.get().email, Suggestion.objects.get().decided_on) == ("", TODAY)


def test_who_suggested_it_is_told_when_it_is_deleted(client: Client) -> None:
    suggest(client)
    Link.objects.get().delete()
    letter = Letter.objects.get(template="website/link_declined")
    assert letter.email == "vera@example.org"
    assert "reef.example" in letter.as_text()
    assert "Guide" not in letter.as_text()
    assert not Suggestion.objects.exists()


def test_a_link_that_was_published_is_deleted_without_a_letter(client: Client) -> None:
    suggest(client)
    Link.objects.get().save_revision().publish()
    Link.objects.get().delete()
    assert not Letter.objects.filter(template="website/link_declined").exists()


def test_who_left_no_mailbox_gets_no_letter(client: Client) -> None:
    suggest(client, email="")
    Link.objects.get().save_revision().publish()
    assert not Letter.objects.exists()
    assert Suggestion.objects.get().decided_on == TODAY


def test_a_mailbox_is_kept_for_ninety_days_at_most(client: Client) -> None:
    suggest(client)
    suggesting.forget_suggesters(today=TODAY + timedelta(days=89))
    assert Suggestion.objects.get().email
    suggesting.forget_suggesters(today=TODAY + timedelta(days=90))
    assert not Suggestion.objects.get().email


def test_a_person_who_is_forgotten_is_forgotten_here_too(client: Client) -> None:
    suggest(client)
    vera = User(email="Vera@example.org")
    assert suggesting.export_suggestions(vera) == [["2010-02-01", "https://reef.example/guide"]]
    suggesting.erase_suggester(vera)
    assert not Suggestion.objects.get().email


def test_what_is_listed_already_is_said_and_linked(client: Client) -> None:
    link = bind("https://reef.example/guide", "Guide to reefs")
    answer = suggest(client, "/en/links/suggest/", url="HTTPS://reef.example:443/guide")
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "among our links already" in page
    assert f'<a href="/en/links/{link.slug}/" dir="auto">Guide to reefs</a>' in page
    assert Link.objects.count() == 1


def test_what_waits_already_is_said_without_what_it_is(client: Client) -> None:
    suggest(client, title="Secret plan")
    page = suggest(client, "/en/links/suggest/", title="Other").content.decode()
    assert "suggested already, and waits for an editor" in page
    assert "Secret plan" not in page


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"url": ""}, "begins with https://"),
        ({"url": "file:///etc/passwd"}, "begins with https://"),
        ({"url": "http://169.254.169.254/"}, "lies within a network"),
        ({"url": "http://localhost/"}, "no name of a place on the web"),
        ({"url": "https://user:word@reef.example/"}, "no name or password"),
        ({"url": "http://reef.example:22/"}, "names a port other than those of the web"),
        ({"title": " "}, "Write what the page is called"),
        ({"title": "x" * 251}, "title is too long"),
        ({"why": "x" * 2001}, "text is too long"),
        ({"others": "klingonese"}, "no code of a language"),
        ({"email": "vera at home"}, "is not an address of mail"),
    ],
)
def test_what_is_wrong_gets_a_sentence_and_what_was_typed_stays(
    client: Client, typed: dict[str, str], sentence: str
) -> None:
    answer = suggest(client, "/en/links/suggest/", **typed)
    assert answer.status_code == 422
    page = answer.content.decode()
    (name,) = typed
    assert re.search(f'<span class="wrong" id="{name}_error" role="alert">[^<]*{sentence}', page)
    assert f'aria-invalid="true" aria-describedby="{name}_error"' in page
    assert 'value="fr" checked' in page
    assert not Link.objects.exists()


def test_all_that_is_wrong_is_told_at_once(client: Client) -> None:
    page = suggest(
        client, "/en/links/suggest/", url="reef", title="", others="klingonese", email="vera"
    ).content.decode()
    assert re.findall('<span class="wrong" id="([a-z]+)_error"', page) == ["url", "title", "others", "email"]


def test_a_machine_that_fills_every_field_is_told_nothing(client: Client) -> None:
    assert "Thank you" in suggest(client, "/en/links/suggest/", website="http://buy.example").content.decode()
    assert not Link.objects.exists()


def test_it_is_limited_by_the_address_of_the_net(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("rapport.website.link_views.A_DAY_FROM_A_PLACE", 2)
    answers = [suggest(client, "/en/links/suggest/", url=f"https://reef.example/{n}") for n in range(3)]
    assert [each.status_code for each in answers] == [200, 200, 422]
    assert "many links today" in answers[-1].content.decode()


def test_the_form_stands_in_every_language(client: Client, settings: Any) -> None:
    for code, _name in settings.LANGUAGES:
        with override(code):
            assert client.get(f"/{code}/links/suggest/").status_code == 200
