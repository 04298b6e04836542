"""Read schemes from YAML files, and say in a sentence, with file and line, what is wrong with one.

Files are read with the fast loader, which keeps no positions; only when something is wrong is the
file parsed a second time to find the line.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path
from types import MappingProxyType
from typing import Any, get_args

import yaml

from rapport.lib.yaml_text import StrictLoader, find_line
from rapport.vocabularies.terms import Extra, Scheme, State, Term, Texts, VocabularyError

Steps = tuple[str | int, ...]  # the way to a place in the file: keys and positions

HEADER = ("scheme", "labels", "source", "as_of", "state", "refers_to", "reconstructed", "terms")
TERM = ("code", "labels", "source", "state", "parent", "groups")
LIST_OF_SCHEMES = "commitment-schemes"
STATES: tuple[str, ...] = get_args(State)


def load_schemes(folders: Iterable[Path]) -> Mapping[str, Scheme]:
    """Every scheme of the folders by name. Of two files with one name that of the later folder counts, whole.

    A folder that does not exist holds no schemes: a host need not have one.
    """
    files = {file.stem: file for folder in folders for file in sorted(Path(folder).glob("*.yaml"))}
    schemes = {name: read_scheme(file) for name, file in sorted(files.items())}
    for one in schemes.values():
        _check_references(one, schemes, files[one.name])
    _check_list_of_schemes(schemes, files)
    return MappingProxyType(schemes)


def read_scheme(file: Path) -> Scheme:
    """The scheme that a file holds, or ``VocabularyError``."""
    return _File(file).scheme()


class _File:
    def __init__(self, path: Path) -> None:
        self.path = path
        self.content: Any = self._parse()

    def _parse(self) -> Any:
        try:
            return yaml.load(self._text(), Loader=StrictLoader)  # noqa: S506 it is a safe one
        except yaml.MarkedYAMLError as error:
            mark = error.problem_mark
            raise VocabularyError(
                f"This is not YAML as vocabularies need it: {error.problem}.",
                file=self.path,
                line=mark.line + 1 if mark else None,
            ) from error
        except (yaml.YAMLError, ValueError, RecursionError) as error:  # e.g. a null byte, or the date 2010-02-31
            raise VocabularyError(f"This cannot be read as YAML: {_one_line(error)}.", file=self.path) from error

    def _text(self) -> str:
        try:
            return self.path.read_text(encoding="utf-8-sig")
        except UnicodeDecodeError as error:
            line = error.object.count(b"\n", 0, error.start) + 1
            raise VocabularyError(
                "This file is not in UTF-8; save it in that encoding.", file=self.path, line=line
            ) from error

    def wrong(self, steps: Steps, problem: str) -> VocabularyError:
        return VocabularyError(problem, file=self.path, line=find_line(self._text(), steps))

    def scheme(self) -> Scheme:
        content = self.content
        if not isinstance(content, dict):
            raise self.wrong((), f"A vocabulary begins with the keys {', '.join(HEADER)}.")
        for key in content:
            if key not in HEADER:
                raise self.wrong((key,), f"The key {key!r} is not known here; known are {', '.join(HEADER)}.")
        name = self.string(content, (), "scheme")
        if name != self.path.stem:
            raise self.wrong(("scheme",), f"The scheme is named {name!r}, so its file must be {name}.yaml.")
        as_of = content.get("as_of")
        if type(as_of) is not date:
            raise self.wrong(("as_of",), "as_of must be the date of the list, written as 2010-02-01.")
        source = self.string(content, (), "source")
        state = self.state(content, (), "verified")
        return Scheme(
            name=name,
            labels=self.texts(content, (), "labels"),
            source=source,
            as_of=as_of,
            terms=self.terms(source, state),
            refers_to=self.references(content),
            reconstructed=self.strings(content.get("reconstructed", []), ("reconstructed",)),
        )

    def references(self, content: dict[str, Any]) -> Mapping[str, str]:
        given = content.get("refers_to", {})
        if not isinstance(given, dict) or not all(isinstance(v, str) for pair in given.items() for v in pair):
            raise self.wrong(
                ("refers_to",), "refers_to must map the name of a list of codes to the scheme they are from."
            )
        return MappingProxyType(given)

    def terms(self, source: str, state: State) -> Mapping[str, Term]:
        listed = self.content.get("terms")
        if not isinstance(listed, list) or not listed:
            raise self.wrong(("terms",), "terms must be a list with at least one term.")
        terms: dict[str, Term] = {}
        for position, given in enumerate(listed):
            term = self.term(given, ("terms", position), source, state)
            if term.code in terms:
                raise self.wrong(
                    ("terms", position, "code"), f"The code {term.code!r} stands twice; a code must be unique."
                )
            terms[term.code] = term
        return MappingProxyType(terms)

    def term(self, given: Any, steps: Steps, source: str, state: State) -> Term:
        if not isinstance(given, dict):
            raise self.wrong(steps, "A term must have the keys code and labels.")
        for key in given:
            if not isinstance(key, str):
                raise self.wrong(steps, f"The key {key!r} of a term is not read as text; put it in quotes.")
        return Term(
            code=self.string(given, steps, "code"),
            labels=self.texts(given, steps, "labels"),
            source=self.string(given, steps, "source") if "source" in given else source,
            state=self.state(given, steps, state),
            groups=self.groups(given, steps),
            extras=MappingProxyType({k: self.further(v, (*steps, k)) for k, v in given.items() if k not in TERM}),
        )

    def string(self, given: dict[str, Any], steps: Steps, key: str) -> str:
        value = given.get(key)
        if isinstance(value, str) and value.strip():
            return value
        if value is None or value == "":
            raise self.wrong((*steps, key), f"The key {key} is missing or empty.")
        # YAML reads NO as false, 1.10 as 1.1 and 2004 as a number: a code must come out as it went in.
        raise self.wrong((*steps, key), f"{key} is read by YAML as {value!r}, not as text; put it in quotes.")

    def texts(self, given: dict[str, Any], steps: Steps, key: str) -> Texts:
        texts = given.get(key)
        if not isinstance(texts, dict) or not texts:
            raise self.wrong((*steps, key), f"{key} must give at least one language and its text, such as en: Water.")
        return self.language_map(texts, (*steps, key))

    def language_map(self, texts: dict[Any, Any], steps: Steps) -> Texts:
        for language in texts:
            if not isinstance(language, str):  # 'no' for Norwegian is false in YAML
                raise self.wrong(steps, f"The language {language!r} is not read as text; put it in quotes.")
            self.string(texts, steps, language)
        return MappingProxyType({language.lower(): text for language, text in texts.items()})

    def state(self, given: dict[str, Any], steps: Steps, otherwise: State) -> State:
        state = given.get("state", otherwise)
        if state not in STATES:
            raise self.wrong((*steps, "state"), f"state is {state!r}; it must be one of {', '.join(STATES)}.")
        return state  # type: ignore[no-any-return]

    def groups(self, given: dict[str, Any], steps: Steps) -> tuple[str, ...]:
        if "parent" in given:
            return (self.string(given, steps, "parent"),)
        return self.strings(given.get("groups", []), (*steps, "groups"))

    def strings(self, given: Any, steps: Steps) -> tuple[str, ...]:
        if not isinstance(given, list):
            raise self.wrong(steps, f"{steps[-1]} must be a list, such as [water, energy].")
        for position, value in enumerate(given):
            if not isinstance(value, str):
                raise self.wrong((*steps, position), f"{value!r} in {steps[-1]} is not read as text; put it in quotes.")
        return tuple(given)

    def further(self, value: Any, steps: Steps) -> Extra:
        if isinstance(value, list):
            return self.strings(value, steps)
        if isinstance(value, dict):
            return self.language_map(value, steps)
        if isinstance(value, str | int | bool) or type(value) is date:
            return value
        raise self.wrong(
            steps, f"{steps[-1]} must be a text, a whole number, true or false, a date, or a list of texts."
        )


def _check_references(one: Scheme, schemes: Mapping[str, Scheme], file: Path) -> None:
    for name, target in one.refers_to.items():
        if target not in schemes:
            raise VocabularyError(
                f"refers_to names the vocabulary {target!r}, which does not exist.",
                file=file,
                line=find_line(file.read_text(encoding="utf-8-sig"), ("refers_to", name)),
            )
        for position, term in enumerate(one):
            for code in term.groups if name == "groups" else term.codes(name):
                if code not in schemes[target]:
                    raise VocabularyError(
                        f"{term.code!r} names {code!r}, which is not in the vocabulary {target!r}. "
                        f"Who replaces {target!r} must also replace {one.name!r}.",
                        file=file,
                        line=find_line(file.read_text(encoding="utf-8-sig"), ("terms", position)),
                    )


def _check_list_of_schemes(schemes: Mapping[str, Scheme], files: Mapping[str, Path]) -> None:
    """The codes of ``LIST_OF_SCHEMES`` are names of schemes: each has a file of its own."""
    for position, term in enumerate(schemes.get(LIST_OF_SCHEMES, ())):
        if term.code not in schemes:
            raise VocabularyError(
                f"It names {term.code!r}, of which there is no vocabulary: its commitments stand in {term.code}.yaml.",
                file=files[LIST_OF_SCHEMES],
                line=find_line(files[LIST_OF_SCHEMES].read_text(encoding="utf-8-sig"), ("terms", position)),
            )


def _one_line(error: Exception) -> str:
    return " ".join(str(error).split()).rstrip(".")
