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
from rapport.registration.forms import Answers
from rapport.registration.models import Draft
from rapport.registration.rows import RowsForm, row_numbers
from rapport.registration.steps import Step, as_posted, open_form, steps_of
from rapport.vocabularies.schemes import scheme

MARK = "x"
_UNMARKED = ("", "-", "no", "0", "☐")
_SCHEMES = {"type": "organization-types", "role": "partner-roles", "status": "deliverable-states"}


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
    """Every question of a draft that is not a list of rows, with what was answered."""
    for step in steps_of(draft):
        form = open_form(step, draft)
        if not isinstance(form, RowsForm):
            for name, field in form.fields.items():
                yield from _lines_of_question(name, field, draft)


def _lines_of_question(name: str, field: Any, draft: Draft) -> Iterator[Line]:
    given = draft.answers.get(name, [])
    label = str(field.label)
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
    data = as_posted(draft.answers)
    rows = []
    for number in row_numbers(data, form.prefix_of_rows):
        given = (data.getlist(f"{form.prefix_of_rows}-{number}-{name}") for name, _label in columns)
        rows.append(tuple("; ".join(each) for each in given))
    return Grid(form.prefix_of_rows, str(step.label), columns, tuple(rows))


def read_lines(lines: Iterable[tuple[str, str]], draft: Draft) -> tuple[Answers, list[str]]:
    """Answers from codes and what stands beside them, and the codes that are no question of this form."""
    known = {line.code for line in lines_of(draft)}
    answers: Answers = {}
    strange = []
    for code, text in lines:
        name, _sign, value = code.partition("=")
        if code not in known and not name.startswith(("why-", "did-", "source-")):
            strange.append(code)
        elif value:
            answers.setdefault(name, [])
            if fold(text).strip() not in _UNMARKED:
                answers[name].append(value)
        else:
            answers[name] = [text.strip()] if text.strip() else []
    return answers, strange


def read_grid(prefix: str, codes: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> Answers:
    """Answers from a filled-in list of rows."""
    answers: Answers = {}
    for number, cells in enumerate(row for row in rows if any(cell.strip() for cell in row)):
        for code, cell in zip(codes, cells, strict=False):
            if code and cell.strip():
                answers[f"{prefix}-{number}-{code}"] = _read_cell(code, cell)
    return answers


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
