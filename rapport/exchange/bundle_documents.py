"""Hold the document of a version to the rules of the tables, so that every day of a history can travel again."""

from collections.abc import Hashable

from rapport.exchange.bundle_cells import BadCellError
from rapport.exchange.bundle_tables import Values
from rapport.exchange.table_rows import parts_of
from rapport.exchange.tables import CHILDREN, PARTNERSHIPS, Table, check_row
from rapport.registry.document import PartnershipDocument


class DocumentChecker:
    """Checks many documents; a value that was right once is not read again."""

    def __init__(self) -> None:
        self._right: set[Hashable] = set()

    def wrong_cell(self, document: PartnershipDocument) -> str:
        """Why the document could not stand in the tables, or nothing."""
        try:
            self._check_cells(PARTNERSHIPS, dict(document))
            for table in CHILDREN:
                rows = list(parts_of(table, document))
                for row in rows:
                    self._check_cells(table, row)
                    self._check_row(table, row)
                keys = {tuple(row.get(name) for name in table.key[1:]) for row in rows}
                if len(keys) < len(rows):
                    return f"In {table.name} two of its rows have the same {' and '.join(table.key[1:])}."
        except BadCellError as bad:
            return f"{bad.message} {bad.remedy}"
        return ""

    def _check_cells(self, table: Table, row: Values) -> None:
        for column in table.columns:
            value = row.get(column.name)
            if column.required and value == "":
                raise BadCellError(f"{column.name} may not be empty.", "Fill it in.")
            told = (table.name, column.name, value)
            if column.read is str or value in (None, "", ()) or told in self._right:
                continue
            try:
                column.read(column.write(value))
            except BadCellError as bad:
                raise BadCellError(f"{column.name}: “{column.write(value)}”: {bad.message}", bad.remedy) from None
            self._right.add(told)

    def _check_row(self, table: Table, row: Values) -> None:
        told = (table.name, row.get("kind"), row.get("scheme"), row.get("code"))
        if told not in self._right:
            check_row(table, row)
            self._right.add(told)
