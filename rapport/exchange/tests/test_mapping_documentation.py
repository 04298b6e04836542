"""The documentation of the mapping language is complete, and its example works."""

import re
from pathlib import Path

import pytest

from rapport.exchange.mapping import Mapping, load_mapping
from rapport.exchange.readers import READERS

DOCUMENT = (Path(__file__).resolve().parents[3] / "docs" / "mappings.md").read_text(encoding="utf-8")


def section(heading):
    return re.split(r"^#+ ", DOCUMENT.split(f"### {heading}\n", 1)[1], maxsplit=1, flags=re.MULTILINE)[0]


@pytest.mark.parametrize(("name", "reader"), READERS.items(), ids=READERS)
def test_every_reader_and_option_is_documented(name, reader):
    text = section(name)
    options = set(reader.model_fields) - {"reader"}
    assert {option for option in options if f"`{option}`" not in text} == set()


def test_every_key_is_documented():
    assert {key for key in Mapping.model_fields if f"| `{key}` |" not in DOCUMENT} == set()


def test_the_example_is_a_mapping(tmp_path):
    example = tmp_path / "reefs.yaml"
    example.write_text(DOCUMENT.split("```yaml\n", 1)[1].split("```", 1)[0], encoding="utf-8")
    assert load_mapping(example).origin == "reef-survey"
