"""Lists of the desk as files: CSV that a spreadsheet opens without taking a cell for a formula."""

from collections.abc import Iterable

from django.http import HttpResponse

from rapport.lib.cells import guard_cell, write_row


def answer_as_csv(name: str, columns: Iterable[str], rows: Iterable[Iterable[str]]) -> HttpResponse:
    """The whole file at once: complete, or not at all."""
    lines = [write_row(columns), *(write_row(map(guard_cell, row)) for row in rows)]
    response = HttpResponse("".join(lines), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
