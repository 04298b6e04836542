"""A host adds a language with a setting and a catalogue in its data directory, and nothing else."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from rapport.locale.__main__ import main
from rapport.locale.catalogues import read_catalogue, text_file, write_text

pytestmark = pytest.mark.slow_once
SAY = """
import sys
import django
django.setup()
from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import get_language_from_path, override
read = [get_language_from_path(f"/{code}/") for code in (sys.argv[1], "ru")]
print(settings.LANGUAGE_CODE, settings.LANGUAGES, *read)
with override(sys.argv[1]):
    print(reverse("home"))
    print(render_to_string("404.html"))
"""


def say(home: Path, language: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Start the product anew in a language, and let it say what it is set to and how a page reads."""
    settings = {"RAPPORT_HOME": str(home), "DJANGO_SETTINGS_MODULE": "rapport.settings", **environment}
    command = [sys.executable, "-c", SAY, language]
    return subprocess.run(command, env=os.environ | settings, capture_output=True, text=True, check=False)


def translate(folder: Path, locale: str, english: str, translation: str) -> None:
    """As a translator does: begin a catalogue, write one translation into it, compile it."""
    assert main([locale, "--folder", str(folder)]) == 0
    catalogue = read_catalogue(locale, folder)
    catalogue.get(english).string = translation
    text_file(locale, folder).write_bytes(write_text(catalogue))
    assert main(["--folder", str(folder)]) == 0


def test_a_site_speaks_the_one_language_that_its_host_has_translated(tmp_path: Path) -> None:
    translate(tmp_path / "locale", "pt_BR", "There is no such page", "Esta página não existe")
    done = say(tmp_path, "pt-br", RAPPORT_LANGUAGES="pt-br")
    assert done.returncode == 0, done.stderr
    languages, home, page = done.stdout.split("\n", 2)
    assert languages == "pt-br [('pt-br', 'português (Brasil)')] pt-br None"
    assert home == "/pt-br/"
    assert '<html lang="pt-BR" dir="ltr">' in page
    assert "<h1>Esta página não existe</h1>" in page
    assert "Search the registry" in page  # what is not translated yet is in English, and never missing


def test_the_words_of_a_host_go_before_those_shipped(tmp_path: Path) -> None:
    translate(tmp_path / "locale", "fr", "There is no such page", "Rien ici")
    page = say(tmp_path, "fr", RAPPORT_LANGUAGES="fr,en").stdout
    assert "<h1>Rien ici</h1>" in page
    assert "Chercher dans le registre" in page


def test_a_language_that_nobody_knows_is_refused_with_a_sentence(tmp_path: Path) -> None:
    done = say(tmp_path, "fr", RAPPORT_LANGUAGES="fr,klingon-9")
    assert done.returncode != 0
    assert "RAPPORT_LANGUAGES is “fr,klingon-9”; it must be languages such as fr,pt-br" in done.stderr
