"""Texts out to translators and back: every number is kept, what was edited meanwhile is not overwritten."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from hypothesis import given
from hypothesis import strategies as st

from rapport.summary import editing
from rapport.summary.editing import EditingError
from rapport.summary.editions import Workshop
from rapport.summary.models import Passage
from rapport.summary.xliff import Translated, Unit, lost_slots, read_xliff, write_xliff
from rapport.testing import NOW, TODAY

SLOTS = st.sampled_from(["{percent scope.global}", "{day}", "{count total | one: # is | other: # are}", "{{", "}}"])
WORDS = st.text(st.characters(blacklist_categories=("Cs", "Cc"), blacklist_characters="{}"), max_size=40)
TEXTS = st.lists(SLOTS | WORDS, min_size=1, max_size=6).map("".join)


def back(units):
    return read_xliff(write_xliff(units, source="en", target="fr", name="x"), source="en", target="fr")


@given(st.lists(st.tuples(TEXTS, TEXTS), max_size=5))
def test_every_text_comes_back_to_the_letter(pairs):
    units = [Unit(f"p{place}", source, target) for place, (source, target) in enumerate(pairs)]
    found = {each.code: each for each in back(units)}
    for unit in units:
        if unit.target.strip():
            assert found[unit.code] == Translated(unit.code, unit.source, unit.target.strip())


def test_a_number_is_a_placeholder_and_words_by_plural_are_text():
    unit = Unit("p", "{percent scope.global} of {count total | one: # | other: #}")
    file = write_xliff([unit], source="en", target="fr", name="x").decode()
    assert '<data id="d1">{percent scope.global}</data>' in file
    assert re.search(r'<source><ph id="p1" dataRef="d1" [^>]*/> of \{count total', file)


@pytest.mark.parametrize(
    ("target", "lost"),
    [
        ("{percent scope.global}", []), ("rien", ["{percent scope.global}"]),
        ("{percent scope.local}", ["{percent scope.global}", "{percent scope.local}"]),
        ("{percent scope.global} {percent scope.global}", ["{percent scope.global}"]), ("a {", None),
    ],
)  # fmt: skip
def test_a_number_that_is_lost_or_added_is_named(target, lost):
    found = lost_slots("p", "{percent scope.global}", target)
    assert found == lost if lost is not None else found


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "no XLIFF file that can be read"), (b"<a/>", "no XLIFF file of version 2"),
        (b'<!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>', "no XLIFF file that can be read"),
        (b'<xliff xmlns="urn:oasis:names:tc:xliff:document:2.0" srcLang="en" trgLang="es"/>', "from en into es"),
        (b"\xff\xfe\x00", "no XLIFF file that can be read"), (b"x" * 5_000_001, "too large"),
    ],
)  # fmt: skip
def test_a_file_that_cannot_be_taken_gets_a_sentence(content, sentence):
    with pytest.raises(EditingError, match=sentence):
        read_xliff(content, source="en", target="fr")


@pytest.mark.django_db
def test_out_translated_and_back(client, officer, edition):
    editing.edit(Workshop(edition, TODAY), "first", "en", "New: {percent scope.regional}.", None, now=NOW,
                 is_translation=False)  # fmt: skip
    path = "/en/desk/reports/first/translations/"
    answer = client.get(f"{path}en/fr.xlf")
    assert answer["Content-Disposition"] == 'attachment; filename="first-en-fr.xlf"'
    text = answer.content.decode()
    assert '<segment state="initial"><source>New: <ph' in text
    assert '<segment state="translated"><source><ph' in text
    translated = re.sub(
        r"(New: (<ph [^>]*/>)\.</source><target>).*?</target>", r"\1Nouveau : \2.</target>", text, count=1
    )
    client.post(f"{path}fr/", {"source": "en", "file": SimpleUploadedFile("x.xlf", translated.encode())})
    (kept,) = Passage.objects.filter(language="fr")
    assert (kept.code, kept.text) == ("first", "Nouveau : {percent scope.regional}.")
    assert Workshop(edition, TODAY).states["first"] == {"en": "written", "fr": "written"}


@pytest.mark.django_db
def test_what_was_edited_meanwhile_or_lost_a_number_is_refused_and_told(client, officer, edition):
    path = "/en/desk/reports/first/translations/"
    text = client.get(f"{path}en/fr.xlf").content.decode()
    editing.edit(Workshop(edition, TODAY), "first", "en", "New.", None, now=NOW, is_translation=False)
    spoilt = re.sub(r"<target><ph [^>]*/> en tout\.</target>", "<target>En tout.</target>", text)
    assert spoilt != text
    answer = client.post(f"{path}fr/", {"source": "en", "file": SimpleUploadedFile("x.xlf", spoilt.encode())})
    html = answer.content.decode()
    assert '<code dir="ltr">first</code>: The text that it translates has been edited since.' in html
    assert '<code dir="ltr">second</code>: These are not the numbers of the text: {count total}.' in html
    assert not Passage.objects.filter(language="fr").exists()
