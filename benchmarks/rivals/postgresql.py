"""The registry in PostgreSQL as SQL does it best: a tsvector and an array of facet values, each with a GIN index."""

from collections.abc import Iterable

import psycopg

from benchmarks.questions import Question
from benchmarks.rivals.codes import Codes, Counts
from benchmarks.rivals.facts import Facts

_ANSWER = """
WITH found AS MATERIALIZED (SELECT record, codes FROM benchmark WHERE {conditions})
SELECT code, count(*) FROM found, unnest(codes) AS code GROUP BY code
UNION ALL SELECT -1, count(*) FROM found
UNION ALL (SELECT -2, record FROM found ORDER BY record DESC LIMIT 20)
"""


class PostgresqlTable:
    """A temporary table, gone with the connection."""

    def __init__(self, found: Iterable[Facts], url: str) -> None:
        self.codes = Codes()
        self.connection = psycopg.connect(url, autocommit=True)
        run = self.connection.execute
        run("CREATE TEMPORARY TABLE benchmark (record int PRIMARY KEY, words tsvector, codes int[])")
        run("CREATE TEMPORARY TABLE given (record int, body text, codes int[])")
        with self.connection.cursor().copy("COPY given FROM STDIN") as copy:
            for each in found:
                codes = [self.codes.number(name, value) for name in each.values for value in each.values[name]]
                copy.write_row((each.record, f"{each.name} {each.text}", codes))
        run("INSERT INTO benchmark SELECT record, to_tsvector('simple', body), codes FROM given")
        run("CREATE INDEX ON benchmark USING gin (words)")
        run("CREATE INDEX ON benchmark USING gin (codes)")
        run("ANALYZE benchmark")

    def answer(self, question: Question) -> tuple[int, Counts]:
        conditions, values = [], []
        if question.words:
            conditions.append("words @@ plainto_tsquery('simple', %s)")
            values.append(" ".join(question.words))
        if question.values:
            conditions.append("codes @> %s::int[]")
            values.append([self.codes.known(pair) for pair in question.values])
        rows = self.connection.execute(_ANSWER.format(conditions=" AND ".join(conditions)), values).fetchall()
        total = next(number for code, number in rows if code == -1)
        return total, self.codes.counts([row for row in rows if row[0] >= 0])
