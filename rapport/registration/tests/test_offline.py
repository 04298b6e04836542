"""The form taken away as a file and brought back; what is not the form is refused with a sentence."""

import io
import zipfile
from collections.abc import Callable
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
from rapport.registry.models import Partnership
from rapport.testing import document, register

pytestmark = pytest.mark.django_db
Post = Callable[..., Any]


def known(answers: dict[str, list[str]]) -> dict[str, list[str]]:
    return {name: given for name, given in answers.items() if given}


@pytest.mark.parametrize("language", ["en", "ar"])
def test_a_workbook_gives_back_what_was_written_into_it(ready: Draft, language: str) -> None:
    brought = read_workbook(write_workbook(ready, language), ready)
    assert (brought.strange, brought.edition) == ([], 0)
    assert known(brought.answers) == READY


def test_a_document_gives_back_what_was_written_into_it(ready: Draft) -> None:
    brought = read_document(write_document(ready, "en", "Registration"), ready)
    assert (brought.strange, brought.edition) == ([], 0)
    assert known(brought.answers) == READY


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
        zipped(**{f"xl/{n}.xml": b"<c/>" * 1_000_000 for n in range(9)}),
        b"PK\x03\x04" + b"word/document.xml" * 3,
    ],
    ids=["empty", "pdf", "old", "another zip", "bomb", "small bombs", "broken"],
)
def test_a_file_that_is_not_the_form_changes_nothing(client: Client, ready: Draft, content: bytes) -> None:
    answer = bring(client, ready, "form.xlsx", content)
    assert answer.status_code == 422
    ready.refresh_from_db()
    assert ready.answers == READY


def test_a_workbook_of_something_else_is_refused(client: Client, ready: Draft) -> None:
    file = io.BytesIO()
    openpyxl.Workbook().save(file)
    answer = bring(client, ready, "form.xlsx", file.getvalue())
    assert answer.status_code == 422
    assert "does not hold the table of questions" in answer.content.decode()


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
    assert read_workbook(content, draft).answers["name"] == ["=cmd|' /C calc'!A0"]


def fill(content: bytes, **answers: str) -> bytes:
    """Write into a workbook of the form, by the codes of its questions."""
    book = openpyxl.load_workbook(io.BytesIO(content))
    for row in book["answers"].iter_rows(min_row=3):
        row[3].value = answers.get(str(row[0].value).replace("=", "__").replace(":", "_"), row[3].value)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def test_an_empty_template_takes_nothing_away(client: Client, ready: Draft) -> None:
    template = client.get("/en/register/template.xlsx").content
    bring(client, ready, "partnership.xlsx", fill(template, acronym="LW"))
    ready.refresh_from_db()
    assert ready.answers == {**READY, "acronym": ["LW"]}


def test_what_was_typed_since_the_file_was_taken_away_stays(client: Client, ready: Draft, post: Post) -> None:
    taken = fill(client.get(f"/en/register/{ready.token}/sheet/").content, targets="Fifty lagoons.", monitoring="")
    post(ready, "about", {"name": "Lagoon Watch", "language": "en", "status": "registered", "acronym": "LW"})
    bring(client, ready, "form.xlsx", taken)
    ready.refresh_from_db()
    assert [ready.first(name) for name in ("acronym", "targets", "monitoring")] == ["LW", "Fifty lagoons.", ""]


def test_where_a_file_and_a_window_answered_one_question_both_are_shown(client: Client, ready: Draft) -> None:
    template = client.get("/en/register/template.xlsx").content
    answer = bring(client, ready, "form.xlsx", fill(template, name="Lagoon Guard", primary__water="x"))
    page = client.get(answer.url).content.decode()
    assert "See what had to give way" in page
    for code, was in (("about", "Name: <bdi>Lagoon Watch"), ("themes", "Primary themes: <bdi>Oceans and seas")):
        address = f"/en/register/{ready.token}/{code}/"
        assert was in client.get(address).content.decode(), "seeing the one is not to have seen the other"
        assert was not in client.get(address).content.decode()


@pytest.mark.parametrize("write", [write_workbook, lambda draft, language: write_document(draft, language, "Change")])
def test_a_file_of_another_record_is_refused_by_its_name(
    client: Client, ready: Draft, write: Callable[[Draft, str], bytes]
) -> None:
    register(P_7=document())
    other = Draft(pk=99, kind="change", partnership=Partnership.objects.get(), answers={"name": ["Another"]})
    answer = bring(client, ready, "form", write(other, "en"))
    assert "This file is of another form: change · P-7." in answer.content.decode()
    ready.refresh_from_db()
    assert ready.answers == READY


def test_a_row_taken_out_of_a_file_is_gone_and_a_name_written_over_another_counts(client: Client, draft: Draft) -> None:
    given = {
        "partner-0-id": ["unep"],
        "partner-0-name": ["United Nations Environment Programme"],
        "partner-2-id": ["x"],
    }
    draft.answers = {**given, "partner-2-name": ["Reefers"], "partner-2-pick": ["new"], "partner-3-name": ["Third"]}
    draft.save()
    book = openpyxl.load_workbook(io.BytesIO(write_workbook(draft, "en")))
    sheet = book["partner"]
    columns = [cell.value for cell in sheet[1]]
    assert sheet.cell(4, columns.index("id") + 1).value == "new"
    sheet.cell(3, columns.index("name") + 1).value = "Divers for Clean Seas"
    sheet.delete_rows(5)
    file = io.BytesIO()
    book.save(file)
    bring(client, draft, "form.xlsx", file.getvalue())
    draft.refresh_from_db()
    assert draft.answers == {
        "partner-0-name": ["Divers for Clean Seas"], "partner-1-id": ["new"], "partner-1-name": ["Reefers"]
    }  # fmt: skip


def test_beside_a_commitment_stands_an_x_or_how_it_is_served(client: Client, draft: Draft) -> None:
    template = client.get("/en/register/template.xlsx").content
    bring(client, draft, "form.xlsx", fill(template, commitment__mdg_7="Reefs are guarded.", commitment__mdg_1="x"))
    draft.refresh_from_db()
    assert draft.answers["commitment"] == ["mdg:1", "mdg:7"]
    assert (draft.first("why-mdg:1"), draft.first("why-mdg:7")) == ("", "Reefs are guarded.")


def test_cells_stay_as_they_were_typed(draft: Draft) -> None:
    """A spreadsheet program makes the first of May of “2003-05” in a cell that is not said to be text."""
    book = openpyxl.load_workbook(io.BytesIO(write_workbook(draft, "en")))
    open_cells = [row[3] for row in book["answers"].iter_rows(min_row=3)] + list(book["deliverable"][3])
    assert {cell.number_format for cell in open_cells} == {"@"}
