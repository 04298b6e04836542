"""The founding in the browser: who may, what is asked, what comes of it."""

import stat
import zipfile
from io import BytesIO
from pathlib import Path
from tempfile import gettempdir
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from rapport.accounts.models import Offer, Role
from rapport.accounts.people import find_or_make
from rapport.accounts.roles import grant
from rapport.founding.keys import founding_address
from rapport.founding.kits import KitError, take_kit
from rapport.lib.host import FILE, HostError, read_host
from rapport.vocabularies.reading import load_schemes
from rapport.vocabularies.schemes import SHIPPED

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def home(settings: Any, tmp_path: Path) -> Path:
    settings.RAPPORT_HOME = tmp_path
    return tmp_path


def address() -> str:
    return "/" + founding_address().split("/", 3)[3]


def answers(**changes: Any) -> dict[str, Any]:
    return {
        "name": "Alliance of Rivers", "languages": ["fr", "en"], "other_languages": "", "language": "fr",
        "licence": "CC0-1.0", "green": 12, "amber": 24, "red": 36, "accent": "#0a5a5c", "mail": "", "mail_from": "",
        "administrator": "ada@example.org", **changes,
    }  # fmt: skip


def zipped(**files: str) -> SimpleUploadedFile:
    written = BytesIO()
    with zipfile.ZipFile(written, "w") as archive:
        for name, text in files.items():
            archive.writestr(name.replace("__", "/").replace("_dot_", "."), text)
    return SimpleUploadedFile("kit.zip", written.getvalue())


def test_it_writes_the_file_of_the_host_and_invites_its_administrator(client: Client, home: Path) -> None:
    page = client.post(address(), answers(accent="#7a2048"))
    assert page.status_code == 200
    assert read_host(home / FILE)["RAPPORT_NAME"] == "Alliance of Rivers"
    assert read_host(home / FILE)["RAPPORT_LANGUAGES"] == "fr,en"
    assert read_host(home / FILE)["RAPPORT_ACCENT"] == "#7a2048"
    assert stat.S_IMODE((home / FILE).stat().st_mode) == 0o600  # it may hold the password of a mail server
    offer = Offer.objects.get()
    assert (offer.role, offer.email) == (Role.ADMINISTRATOR, "ada@example.org")


def test_it_opens_with_the_key_alone_and_once(client: Client) -> None:
    assert client.get("/en/setup/nonsense/").status_code == 404
    own = address()
    assert client.get(own).status_code == 200
    client.post(own, answers())
    assert client.get(own).status_code == 404
    assert client.post(own, answers(name="Another")).status_code == 404


def test_where_there_is_an_administrator_it_is_shut(client: Client) -> None:
    grant(find_or_make("ada@example.org", name="Ada"), Role.ADMINISTRATOR)
    assert client.get(address()).status_code == 404


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"name": ""}, "What is the registry called?"),
        ({"languages": []}, "Choose one language at least."),
        ({"language": "ru"}, "The main language must be one of those chosen above."),
        ({"other_languages": "klingon-9"}, "“klingon-9” is no code of a language."),
        ({"amber": 6}, "Each period must be longer than the one before it."),
        ({"accent": "#ffee88"}, "On paper this colour could not be read."),
        ({"mail": "mail.example"}, "This is not the address of a mail server"),
        ({"administrator": "nobody"}, "Your own mailbox"),
    ],
)
def test_bad_answers_get_a_sentence_and_lose_nothing(
    client: Client, home: Path, changes: dict[str, Any], sentence: str
) -> None:
    page = client.post(address(), answers(**changes))
    assert page.status_code == 422
    assert sentence in page.content.decode()
    assert changes.get("name", "Alliance of Rivers") in page.content.decode()
    assert not (home / FILE).exists()
    assert not Offer.objects.exists()


def test_other_periods_become_the_hosts_own_vocabulary(client: Client, home: Path) -> None:
    client.post(address(), answers(green=6, amber=18, red=30))
    own = load_schemes([SHIPPED, home / "vocabularies"])["freshness"]
    assert [own[band].extras["months"] for band in ("green", "amber", "red")] == [6, 18, 30]
    assert own["green"].label("en") == "Confirmed within 6 months"


def test_a_kit_is_taken_with_it(client: Client, home: Path) -> None:
    kit = zipped(pages__fr__about_dot_md="---\ntitle: À propos\n---\n\nTexte.\n")
    assert client.post(address(), answers(kit=kit)).status_code == 200
    assert (home / "pages" / "fr" / "about.md").exists()


def test_a_kit_with_a_mistake_changes_nothing(client: Client, home: Path) -> None:
    kit = zipped(vocabularies__themes_dot_yaml="scheme: nonsense\n", pages__fr__about_dot_md="no head")
    page = client.post(address(), answers(kit=kit))
    assert page.status_code == 422
    assert "themes.yaml" in page.content.decode()
    assert "pages/fr/about.md" in page.content.decode()
    assert not (home / FILE).exists()
    assert not (home / "pages").exists()


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"scheme: themes", "This file is no zip. Pack your folders into one, and choose that."),
        (zipped(pages__fr__about_dot_md="x" * 200).read().replace(b"xxx", b"xyz"), "kit.zip: This zip is damaged"),
    ],
)
def test_what_is_no_zip_is_said_to_be_none_without_a_path_of_ours(
    client: Client, home: Path, content: bytes, sentence: str
) -> None:
    page = client.post(address(), answers(kit=SimpleUploadedFile("themes.yaml", content)))
    assert page.status_code == 422
    assert sentence in page.content.decode()
    assert gettempdir() not in page.content.decode()
    assert not (home / FILE).exists()


@pytest.mark.parametrize("name", ["../outside.yaml", "/etc/x.yaml", "a/../../b.yaml"])
def test_nothing_of_an_archive_lands_outside(tmp_path: Path, name: str) -> None:
    path = tmp_path / "kit.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(name, "x: 1")
    with pytest.raises(KitError, match="leads out of the archive"):
        take_kit(path)


def test_what_is_no_kit_is_said_to_be_none(tmp_path: Path) -> None:
    (tmp_path / "kit").mkdir()
    with pytest.raises(KitError, match="There is nothing of a kit here"):
        take_kit(tmp_path / "kit")
    (tmp_path / "x.txt").write_text("x")
    with pytest.raises(KitError, match=r"^x\.txt: A kit is a folder, a zip of one, or a file"):
        take_kit(tmp_path / "x.txt")


@pytest.mark.parametrize(
    ("written", "sentence"),
    [
        ("name: [", "is no YAML"),
        ("- a", "must give keys and values"),
        ("secret_key: x", "“secret_key” is no setting of a host"),
        ("name: {a: 1}", "must be a text or a list of texts"),
        ("name: true", "must be a text or a list of texts"),
    ],
)
def test_a_file_that_says_nonsense_is_refused_with_a_sentence(tmp_path: Path, written: str, sentence: str) -> None:
    (tmp_path / FILE).write_text(written)
    with pytest.raises(HostError, match=sentence):
        read_host(tmp_path / FILE)
