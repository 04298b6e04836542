"""The registry in SQLite as SQL does it best: FTS5, and one table of facet values with an index each way."""

import sqlite3
from collections.abc import Iterable

from benchmarks.questions import Question
from benchmarks.rivals.codes import Codes, Counts
from benchmarks.rivals.facts import Facts

_SCHEMA = """
CREATE VIRTUAL TABLE words USING FTS5(body, content='', detail=none);
CREATE TABLE facet (code INTEGER, record INTEGER, PRIMARY KEY (code, record)) WITHOUT ROWID;
CREATE TABLE found (record INTEGER PRIMARY KEY);
"""


class SqliteTables:
    def __init__(self, found: Iterable[Facts]) -> None:
        self.codes = Codes()
        self.database = sqlite3.connect(":memory:")
        self.database.executescript(_SCHEMA)
        for each in found:
            body = (each.record, f"{each.name} {each.text}")
            self.database.execute("INSERT INTO words (rowid, body) VALUES (?, ?)", body)
            rows = [
                (self.codes.number(name, value), each.record) for name in each.values for value in each.values[name]
            ]
            self.database.executemany("INSERT INTO facet VALUES (?, ?)", rows)
        self.database.execute("CREATE INDEX by_record ON facet (record, code)")
        self.database.execute("ANALYZE")

    def answer(self, question: Question) -> tuple[int, Counts]:
        parts, values = [], []
        if question.words:
            parts.append("SELECT rowid FROM words WHERE words MATCH ?")
            values.append(" AND ".join(f'"{word}"' for word in question.words))
        for pair in question.values:
            parts.append("SELECT record FROM facet WHERE code = ?")
            values.append(self.codes.known(pair))
        ask = self.database.execute
        ask("DELETE FROM found")
        ask(f"INSERT INTO found {' INTERSECT '.join(parts)}", values)
        total = ask("SELECT count(*) FROM found").fetchone()[0]
        ask("SELECT record FROM found ORDER BY record DESC LIMIT 20").fetchall()
        rows = ask("SELECT code, count(*) FROM found CROSS JOIN facet USING (record) GROUP BY code").fetchall()
        return total, self.codes.counts(rows)
