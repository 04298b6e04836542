"""The form taken away as a file and brought back; what is not the form is refused with a sentence."""

import io
import zipfile
from typing import Any

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from docx import Document

from rapport.registration.documents import read_document, write_document
from rapport.registration.models import Draft
from rapport.registration.tests.conftest import READY
from rapport.registration.workbooks import read_workbook, write_workbook

pytestmark = pytest.mark.django_db


def known(answers: dict[str, list[str]]) -> dict[str, list[str]]:
    return {name: given for name, given in answers.items() if given}


@pytest.mark.parametrize("language", ["en", "ar"])
def test_a_workbook_gives_back_what_was_written_into_it(ready: Draft, language: str) -> None:
    answers, strange = read_workbook(write_workbook(ready, language), ready)
    assert strange == []
    assert known(answers) == READY


def test_a_document_gives_back_what_was_written_into_it(ready: Draft) -> None:
    answers, strange = read_document(write_document(ready, "en", "Registration"), ready)
    assert strange == []
    assert known(answers) == READY


def test_a_workbook_is_filled_in_by_hand_in_ones_own_language(client: Client, draft: Draft) -> None:
    book = openpyxl.load_workbook(io.BytesIO(client.get("/fr/register/template.xlsx").content))
    for row in book["answers"].iter_rows(min_row=3):
        code = str(row[0].value)
        row[3].value = {"name": "Guetteurs du lagon", "primary=water": "X", "countries": "Fidji"}.get(code)
    sheet = book["partner"]
    columns = [cell.value for cell in sheet[1]]
    for name, value in {
        "name": "Lagon Vivant",
        "type": "ONG",
        "country": "Fidji",
        "role": "partenaire chef de file",
    }.items():
        sheet.cell(3, columns.index(name) + 1).value = value
    file = io.BytesIO()
    book.save(file)
    answer = bring(client, draft, "partenariat.xlsx", file.getvalue())
    assert answer.status_code == 302
    draft.refresh_from_db()
    assert (draft.first("name"), draft.answers["primary"]) == ("Guetteurs du lagon", ["water"])
    assert draft.first("partner-0-name") == "Lagon Vivant"


def bring(client: Client, draft: Draft, name: str, content: bytes) -> Any:
    return client.post(f"/en/register/{draft.token}/sheet/", {"file": SimpleUploadedFile(name, content)})


def zipped(**parts: bytes) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return file.getvalue()


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"%PDF-1.4 not a workbook",
        b"\xd0\xcf\x11\xe0 an old workbook",
        zipped(a=b"x"),
        zipped(a=b"0" * 300_000_000),
        b"PK\x03\x04" + b"word/document.xml" * 3,
    ],
    ids=["empty", "pdf", "old", "another zip", "bomb", "broken"],
)
def test_a_file_that_is_not_the_form_changes_nothing(client: Client, ready: Draft, content: bytes) -> None:
    answer = bring(client, ready, "form.xlsx", content)
    assert answer.status_code == 422
    ready.refresh_from_db()
    assert ready.answers == READY


def test_a_workbook_of_something_else_is_refused_with_what_there_is(client: Client, ready: Draft) -> None:
    file = io.BytesIO()
    openpyxl.Workbook().save(file)
    answer = bring(client, ready, "form.xlsx", file.getvalue())
    assert answer.status_code == 422
    assert "There is no sheet “answers”" in answer.content.decode()


def test_a_document_of_something_else_is_refused(client: Client, ready: Draft) -> None:
    file = io.BytesIO()
    document = Document()
    document.add_paragraph("A letter.")
    document.save(file)
    assert bring(client, ready, "form.docx", file.getvalue()).status_code == 422


def test_lines_that_are_no_question_are_named(client: Client, ready: Draft) -> None:
    book = openpyxl.load_workbook(io.BytesIO(write_workbook(ready, "en")))
    book["answers"].append(["favourite colour", "", "", "blue"])
    file = io.BytesIO()
    book.save(file)
    answer = bring(client, ready, "form.xlsx", file.getvalue())
    assert "no question of this form: favourite colour" in answer.content.decode()


def test_a_cell_that_a_program_would_take_for_a_formula_is_guarded(draft: Draft) -> None:
    draft.answers = {"name": ["=cmd|' /C calc'!A0"]}
    content = write_workbook(draft, "en")
    rows = openpyxl.load_workbook(io.BytesIO(content))["answers"].iter_rows(min_row=3, values_only=True)
    assert next(row[3] for row in rows if row[0] == "name").startswith("'=")
    assert read_workbook(content, draft)[0]["name"] == ["=cmd|' /C calc'!A0"]
