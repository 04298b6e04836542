"""A table of published figures, as CSV or XLSX: the named columns of it, and nothing else."""

import zipfile
from pathlib import Path

from rapport.exchange.sheets import BadRow, SheetError, check_file
from rapport.exchange.sheets_csv import open_csv
from rapport.exchange.sheets_xlsx import open_xlsx
from rapport.summary.audit.statements import COLUMNS, Statement, read_statements

_NEEDED = ("what", "published")


def read_table(path: Path) -> list[Statement]:
    """Raises SheetError, whose sentence says what is wrong, and where."""
    check_file(path)
    sheet = open_xlsx(path) if zipfile.is_zipfile(path) else open_csv(path, wanted=frozenset(COLUMNS))
    places = {name.strip().casefold(): place for place, name in reversed(list(enumerate(sheet.header)))}
    if missing := [name for name in _NEEDED if name not in places]:
        remedy = f"Its columns are {', '.join(COLUMNS)}; all but “what” and “published” may lack."
        raise SheetError(path, f"The table has no column “{missing[0]}”.", remedy, line=sheet.header_line)
    rows = []
    for row in sheet.rows:
        if isinstance(row, BadRow):
            raise SheetError(path, row.message, row.remedy, line=row.line)
        cells = {name: row.cells[places[name]] for name in COLUMNS if places.get(name, len(row.cells)) < len(row.cells)}
        if any(cells.values()):
            rows.append((row.line, cells))
    if not rows:
        raise SheetError(path, "The table has no rows.", "Write a published figure in each.", line=sheet.header_line)
    return read_statements(rows)
