"""The form as lines to be filled in off-line: one description for workbook and text document.

A line names its question by a code that stays with it, so that lines may be moved, and words translated; of a question
with choices each is a line of its own, marked by an x.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from rapport.lib.folding import fold
from rapport.registration.drafts import SAW_NOTHING
from rapport.registration.forms import Answers
from rapport.registration.models import Draft
from rapport.registration.rows import NEW, RowsForm, row_numbers
from rapport.registration.steps import Step, open_form, steps_of
from rapport.registry.models import Submission
from rapport.vocabularies.schemes import scheme

MARK = "x"
FORM = "form"  # the line that says of which form the file is, and what it held when it was taken away
COMMITMENT = "commitment"  # the question of which a choice can be marked by its explanation
UNPACKED = 32 * 1024 * 1024  # bytes of all parts of a file: some times what a thousand partners take
_UNMARKED = ("", "no", "0", "false", "☐")
_MARKED = (MARK, "yes", "1", "true", "☒", "☑", "✓", "✔")
_SCHEMES = {"type": "organization-types", "role": "partner-roles", "status": "deliverable-states"}


class UnreadableFileError(Exception):
    """A file that is not what it says; the message is a sentence for whoever brought it."""


@dataclass(frozen=True, slots=True)
class Brought:
    """What a file says: its answers, lines that are no question of this form, and which edition it was made from."""

    answers: Answers
    strange: list[str]
    edition: int = SAW_NOTHING


@dataclass(frozen=True, slots=True)
class Line:
    """One thing to fill in. ``code``: the name of the question, for a choice with its value: ``primary=water``."""

    code: str
    question: str
    option: str
    answer: str


@dataclass(frozen=True, slots=True)
class Grid:
    """A question whose answer is a list of rows."""

    prefix: str
    label: str
    columns: tuple[tuple[str, str], ...]  # code and label
    rows: tuple[tuple[str, ...], ...]


def lines_of(draft: Draft) -> Iterator[Line]:
    """Which form it is, and every question that is not a list of rows, with what was answered."""
    yield Line(FORM, str(draft.get_kind_display()), "", " ".join([*_of(draft), *_edition_of(draft)]))
    for step in steps_of(draft):
        form = open_form(step, draft)
        if not isinstance(form, RowsForm):
            for name, field in form.fields.items():
                yield from _lines_of_question(name, field, draft)


def _of(draft: Draft) -> list[str]:
    return [draft.kind, *([draft.partnership.public_id] if draft.partnership else [])]


def _edition_of(draft: Draft) -> list[str]:
    return [f"{draft.pk}.{draft.edition}"] if draft.pk else []


def _lines_of_question(name: str, field: Any, draft: Draft) -> Iterator[Line]:
    given = draft.answers.get(name, [])
    label = str(field.label)
    if name == COMMITMENT:
        label = _("What was agreed, and it serves: write beside each how it serves it")
    if isinstance(field, forms.BooleanField):
        yield Line(f"{name}=on", label, _("yes"), MARK if given else "")
    elif isinstance(field, forms.ChoiceField):
        choices: Any = field.choices
        for value, words in choices:
            if value:
                yield Line(f"{name}={value}", label, str(words), MARK if str(value) in given else "")
    else:
        yield Line(name, label, "", "\n".join(given))


def grids_of(draft: Draft) -> Iterator[Grid]:
    """Every list of rows of a draft."""
    for step in steps_of(draft):
        form = open_form(step, draft)
        if isinstance(form, RowsForm):
            yield _grid(step, form, draft)


_NOT_TYPED = ("remove", "pick")


def _grid(step: Step, form: RowsForm, draft: Draft) -> Grid:
    fields = {name: field for name, field in form.row_form.base_fields.items() if name not in _NOT_TYPED}
    columns = tuple((name, str(field.label or name)) for name, field in fields.items())
    rows = []
    for row in _rows_of(form.prefix_of_rows, draft):
        given = {name: "; ".join(draft.answers.get(f"{row}-{name}", ())) for name in fields}
        rows.append(tuple({**given, "id": _meant(draft, row)}.values()))
    return Grid(form.prefix_of_rows, str(step.label), columns, tuple(rows))


def read_lines(lines: Iterable[tuple[str, str]], draft: Draft) -> Brought:
    """Answers from codes and what stands beside them. Raises UnreadableFileError where they are of another form."""
    known = {line.code for line in lines_of(draft)}
    answers: Answers = {}
    strange, edition = [], SAW_NOTHING
    for code, text in lines:
        name, _sign, value = code.partition("=")
        if code == FORM:
            edition = _read_edition(text.split(), draft)
        elif code not in known and not name.startswith(("why-", "did-", "source-")):
            strange.append(code)
        elif value:
            _mark(answers, name, value, text.strip())
        else:
            answers.setdefault(name, []).extend([text.strip()] if text.strip() else [])
    return Brought(answers, strange, edition)


def _read_edition(words: list[str], draft: Draft) -> int:
    """Which edition of this draft a file was made from; of another draft of the same record none is known."""
    if words and words[: len(_of(draft))] != _of(draft):
        kind = dict(Submission.Kind.choices).get(words[0], words[0])
        form = " · ".join([str(kind), *(word for word in words[1:] if "." not in word)])
        sentence = _("This file is of another form: %(form)s. Take the file of this one, and write into that.")
        raise UnreadableFileError(sentence % {"form": form})
    number, _sign, edition = words[-1].partition(".") if words else ("", "", "")
    is_mine = number == str(draft.pk) and edition.isascii() and edition.isdigit() and len(edition) < 9
    return int(edition) if is_mine else SAW_NOTHING


def _mark(answers: Answers, name: str, value: str, text: str) -> None:
    """A choice: marked by anything but a no. What is written beside a commitment says how it is served."""
    answers.setdefault(name, [])
    folded = text.casefold()
    if folded in (*_UNMARKED, _("no")) or not text.strip("-–— "):
        return
    answers[name].append(value)
    if name == COMMITMENT and folded not in (*_MARKED, _("yes")):
        answers.setdefault(f"why-{value}", []).append(text)


def read_grid(prefix: str, codes: tuple[str, ...], rows: Iterable[tuple[str, ...]], draft: Draft) -> Answers:
    """Answers from a filled-in list of rows; it is the whole list."""
    answers: Answers = {name: [] for name in draft.answers if name.startswith(f"{prefix}-")}
    named = {(_meant(draft, row), fold(draft.first(f"{row}-name"))) for row in _rows_of(prefix, draft)}
    for number, cells in enumerate(row for row in rows if any(cell.strip() for cell in row)):
        given = {code: cell for code, cell in zip(codes, cells, strict=False) if code and cell.strip()}
        meant = given.get("id", "")
        if (meant, fold(given.get("name", ""))) not in named and meant in {NEW, *(each for each, _name in named)}:
            given.pop("id", None)  # another name was written over it: another organization is meant
        answers |= {f"{prefix}-{number}-{code}": _read_cell(code, cell) for code, cell in given.items()}
    return answers


def _rows_of(prefix: str, draft: Draft) -> list[str]:
    return [f"{prefix}-{number}" for number in row_numbers(draft.answers, prefix)]


def _meant(draft: Draft, row: str) -> str:
    """Which organization a row means, by its id: the one picked, before the one that stood there."""
    return draft.first(f"{row}-pick") or draft.first(f"{row}-id")


def _read_cell(code: str, cell: str) -> list[str]:
    if code == "roles":
        return [_code_of("partner-roles", each) for each in cell.split(";") if each.strip()]
    return [_code_of(_SCHEMES[code], cell)] if code in _SCHEMES else [cell.strip()]


def _code_of(scheme_name: str, written: str) -> str:
    """A code, or a label in any language, as its code; what is neither stays as it is, to be seen as wrong."""
    folded = fold(written).strip()
    for term in scheme(scheme_name):
        if folded in (fold(term.code), *map(fold, term.labels.values())):
            return term.code
    return written.strip()
