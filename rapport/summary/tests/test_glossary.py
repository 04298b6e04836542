"""Translations keep to the words of a glossary: official wording by language, in whatever form a sentence needs."""

from collections.abc import Iterator

import pytest

from rapport.summary import editing
from rapport.summary.editions import Workshop
from rapport.summary.narrative.glossary import load_glossary, terms_missed, words_of
from rapport.summary.narrative.templates import TemplateError, Texts, load_template
from rapport.summary.translating import units_of
from rapport.testing import NOW, TODAY
from rapport.vocabularies.schemes import scheme

LANGUAGES = ("en", "fr", "es", "ru", "ar", "zh-hans")


def missed(said: str, translated: str, into: str) -> list[str]:
    return [each.official(into) for each in terms_missed(said, "en", translated, into)]


@pytest.mark.parametrize("term", load_glossary(), ids=lambda term: term.name)
def test_every_term_is_given_and_found_in_every_language(term) -> None:
    assert [each for each in LANGUAGES if not term.is_in(f"x {term.official(each)}.", each)] == []


@pytest.mark.parametrize(
    ("translated", "into"),
    [
        ("Партнерствам помогает координатор.", "ru"), ("Las alianzas y su punto focal.", "es"),
        ("LES PARTENARIATS et leurs points focaux", "fr"), ("وللشراكات جهات التنسيق.", "ar"),
        ("وبالشراكة وجهة التنسيق", "ar"), ("各伙伴关系的协调人。", "zh-hans"),
        ("partenariats, point\u00a0focal", "fr"),
        ("{count total | one: # partenariat | other: #}, points focaux", "fr"),
    ],
)  # fmt: skip
def test_a_term_is_found_in_the_form_that_its_sentence_needs(translated: str, into: str) -> None:
    assert missed("Partnerships and their focal points.", translated, into) == []


@pytest.mark.parametrize(
    ("translated", "into", "official"),
    [
        ("Las asociaciones crecen.", "es", "alianza"), ("Le partenaire", "fr", "partenariat"),
        ("Партнеры", "ru", "партнерство"), ("伙伴增加。", "zh-hans", "伙伴关系"), ("الشركاء", "ar", "شراكة"),
    ],
)  # fmt: skip
def test_another_word_is_told(translated: str, into: str, official: str) -> None:
    assert missed("Partnerships grow.", translated, into) == [official]


def test_a_longer_word_is_another_word() -> None:
    assert missed("A microrecord of governmental affairs.", "x", "fr") == []


def test_a_language_that_the_glossary_has_not_is_asked_for_nothing() -> None:
    assert missed("Partnerships", "Partnerschaften", "de") == []


def test_names_of_figures_are_no_words() -> None:
    text = "{percent registry.partnership} of {count total | one: # record | other: # records} in {day}"
    assert words_of(text).split() == ["of", "#", "record", "#", "records", "in"]
    assert words_of("a { b") == "a { b"


def pairs_of(texts: Texts, others: Texts) -> Iterator[tuple[str, str, str]]:
    for code, heading in texts.headings.items():
        yield code, heading, others.headings[code]
    for part in ("paragraphs", "notes"):
        for code, wordings in getattr(texts, part).items():
            for said, translated in zip(wordings, getattr(others, part)[code], strict=True):
                yield code, said.source, translated.source


@pytest.mark.parametrize(
    "name", ["organization-types", "organization-groups", "themes", "mechanisms", "commitment-schemes"]
)
def test_the_vocabularies_say_the_same(name: str) -> None:
    labels = [term.labels for term in scheme(name)]
    assert [
        (each[language], found) for each in labels for language in LANGUAGES[1:]
        if (found := missed(each["en"], each[language], language))
    ] == []  # fmt: skip


@pytest.mark.parametrize("language", LANGUAGES[1:])
def test_the_shipped_template_keeps_to_the_glossary(language: str) -> None:
    template = load_template()
    pairs = pairs_of(template.texts["en"], template.texts[language])
    assert [(code, found) for code, said, text in pairs if (found := missed(said, text, language))] == []


def test_a_host_adds_terms_and_replaces_them_by_name(narratives) -> None:
    narratives()
    file = narratives().parent / "glossary.yaml"
    file.write_text("partnership: {en: [partnership], fr: [alliance]}\nharbour: {en: [harbour], fr: [port]}\n")
    assert missed("The partnership at the harbour.", "Le partenariat.", "fr") == ["alliance", "port"]
    file.write_text("harbour: {en: [harbour], fr: [havre]}\n")
    assert missed("The harbour.", "Le port.", "fr") == ["havre"]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("\nharbour: port\n", "glossary.yaml, line 2: “harbour” must have a list of words for each language"),
        ("harbour: {fr: []}\n", "line 1: “harbour” must have"), ("- x\n", "It must be keys with values"),
        ("harbour: {fr: [1]}\n", "line 1: “harbour” must have"), ("a: [\n", "This is not YAML"),
    ],
)  # fmt: skip
def test_a_mistake_is_told_with_file_and_line(narratives, content: str, said: str) -> None:
    (narratives().parent / "glossary.yaml").write_text(content)
    with pytest.raises(TemplateError, match=said):
        load_glossary()


def test_the_desk_tells_the_words_that_an_edited_text_has_not(client, officer, edition) -> None:
    for language, text in (("en", "{count total} partnerships."), ("fr", "{count total} associations.")):
        editing.edit(Workshop(edition, TODAY), "second", language, text, None, now=NOW, is_translation=language == "fr")
    page = client.get("/en/desk/reports/first/texts/second/fr/").content.decode()
    assert 'partnership</span> = <b lang="fr" dir="auto">partenariat</b>' in page
    assert "Words of the glossary" not in client.get("/en/desk/reports/first/texts/second/en/").content.decode()
    assert "second (French): the glossary has “partenariat” for “partnership”." in client.get(
        "/en/desk/reports/first/"
    ).content.decode().replace("&#34;", '"')


def test_translators_get_the_terms_of_each_text(client, officer, edition) -> None:
    editing.edit(Workshop(edition, TODAY), "second", "en", "A registry.", None, now=NOW, is_translation=False)
    units = {each.code: each.terms for each in units_of(Workshop(edition, TODAY), "en", "fr")}
    assert units["second"] == (("registry", "registre"),)
    file = client.get("/en/desk/reports/first/translations/en/fr.xlf").content.decode()
    assert "<gls:term>registry</gls:term><gls:translation>registre</gls:translation>" in file
