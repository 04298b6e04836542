"""The registry as a table for Datasette: one row a record, several values as JSON arrays, full text as it wants it."""

import json
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from benchmarks.questions import FACETS, Question
from benchmarks.rivals.facts import facts

TABLE = "partnerships"
SCALARS = ("scope", "freshness", "ended", "status")  # a record has one value of these


def write_database(path: Path, day: date) -> None:
    path.unlink(missing_ok=True)
    with closing(sqlite3.connect(path)) as database, database:
        columns = ", ".join(f'"{facet}" TEXT' for facet in FACETS)
        database.execute(f"CREATE TABLE {TABLE} (id INTEGER PRIMARY KEY, name TEXT, objectives TEXT, {columns})")
        marks = ", ".join("?" * (len(FACETS) + 3))
        database.executemany(f"INSERT INTO {TABLE} VALUES ({marks})", _rows(day))
        # Without content="…" in double quotes Datasette does not see the table, and answers as if nothing was searched.
        database.execute(
            f'CREATE VIRTUAL TABLE {TABLE}_fts USING FTS5(name, objectives, content="{TABLE}", content_rowid="id")'
        )
        database.execute(f"INSERT INTO {TABLE}_fts ({TABLE}_fts) VALUES ('rebuild')")
        for facet in SCALARS:
            database.execute(f'CREATE INDEX "by_{facet}" ON {TABLE} ("{facet}")')
    with closing(sqlite3.connect(path)) as database:
        database.execute("ANALYZE")
        database.execute("VACUUM")


def _rows(day: date) -> Iterator[Sequence[Any]]:
    for found in facts(day):
        cells = [found.values[facet][0] if facet in SCALARS else json.dumps(found.values[facet]) for facet in FACETS]
        yield (found.record, found.name, found.text, *cells)


def address(database: Path, question: Question, form: str = "") -> str:
    """The page of a question, with the same facets counted as ours."""
    pairs = [("_search", " ".join(question.words))] if question.words else []
    pairs += [
        (f"{facet}__{'exact' if facet in SCALARS else 'arraycontains'}", value) for facet, value in question.values
    ]
    pairs += [("_facet" if facet in SCALARS else "_facet_array", facet) for facet in FACETS]
    pairs += [("_size", "20")]
    return f"/{database.stem}/{TABLE}{form}?{urlencode(pairs)}"
