"""Mistakes in a mapping, told to the person who wrote it: file, line, what is wrong, what would be right."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import yaml
from pydantic import ValidationError

from rapport.exchange.readers import READERS
from rapport.lib.yaml_text import StrictLoader, find_line, refuse_growth


class MappingError(Exception):
    """A mapping that cannot be used."""

    def __init__(self, message: str, *, file: Path | None = None, line: int | None = None) -> None:
        self.message, self.file, self.line = message, file, line
        where = "".join((f"{file.name}, " if file else "", f"line {line}: " if line else ""))
        super().__init__(where + message)


def read_yaml(path: Path, limit: int) -> tuple[str, Any]:
    """Text and content of a file, or ``MappingError``."""
    try:
        with path.open("rb") as file:
            data = file.read(limit + 1)
    except OSError as error:
        raise MappingError(f"The mapping cannot be read: {error.strerror}.", file=path) from None
    if len(data) > limit:
        raise MappingError(f"A mapping has at most {limit:,} bytes.", file=path)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise MappingError("The mapping is not in UTF-8; save it in that encoding.", file=path, line=line) from None
    try:
        refuse_growth(text)
        return text, yaml.load(text, Loader=StrictLoader)  # noqa: S506 it is a safe one
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark
        raise MappingError(
            f"This is not YAML as a mapping needs it: {error.problem}.", file=path, line=mark.line + 1 if mark else None
        ) from None
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        problem = " ".join(str(error).split())
        raise MappingError(f"This is not YAML as a mapping needs it: {problem}", file=path) from None


def mistake_of(error: ValidationError, path: Path, text: str, keys: Iterable[str]) -> MappingError:
    """The first mistake that the models found, in words. ``keys`` are those of a mapping."""
    # A key that is unknown comes first: the one that is missing for it is only misspelt.
    first = min(error.errors(include_url=False), key=lambda each: each["type"] != "extra_forbidden")
    # The readers' own names stand in the location where a reader was chosen; they are no step in the file.
    steps = [step for number, step in enumerate(first["loc"]) if not (number == 2 and first["loc"][0] == "columns")]
    line = find_line(text, steps)
    return MappingError(_in_words(first, steps, keys), file=path, line=line)


def _in_words(error: Any, steps: list[Any], keys: Iterable[str]) -> str:
    place = steps[-1] if steps else ""
    kind, context = error["type"], error.get("ctx", {})
    if kind == "extra_forbidden":
        return f"“{place}” is no option here. {_known_options(error['loc'], keys)}"
    if kind == "missing":
        return f"“{place}” is missing."
    if kind in ("union_tag_invalid", "union_tag_not_found"):
        return f"A column needs a reader: one of {', '.join(READERS)}."
    if kind == "value_error":
        return str(context["error"])
    if kind == "string_type":
        # YAML 1.1 reads a bare NO (a country, a column) as false, and a bare 2010 as a number.
        return f'“{error["input"]}” is no text as it stands here: write it in quotation marks, such as "NO".'
    if kind in ("model_type", "dict_type", "model_attributes_type") and not steps:
        return "A mapping begins with the keys origin, key and columns."
    return f"“{place}”: {error['msg']}."


def _known_options(location: tuple[Any, ...], keys: Iterable[str]) -> str:
    if len(location) == 1:
        return f"A mapping knows {', '.join(keys)}."
    if location[0] == "columns" and len(location) == 4 and location[2] in READERS:
        return f"The reader {location[2]} knows {', '.join(READERS[location[2]].model_fields)}."
    return ""
