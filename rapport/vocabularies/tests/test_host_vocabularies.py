"""A host adds or replaces a scheme by a file, and is told in a sentence what is wrong with one."""

from pathlib import Path

import pytest
from django.test import override_settings
from django.utils import translation

from rapport.vocabularies.checks import check_vocabularies
from rapport.vocabularies.schemes import SHIPPED, VocabularyError, load_schemes, scheme

HEADER = """\
scheme: basins
labels: {en: River basins, pt: Bacias}
source: Invented for this test
as_of: 2010-02-01
"""
ONE_TERM = """\
terms:
  - code: upper
    labels: {en: Upper basin}
"""


def write(folder: Path, text: str, *, name: str = "basins") -> Path:
    file = folder / f"{name}.yaml"
    file.write_text(text, encoding="utf-8")
    return file


def refusal(folder: Path, text: str, *, name: str = "basins") -> VocabularyError:
    write(folder, text, name=name)
    with pytest.raises(VocabularyError) as refused:
        load_schemes([SHIPPED, folder])
    return refused.value


def test_a_file_adds_a_scheme(tmp_path: Path) -> None:
    write(tmp_path, HEADER + ONE_TERM)
    with override_settings(RAPPORT_VOCABULARIES=[tmp_path]):
        basins = scheme("basins")
        assert basins.codes == ("upper",)
        assert basins["upper"].source == "Invented for this test"
        assert basins["upper"].state == "verified"
        assert "water" in scheme("themes")


def test_a_file_replaces_a_scheme_whole(tmp_path: Path) -> None:
    write(tmp_path, HEADER.replace("basins", "scopes") + ONE_TERM, name="scopes")
    with override_settings(RAPPORT_VOCABULARIES=[tmp_path]):
        assert scheme("scopes").codes == ("upper",)
    assert "global" in scheme("scopes")


def test_of_two_folders_the_later_counts(tmp_path: Path) -> None:
    first, second = tmp_path / "first", tmp_path / "second"
    for folder in (first, second):
        folder.mkdir()
        write(folder, HEADER + ONE_TERM.replace("upper", folder.name))
    assert load_schemes([first, second])["basins"].codes == ("second",)


def test_a_host_need_not_have_a_folder(tmp_path: Path) -> None:
    assert load_schemes([tmp_path / "none"]) == {}


def test_a_label_falls_back_to_the_nearest_language(tmp_path: Path) -> None:
    languages = "{pt: Água, fr: Eau, zh-hans: 水}"
    write(tmp_path, HEADER + ONE_TERM.replace("{en: Upper basin}", languages))
    term = load_schemes([tmp_path])["basins"]["upper"]
    assert [term.label(language) for language in ("fr-ca", "pt-br", "zh-hant", "zh")] == ["Eau", "Água", "水", "水"]
    assert term.label("ar") == "Água"  # neither Arabic nor English: the first there is


def test_without_a_language_a_label_is_in_the_language_of_the_page() -> None:
    with translation.override("es"):
        assert scheme("themes")["water"].label() == "Agua"
    with translation.override(None):
        assert scheme("themes")["water"].label() == "Water"


def test_a_code_that_is_gone_is_its_own_label() -> None:
    assert scheme("themes").label_of("phlogiston", "en") == "phlogiston"


def test_it_names_the_schemes_there_are() -> None:
    with pytest.raises(VocabularyError, match="There is no vocabulary 'topics'; there are activities, "):
        scheme("topics")


@pytest.mark.parametrize(
    ("terms", "line", "sentence"),
    [
        ("terms: []", 5, "terms must be a list with at least one term."),
        ("terms:\n  - upper", 6, "A term must have the keys code and labels."),
        ("terms:\n  - labels: {en: Upper}", 6, "The key code is missing or empty."),
        ("terms:\n  - code: NO\n    labels: {en: Norway}", 6, "code is read by YAML as False, not as text; put it in"),
        ("terms:\n  - code: 1.10\n    labels: {en: Ten}", 6, "code is read by YAML as 1.1, not as text"),
        ("terms:\n  - code: upper\n    labels: Upper", 7, "labels must give at least one language and its text"),
        ("terms:\n  - code: upper\n    labels: {en: ''}", 7, "The key en is missing or empty."),
        ("terms:\n  - code: upper\n    labels: {no: Elv}", 7, "The language False is not read as text"),
        (
            "terms:\n  - code: a\n    labels: {en: A}\n    state: sure",
            8,
            "state is 'sure'; it must be one of verified, re",
        ),
        ("terms:\n  - code: a\n    labels: {en: A}\n    groups: b", 8, "groups must be a list, such as"),
        (
            "terms:\n  - code: a\n    labels: {en: A}\n    years:\n      - x\n      - 1",
            10,
            "1 in years is not read as text",
        ),
        ("terms:\n  - code: a\n    labels: {en: A}\n    share: 0.5", 8, "share must be a text, a whole number"),
        (
            "terms:\n  - code: a\n    labels: {en: A}\n    no: x",
            6,
            "The key False of a term is not read as text; put it in",
        ),
        ("terms:\n  - code: a\n    labels: {[en]: A}", 7, "a key must be a text"),
        ("terms:\n  - code: a\n    code: b\n    labels: {en: A}", 7, "“code” stands twice"),
        (
            "terms:\n  - code: a\n    labels: {en: A}\n  - code: a\n    labels: {en: B}",
            8,
            "The code 'a' stands twice; a code must be unique.",
        ),
        ("colour: red\nterms: []", 5, "The key 'colour' is not known here; known are scheme, labels"),
        (
            "refers_to: {groups: themes}\nterms:\n  - code: a\n    labels: {en: A}\n    parent: phlogiston",
            7,
            "'a' names 'phlogiston', which is not in the vocabulary 'themes'. Who replaces 'themes' must also replace",
        ),
        (
            "refers_to: {groups: rivers}\nterms:\n  - code: a\n    labels: {en: A}",
            5,
            "refers_to names the vocabulary 'rivers', which does not exist.",
        ),
    ],
)
def test_a_mistake_gets_a_sentence_with_file_and_line(tmp_path: Path, terms: str, line: int, sentence: str) -> None:
    error = refusal(tmp_path, HEADER + terms + "\n")
    assert (error.file, error.line) == (tmp_path / "basins.yaml", line)
    assert sentence in error.problem
    assert str(error).startswith(f"{tmp_path / 'basins.yaml'}, line {line}: ")


def test_a_scheme_of_commitments_that_is_named_needs_its_file(tmp_path: Path) -> None:
    head = HEADER.replace("scheme: basins", "scheme: commitment-schemes")
    (tmp_path / "commitment-schemes.yaml").write_text(head + "terms:\n  - code: charter\n    labels: {en: Charter}\n")
    with pytest.raises(VocabularyError, match=r"names 'charter', of which there is no vocabulary.*charter\.yaml"):
        load_schemes([tmp_path])


@pytest.mark.parametrize(
    ("before", "after", "sentence"),
    [
        ("scheme: basins", "scheme: rivers", "The scheme is named 'rivers', so its file must be rivers.yaml."),
        ("as_of: 2010-02-01", "as_of: last year", "as_of must be the date of the list, written as 2010-02-01."),
        ("as_of: 2010-02-01", "as_of: 2010-02-31", "This cannot be read as YAML: day is out of range for month."),
        ("source: Invented for this test", "source:", "The key source is missing or empty."),
        ("labels: {", "labels: {{", "This is not YAML as vocabularies need it: "),
        ("source: Invented", "source: !!python/object:os.system", "could not determine a constructor"),
        ("source: Invented", "source: \0", "This cannot be read as YAML: "),
    ],
)
def test_a_mistake_in_the_header_gets_a_sentence(tmp_path: Path, before: str, after: str, sentence: str) -> None:
    text = HEADER + ONE_TERM
    assert before in text
    assert sentence in refusal(tmp_path, text.replace(before, after)).problem


def test_a_file_that_is_not_utf_8_is_refused_with_the_line(tmp_path: Path) -> None:
    (tmp_path / "basins.yaml").write_bytes(b"scheme: basins\nlabels: {pt: \xc1gua}\n")
    with pytest.raises(VocabularyError, match=r"line 2: This file is not in UTF-8; save it in that encoding\."):
        load_schemes([tmp_path])


@pytest.mark.parametrize("text", ["", "water", "- water", "[" * 5000])
def test_a_file_that_is_no_vocabulary_is_refused(tmp_path: Path, text: str) -> None:
    assert refusal(tmp_path, text).file == tmp_path / "basins.yaml"


def test_who_replaces_the_themes_must_replace_the_cycles_too(tmp_path: Path) -> None:
    error = refusal(tmp_path, HEADER.replace("basins", "themes") + ONE_TERM, name="themes")
    assert error.file == SHIPPED / "cycles.yaml"
    assert "Who replaces 'themes' must also replace 'cycles'." in error.problem


def test_a_mistake_is_said_when_the_server_starts(tmp_path: Path) -> None:
    write(tmp_path, HEADER)
    with override_settings(RAPPORT_VOCABULARIES=[tmp_path]):
        assert [error.id for error in check_vocabularies(None)] == ["vocabularies.E001"]
    assert check_vocabularies(None) == []
