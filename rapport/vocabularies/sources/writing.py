"""Write a scheme as a YAML file that a person can read and a difference can show."""

from pathlib import Path
from typing import Any

import yaml

from rapport.vocabularies.reading import read_scheme

LANGUAGES = ("en", "fr", "es", "ru", "zh-hans", "ar")


def name_in_languages(*names: str) -> dict[str, str]:
    """Names given in the order of the languages, by language."""
    return dict(zip(LANGUAGES, names, strict=True))


class _Block(yaml.SafeDumper):
    """Lists within terms stand indented and on one line where they are short."""

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:
        del indentless
        super().increase_indent(flow, False)


def write_scheme(file: Path, content: dict[str, Any]) -> None:
    """Write aside, read back, then put in place: a file that cannot be read never gets there."""
    text = "# Made by rapport/vocabularies/sources/build.py; change the sources, not this file.\n" + yaml.dump(
        content, Dumper=_Block, allow_unicode=True, sort_keys=False, width=118
    )
    aside = file.with_name("new") / file.name
    aside.parent.mkdir(exist_ok=True)
    try:
        aside.write_text(text, encoding="utf-8")
        read_scheme(aside)
        aside.replace(file)
    finally:
        aside.unlink(missing_ok=True)
        aside.parent.rmdir()
