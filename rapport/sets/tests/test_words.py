"""Words are found whatever their case, accents, endings, and language."""

import pytest

from rapport.sets.words import phrase_pattern, read_words, tokens_of


def finds(text: str, language: str, query: str) -> bool:
    tokens = tokens_of(text, language)
    return all(
        any(token in tokens for token in term.tokens)
        or bool(term.prefix and any(token.startswith(term.prefix) for token in tokens))
        for term in read_words(query).terms
    )


@pytest.mark.parametrize(
    ("text", "language", "query"),
    [
        ("Clean Waters for all", "en", "water"),
        ("Partnerships", "en", "partnership"),
        ("L’énergie renouvelable", "fr", "energies renouvelables"),
        ("Énergies", "fr", "ÉNERGIE"),
        ("Educación ambiental", "es", "educacion ambientales"),
        ("Школы и реки", "ru", "школа"),
        ("Управление водными ресурсами", "ru", "водных ресурсов"),
        ("المياه النظيفة", "ar", "مياه"),
        ("水资源管理", "zh-Hans", "资源"),
        ("水资源管理", "zh-Hans", "水"),
        ("治水", "zh-Hans", "水"),
        ("サンゴ礁の保護", "ja", "保護"),
        ("Straße am Fluß", "de", "STRASSE"),
        ("Gewässerschutz", "de", "gewasserschutz"),
        ("Школы", "", "школа"),
        ("Climate-smart", "en", "climate smart"),
        ("CO₂", "en", "co2"),
        ("Reef 2010", "en", "2010"),
        ("watershed", "en", "water*"),
        ("التنمية المُسْتَدامة", "ar", "المستدامة"),
        ("المياه", "ar", "المِيَاه"),
        ("Шко́лы", "ru", "школа"),
        ("İstanbul", "", "istanbul"),
        ("E\u0301nergie", "fr", "énergie"),
    ],
)
def test_it_finds(text, language, query):
    assert finds(text, language, query)


@pytest.mark.parametrize(
    ("text", "language", "query"),
    [
        ("watershed", "en", "water"),
        ("水资源管理", "zh-Hans", "源水"),
        ("水资源管理", "zh-Hans", "源管资"),
        ("plan", "en", "plant"),
        ("clean water", "en", "clean air"),
    ],
)
def test_it_does_not_find(text, language, query):
    assert not finds(text, language, query)


def test_quotation_marks_of_any_kind_make_a_phrase():
    for text in ('a "clean water" b', "a “clean water” b", "a «Clean Water» b", "a 「clean water」 b"):
        assert read_words(text).phrases == ("clean water",)
    assert read_words('an "unclosed phrase').phrases == ()
    assert [term.surface for term in read_words('an "unclosed phrase').terms] == ["an", "unclosed", "phrase"]


def test_a_phrase_ends_at_the_borders_of_words_but_not_in_chinese():
    assert phrase_pattern("clean water").search("all clean water here")
    assert not phrase_pattern("clean water").search("unclean watershed")
    assert phrase_pattern("资源").search("水资源管理")


def test_what_has_no_words_asks_for_nothing():
    for text in ("", "  ", '""', "!?*", "_", "\u200f"):
        assert read_words(text).terms == ()


def test_a_flood_of_words_is_capped():
    assert len(read_words(" ".join(f"word{n}" for n in range(1000))).terms) == 24
    assert max(map(len, tokens_of("a" * 10_000, "en"))) == 40
