"""What the founding asked, said anew: by administrators alone, and without what the environment says."""

from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from rapport.accounts.models import Role
from rapport.accounts.people import find_or_make
from rapport.accounts.roles import grant
from rapport.founding.forms import SettingsForm
from rapport.founding.tests.test_founding import zipped
from rapport.lib.host import FILE, read_host, write_host
from rapport.testing import add_second_factor
from rapport.vocabularies.reading import load_schemes
from rapport.vocabularies.schemes import SHIPPED

pytestmark = pytest.mark.django_db
SETTINGS = "/en/desk/settings/"


@pytest.fixture(autouse=True)
def home(settings: Any, tmp_path: Path) -> Path:
    settings.RAPPORT_HOME = tmp_path
    write_host(tmp_path / FILE, {"name": "Rivers", "mail": "smtp://u:secret@mail.example:25", "report": "rivers"})
    return tmp_path


def sign_in(client: Client, role: Role = Role.ADMINISTRATOR) -> Client:
    user = find_or_make("ada@example.org", name="Ada")
    grant(user, role)
    add_second_factor(user)
    client.force_login(user)
    return client


def answers(**changes: Any) -> dict[str, Any]:
    return {
        "name": "Alliance of Rivers", "languages": ["fr", "en"], "other_languages": "pt_BR", "language": "fr",
        "licence": "CC0-1.0", "green": 12, "amber": 24, "red": 36, "accent": "#0a5a5c", "mail": "",
        "mail_from": "rivers@example.org", **changes,
    }  # fmt: skip


def test_it_is_for_administrators(client: Client) -> None:
    assert client.get(SETTINGS).status_code == 302
    assert sign_in(client, Role.OFFICER).get(SETTINGS).status_code == 403


def test_it_shows_what_is_so_and_never_the_mail_server(client: Client, settings: Any) -> None:
    settings.RAPPORT_MAIL = "smtp://u:secret@mail.example:25"
    page = sign_in(client).get(SETTINGS).content.decode()
    assert 'value="Rapport"' in page
    assert 'value="#0a5a5c"' in page
    assert "u:secret" not in page


def test_what_is_said_anew_replaces_what_was_said_and_leaves_the_rest(client: Client, home: Path) -> None:
    assert sign_in(client).post(SETTINGS, answers(accent="#7a2048")).status_code == 200
    assert read_host(home / FILE) == {
        "RAPPORT_NAME": "Alliance of Rivers", "RAPPORT_LANGUAGES": "fr,en,pt-br", "RAPPORT_LANGUAGE": "fr",
        "RAPPORT_LICENCE": "CC0-1.0", "RAPPORT_ACCENT": "#7a2048", "RAPPORT_MAIL_FROM": "rivers@example.org",
        "RAPPORT_MAIL": "smtp://u:secret@mail.example:25", "RAPPORT_REPORT": "rivers",
    }  # fmt: skip
    client.post(SETTINGS, answers(mail="smtps://mail.example"))
    assert read_host(home / FILE)["RAPPORT_MAIL"] == "smtps://mail.example"
    assert "RAPPORT_ACCENT" not in read_host(home / FILE)


def test_what_is_shown_can_be_kept_as_it_is_and_says_nothing_that_follows_from_the_rest(
    client: Client, home: Path
) -> None:
    form = SettingsForm()
    shown = {name: form[name].value() for name in form.fields if form[name].value() is not None}
    assert sign_in(client).post(SETTINGS, shown).status_code == 200
    assert "RAPPORT_MAIL_FROM" not in read_host(home / FILE)  # as the address of the site has it, should that change


def test_other_periods_and_a_kit_are_taken(client: Client, home: Path) -> None:
    kit = zipped(pages__fr__about_dot_md="---\ntitle: À propos\n---\n\nTexte.\n")
    sign_in(client).post(SETTINGS, answers(green=6, kit=kit))
    assert load_schemes([SHIPPED, home / "vocabularies"])["freshness"]["green"].extras["months"] == 6
    assert (home / "pages" / "fr" / "about.md").exists()


def test_bad_answers_get_a_sentence_and_change_nothing(client: Client, home: Path) -> None:
    before = read_host(home / FILE)
    page = sign_in(client).post(SETTINGS, answers(language="ru"))
    assert page.status_code == 422
    assert "The main language must be one of those chosen above." in page.content.decode()
    assert read_host(home / FILE) == before


def test_the_environment_has_the_last_word(client: Client, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RAPPORT_NAME", "Rapport")
    page = sign_in(client).get(SETTINGS).content.decode()
    assert "Said where the server is started" in page
    client.post(SETTINGS, answers())
    assert read_host(home / FILE)["RAPPORT_NAME"] == "Rivers"


def test_the_demonstration_keeps_its_settings(client: Client, home: Path, settings: Any) -> None:
    settings.RAPPORT_DEMO = True
    page = sign_in(client).post(SETTINGS, answers())
    assert page.status_code == 422
    assert read_host(home / FILE)["RAPPORT_NAME"] == "Rivers"
