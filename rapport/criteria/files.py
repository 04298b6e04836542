"""Rule sets as files: those shipped, or those of a host. A mistake is a ``RulesError`` with file, line and place.

A host's folder that holds any file takes the place of what is shipped, whole: nobody gets the criteria of a
Commission that they never heard of beside their own.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any

import yaml

from rapport.criteria.mistakes import Place, RulesError, as_shown
from rapport.criteria.rules_reading import BODY, CODE, read_rules, write_body
from rapport.lib.yaml_text import StrictLoader, find_line

LARGEST_FILE = 1_000_000  # bytes: a rule set is written by hand
RESERVED = frozenset({"self-check"})  # an address of ours
_HEAD = ("rules", "kind", "in_force_from", "in_force_until", "note")


@dataclass(frozen=True, slots=True)
class RulesFile:
    """What a file holds: the head, and the body as a version keeps it."""

    code: str
    kind: str
    in_force_from: date
    in_force_until: date | None  # the first day on which it no longer is
    note: str
    body: str


def load_files(folders: Iterable[Path | str]) -> list[RulesFile]:
    """The files of the last folder that has any, in the order in which they came into force."""
    found: list[Path] = []
    for folder in folders:
        found = sorted(Path(folder).glob("*.yaml")) or found
    files = sorted((read_file(path) for path in found), key=lambda each: (each.kind, each.in_force_from))
    for first, second in pairwise(files):
        if first.kind != second.kind:
            continue
        if first.in_force_from == second.in_force_from or (first.in_force_until or date.min) > second.in_force_from:
            raise RulesError(f"{first.code} and {second.code} would be in force on the same day.")
    return files


def read_file(path: Path) -> RulesFile:
    """The rule set that a file holds."""
    place, text = Place(file=path.name), ""
    try:
        text = _read_text(path)
        content = parse_yaml(text, place)
        if not isinstance(content, dict):
            raise place.wrong(f"A rule set begins with the keys {', '.join((*_HEAD, *BODY))}.")
        head = {key: content.pop(key) for key in _HEAD if key in content}
        read_rules(content, place)
        return _with_head(head, write_body(content), place, path)
    except RulesError as error:
        if error.line is None and text and error.place.steps:
            raise RulesError(error.problem, place=error.place, line=find_line(text, error.place.steps)) from None
        raise


def parse_yaml(text: str, place: Place) -> Any:
    """Plain data of a YAML text that a person wrote: no key twice, no aliases, which could grow without bound."""
    try:
        if any(isinstance(event, yaml.AliasEvent) for event in yaml.parse(text, Loader=yaml.CSafeLoader)):
            raise place.wrong("An alias (*) is not allowed here.")
        return yaml.load(text, Loader=StrictLoader)  # noqa: S506 it is a safe one
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else None
        raise RulesError(f"This is not YAML: {error.problem}.", place=place, line=line) from None
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        raise place.wrong(f"This is not YAML: {as_shown(error).rstrip('.')}.") from None


def _read_text(path: Path) -> str:
    place = Place(file=path.name)
    try:
        with path.open("rb") as file:
            data = file.read(LARGEST_FILE + 1)
        if len(data) > LARGEST_FILE:
            raise place.wrong(f"A rule set has at most {LARGEST_FILE:,} bytes.")
        return data.decode("utf-8-sig")
    except OSError as error:
        raise place.wrong(f"The file cannot be read: {error.strerror}.") from None
    except UnicodeDecodeError:
        raise place.wrong("The file is not in UTF-8; save it in that encoding.") from None


def _with_head(head: dict[str, Any], body: str, place: Place, path: Path) -> RulesFile:
    code, kind, note = head.get("rules"), head.get("kind", "registration"), head.get("note", "")
    since, until = head.get("in_force_from"), head.get("in_force_until")
    if not isinstance(code, str) or not CODE.fullmatch(code) or code in RESERVED:
        raise place.at("rules").wrong("“rules” must be the code of the rule set: small letters, digits and hyphens.")
    if code != path.stem:
        raise place.at("rules").wrong(f"The rule set is named “{code}”, so its file must be {code}.yaml.")
    if not isinstance(kind, str) or not CODE.fullmatch(kind):
        raise place.at("kind").wrong("“kind” must be a code: what the rule set decides, such as registration.")
    if not isinstance(note, str):
        raise place.at("note").wrong("“note” must be a text.")
    if type(since) is not date:
        raise place.at("in_force_from").wrong("“in_force_from” must be a day, such as 2003-05-09.")
    if until is not None and (type(until) is not date or until <= since):
        raise place.at("in_force_until").wrong("“in_force_until” must be a later day, or be left out.")
    return RulesFile(code, kind, since, until, note.strip(), body)
