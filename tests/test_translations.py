"""Every text of the interface stands in every language: whole, and written as the language writes."""

import re
from collections.abc import Iterator
from gettext import c2py
from pathlib import Path

import pytest
from babel.messages import Catalog, Message
from django.conf import settings
from django.utils.translation import to_locale

from rapport.locale import lacking
from rapport.locale.__main__ import main
from rapport.locale.catalogues import (
    FOLDER,
    Catalogue,
    compile_catalogue,
    compiled_file,
    forms_of,
    installed_languages,
    read_catalogue,
    text_file,
    unfinished,
    update_catalogue,
    write_text,
)
from rapport.locale.gathering import PACKAGE, gather_messages
from rapport.look.environment import make_environment

LANGUAGES = installed_languages()
# Ours, and those of what Wagtail lacks: (language, folder, domain).
CATALOGUES = [(language, FOLDER, "django") for language in LANGUAGES] + [
    (language, lacking.FOLDER, domain) for language in LANGUAGES for domain in lacking.DOMAINS
]
FILLED_IN = re.compile(r"%\((\w+)\)([sd])|\{(\w+)\}")
TAG = re.compile(r"</?\w+")
NUMBERS = {
    ("n", "s", ""),
    ("count", "s", ""),
    ("base", "s", ""),
}  # what a plural form for one number alone may leave out: “two partnerships”
# Their names are the same in every language.
FORMATS = {"JSON", "CSV", "SVG", "BibTeX", "RIS", "ISBN", "DOI", "iCalendar", "https"}
pytestmark = pytest.mark.slow_once


@pytest.fixture(scope="module")
def gathered() -> Catalog:
    return gather_messages()


@pytest.fixture(params=CATALOGUES, ids=lambda place: f"{place[0]}-{place[1].parent.name}-{place[2]}")
def place(request: pytest.FixtureRequest) -> tuple[str, Path, str]:
    """Where a catalogue stands."""
    language, folder, domain = request.param
    return language, folder, domain


@pytest.fixture
def catalogue(place: tuple[str, Path, str]) -> Catalogue:
    return read_catalogue(*place)


@pytest.fixture
def wanted(place: tuple[str, Path, str], gathered: Catalog) -> Catalog:
    """What stands in the catalogue, where nothing was forgotten."""
    language, folder, domain = place
    return gathered if folder == FOLDER else lacking.gather_lacking(language, domain)


def keys(catalogue: Catalog) -> set[tuple[str, str]]:
    return {(message.context or "", english_of(message)[0]) for message in catalogue if message.id}


def english_of(message: Message) -> tuple[str, ...]:
    return (message.id,) if isinstance(message.id, str) else tuple(message.id)


def translations(catalogue: Catalogue) -> Iterator[tuple[Message, str]]:
    for message in catalogue:
        if message.id:
            yield from ((message, form) for form in forms_of(message) if form)


def test_every_language_of_the_site_has_a_catalogue_and_no_other_has() -> None:
    assert sorted(to_locale(code) for code, _name in settings.LANGUAGES if code != "en") == LANGUAGES


def test_every_text_stands_in_the_catalogue(catalogue: Catalogue, wanted: Catalog) -> None:
    assert keys(wanted) - keys(catalogue) == set(), "Run make messages, and translate them."


def test_no_text_that_is_gone_stands_in_the_catalogue(catalogue: Catalogue, wanted: Catalog) -> None:
    assert keys(catalogue) - keys(wanted) == set(), "Run make messages."
    assert [message.id for message in catalogue.obsolete.values()] == [], "Take them out of the file."


def test_nothing_is_left_to_translate(catalogue: Catalogue) -> None:
    assert [message.id for message in unfinished(catalogue)] == []


def test_what_is_compiled_is_what_is_written(catalogue: Catalogue, place: tuple[str, Path, str]) -> None:
    assert compiled_file(*place).read_bytes() == compile_catalogue(catalogue), "Run make messages."
    assert text_file(*place).read_bytes() == write_text(catalogue), "Run make messages."


def test_every_plural_has_all_the_forms_of_the_language(catalogue: Catalogue) -> None:
    plurals = [message for message in catalogue if message.id and message.pluralizable]
    assert [message.id for message in plurals if len(forms_of(message)) != catalogue.num_plurals] == []


def test_what_is_filled_in_is_the_same_in_every_language(catalogue: Catalogue) -> None:
    wrong = []
    for message in (each for each in catalogue if each.id and all(forms_of(each))):
        english = set(FILLED_IN.findall(english_of(message)[-1]))
        for number, form in enumerate(forms_of(message)):
            filled = set(FILLED_IN.findall(form))
            is_of_one = message.pluralizable and stands_for_one_number(catalogue, number)
            # What the English of one does without is not needed.
            may_leave_out = english - set(FILLED_IN.findall(english_of(message)[0])) | (NUMBERS if is_of_one else set())
            if not english - may_leave_out <= filled <= english:
                wrong.append((message.id, form))
            if "python-brace-format" not in message.flags:
                form % {name: 0 for name, _kind, _in_braces in filled}  # a stray per cent sign raises
    assert wrong == []


def stands_for_one_number(catalogue: Catalogue, form: int) -> bool:
    """Whether a plural form is for one number alone, or for one and none: then the number may be a word."""
    choose = c2py(catalogue.plural_expr)
    return sum(choose(number) == form for number in range(1, 300)) <= 1


def test_the_markup_is_the_same_in_every_language(catalogue: Catalogue) -> None:
    def tags(text: str) -> list[str]:
        return TAG.findall(text)

    assert [form for message, form in translations(catalogue) if tags(form) != tags(english_of(message)[-1])] == []


def test_no_translation_begins_or_ends_with_a_space_that_the_text_has_not(catalogue: Catalogue) -> None:
    def edges(text: str) -> tuple[bool, bool]:
        return text[:1] in " \t\n", text[-1:] in " \t\n"

    wrong = [form for message, form in translations(catalogue) if edges(form) != edges(english_of(message)[-1])]
    assert wrong == []


def test_a_date_that_is_shown_as_an_example_keeps_its_order_in_arabic() -> None:
    loose = re.compile(r"(?<!\u2066)\b\d{4}-\d{2}")
    assert [form for _message, form in translations(read_catalogue("ar")) if loose.search(form)] == []


def test_quotation_marks_are_those_of_the_language(catalogue: Catalogue) -> None:
    own = {"ar": "”“", "es": "«»", "fr": "«»", "ru": "«»", "zh_Hans": "“”"}[str(catalogue.locale)]
    marks = set("\"“”„«»'") - set(own)
    texts = [re.sub(r"<[^>]*>", "", form) for _message, form in translations(catalogue)]
    assert [text for text in texts if marks.intersection(text)] == []


def test_french_sets_its_double_signs_apart_by_a_space_that_does_not_break() -> None:
    texts = [
        re.sub(r"<[^>]*>|\d\d:\d\dZ|P-\d{4}:[\d-]+|[\w+]+://\S*", "", form)
        for place in CATALOGUES
        for _message, form in translations(read_catalogue(*place))
        if place[0] == "fr"
    ]
    assert [text for text in texts if re.search(r"(?<![\u00a0\u202f])[:;?!»]|«(?!\u00a0)", text)] == []


def test_chinese_is_punctuated_with_chinese_signs() -> None:
    texts = [
        re.sub(r"<[^>]*>", "", FILLED_IN.sub("", form))
        for place in CATALOGUES
        for _message, form in translations(read_catalogue(*place))
        if place[0] == "zh_Hans"
    ]
    assert [text for text in texts if re.search(r"[\u4e00-\u9fff][,;:?!()]|[,;:?!(][\u4e00-\u9fff]", text)] == []


def test_no_template_has_text_outside_translations() -> None:
    templates = [path for path in PACKAGE.glob("*/templates/**/*") if path.suffix in (".html", ".svg")]
    assert templates
    ours = [path for path in templates if "wagtailadmin" not in path.parts]  # theirs are read by another engine
    found = {path.name: words for path in ours if (words := words_outside_translations(path.read_text()))}
    assert found == {}


@pytest.mark.parametrize(
    "source", ["<p>{{ n }} new</p>", '<a title="Open it">{{ n }}</a>', "<p>{% if n %}None{% endif %}</p>"]
)
def test_text_outside_translations_is_found(source: str) -> None:
    assert words_outside_translations(source)


@pytest.mark.parametrize(
    "source", ['<p class="new">{{ _("New") }}</p>', "<p>{% trans %}None yet{% endtrans %} JSON</p>"]
)
def test_text_of_translations_is_not_found(source: str) -> None:
    assert words_outside_translations(source) == []


def words_outside_translations(source: str) -> list[str]:
    """Words between the tags of a template, or in what is read out or shown of them, that no translation reaches."""
    bare, is_inside, opened = "", False, ""
    for _line, kind, value in make_environment().lex(source):
        if kind == "name" and opened == "block_begin":
            is_inside = value == "trans" or (is_inside and value != "endtrans")
        opened = opened if kind == "whitespace" else kind
        bare += value if kind == "data" and not is_inside else "\0" if kind.endswith("_begin") else ""
    shown = [text for _name, text in re.findall(r'\b(aria-label|title|placeholder|alt)="([^"]*)"', bare)]
    texts = [*re.sub(r"<!?/?\w[^>]*>|&\w+;| [\w-]+=\"[^\"]*\"", "\0", bare).split("\0"), *shown]
    return [word for text in texts for word in re.findall(r"[^\W\d_]{3,}", text) if word not in FORMATS]


def test_a_new_language_begins_as_a_catalogue_to_be_translated(tmp_path: Path, gathered: Catalog) -> None:
    catalogue = update_catalogue("pt_BR", gathered, tmp_path)
    assert installed_languages(tmp_path) == ["pt_BR"]
    assert len(list(unfinished(catalogue))) == len(gathered)


def test_a_second_gathering_changes_no_byte(tmp_path: Path, gathered: Catalog) -> None:
    update_catalogue("ru", gathered, tmp_path)
    first = text_file("ru", tmp_path).read_bytes()
    update_catalogue("ru", gather_messages(), tmp_path)
    assert text_file("ru", tmp_path).read_bytes() == first


def test_a_changed_text_takes_its_old_translation_and_is_marked_until_somebody_has_looked(tmp_path: Path) -> None:
    before, after = Catalog(), Catalog()
    before.add("There is no such page", "", [("look/404.html", 0)])
    after.add("There is no such page here", "", [("look/404.html", 0)])
    catalogue = update_catalogue("fr", before, tmp_path)
    catalogue.get("There is no such page").string = "Cette page n’existe pas"
    text_file("fr", tmp_path).write_bytes(write_text(catalogue))
    updated = update_catalogue("fr", after, tmp_path)
    assert updated.get("There is no such page here").string == "Cette page n’existe pas"
    assert [message.id for message in unfinished(updated)] == ["There is no such page here"]
    assert b"n\xe2\x80\x99existe" not in compiled_file("fr", tmp_path).read_bytes()


def test_a_language_that_nobody_knows_is_refused_with_a_sentence(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["klingon-9"]) == 2
    assert "“klingon-9” is no language" in capsys.readouterr().err
