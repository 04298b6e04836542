"""The mapping language, and the sentences that its mistakes get."""

import pytest

from rapport.exchange.mapping import MappingError, load_mapping

GOOD = """\
origin: reefs
key: number
id: "R{number}"
columns:
  title: name
  notes: {ignore: for the office only}
  works on water: {yes: {theme: water, rank: secondary}}
  aims: {field: objectives, heading: "Aims:"}
"""


def written(tmp_path, text, name="reefs.yaml"):
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return path


def mistake(tmp_path, text):
    with pytest.raises(MappingError) as caught:
        load_mapping(written(tmp_path, text))
    return caught.value.line, caught.value.message


def test_short_forms_stand_for_readers(tmp_path):
    mapping = load_mapping(written(tmp_path, GOOD))
    assert {column: reader.reader for column, reader in mapping.columns.items()} == {
        "title": "text",
        "notes": "ignore",
        "works on water": "flag",
        "aims": "text",
    }
    assert (mapping.key, list(mapping.named_columns())) == (
        ("number",),
        ["number", "title", "notes", "works on water", "aims", "number"],
    )


def test_a_mapping_is_found_by_name_and_the_hosts_own_counts_before_the_shipped(tmp_path):
    shipped, own = tmp_path / "shipped", tmp_path / "own"
    shipped.mkdir()
    own.mkdir()
    written(shipped, GOOD)
    written(own, GOOD.replace("origin: reefs", "origin: our-reefs"))
    assert load_mapping("reefs", folders=[shipped]).origin == "reefs"
    assert load_mapping("reefs", folders=[shipped, own]).origin == "our-reefs"
    with pytest.raises(MappingError, match="There is no mapping “kelp”; there are reefs"):
        load_mapping("kelp", folders=[shipped, own])


@pytest.mark.parametrize("name", ["un-registry-2018", "climate-initiatives"])
def test_the_shipped_mappings_are_right(name):
    assert load_mapping(name).origin == name


@pytest.mark.parametrize(
    ("line", "sentence", "wrong"),
    [
        (5, "no field for text", GOOD.replace("title: name", "title: nome")),
        (6, "“ignored” is no option here", GOOD.replace("{ignore: for", "{field: name, ignored: for")),
        (7, "“tides” is not in the vocabulary themes", GOOD.replace("theme: water", "theme: tides")),
        (
            8,
            "A column needs a reader: one of text",
            GOOD.replace("{field: objectives, heading", "{reader: poem, heading"),
        ),
        (2, "“keys” is no option here. A mapping knows origin", GOOD.replace("key:", "keys:")),
        (6, "“title” stands twice", GOOD.replace("  title: name", "  title: name\n  title: acronym")),
        (5, "This is not YAML as a mapping needs it", GOOD.replace("title: name", "title: name: more")),
        (2, "“False” is no text as it stands here", GOOD.replace("key: number", "key: [no]")),
        (1, "A mapping begins with the keys", "just words"),
        (1, "A mapping begins with the keys", ""),
    ],
)
def test_a_mistake_names_its_line_and_what_would_be_right(tmp_path, line, sentence, wrong):
    where, said = mistake(tmp_path, wrong)
    assert (where, sentence in said) == (line, True), said


def test_a_missing_key_is_named(tmp_path):
    assert mistake(tmp_path, GOOD.replace("origin: reefs\n", "")) == (1, "“origin” is missing.")


def test_a_column_with_other_white_space_is_the_same_column(tmp_path):
    _line, said = mistake(tmp_path, GOOD + '  " title": acronym\n')
    assert said.startswith("The column “ title” stands twice")


def test_an_option_of_a_reader_is_named_with_those_that_there_are(tmp_path):
    text = GOOD + "  when: {reader: time-frame, prefx: 'Frame:'}\n"
    assert mistake(tmp_path, text) == (
        9,
        "“prefx” is no option here. The reader time-frame knows reader, prefix, open_ended, unknown, sentinels.",
    )


def test_an_alias_is_refused_for_it_may_grow_without_bound(tmp_path):
    line, said = mistake(tmp_path, "a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]\n")
    assert (line, "alias" in said) == (2, True)


def test_deep_nesting_is_refused_before_it_costs_time(tmp_path):
    line, said = mistake(tmp_path, "a: " + "[" * 300_000)
    assert (line, said) == (1, "This is not YAML as a mapping needs it: more than 20 levels.")


def test_another_encoding_a_large_file_and_no_file_are_refused_with_a_sentence(tmp_path):
    path = tmp_path / "latin.yaml"
    path.write_bytes(b"origin: reefs\ntitle: caf\xe9\n")
    with pytest.raises(MappingError, match=r"latin.yaml, line 2: The mapping is not in UTF-8"):
        load_mapping(path)
    with pytest.raises(MappingError, match="at most 1,000,000 bytes"):
        load_mapping(written(tmp_path, "#" * 1_000_001))
    with pytest.raises(MappingError, match="cannot be read"):
        load_mapping(tmp_path / "none.yaml")
    with pytest.raises(MappingError, match="This is not YAML"):
        load_mapping(written(tmp_path, "origin: re\0efs"))
