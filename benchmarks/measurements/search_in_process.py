"""Faceted search within one process: total, counts of every value of the page's facets, and twenty records.

All engines answer the same questions in turn, and must agree on every number, before any time is taken.
"""

import os
from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

from benchmarks.questions import FACETS, Question, questions
from benchmarks.rivals import bare_bitmaps
from benchmarks.rivals.facts import facts
from benchmarks.rivals.sqlite import SqliteTables
from benchmarks.rivals.tantivy_index import TantivyIndex
from benchmarks.table import Row
from benchmarks.timing import pair
from rapport.lib import clock
from rapport.sets.facets import NONE, NOT_KNOWN
from rapport.sets.following import view
from rapport.sets.search import Answer, answer

_WORK = "faceted search in process"
Answering = Callable[[Question], Any]


def measure(size: int) -> Iterator[Row]:
    day = clock.today()
    asked = questions(size, 100 if size <= 10_000 else 40)

    def ours(question: Question) -> Answer:
        return answer(question.query, today=day, facets=FACETS)

    yield _against_bare_bitmaps(size, asked, ours, day)
    given = list(facts(day))
    yield _against("tantivy", TantivyIndex(given).answer, size, asked, ours, reach=3)
    # The best SQL is whichever is faster; 50 times is asked at 100,000.
    reach = 50 if size == 100_000 else None
    yield _against("SQLite", SqliteTables(given).answer, size, asked, ours, reach=reach)
    if url := os.environ.get("RAPPORT_TEST_POSTGRESQL"):
        from benchmarks.rivals.postgresql import PostgresqlTable

        yield _against("PostgreSQL", PostgresqlTable(given, url).answer, size, asked, ours, reach=reach)


def _against(
    rival: str, theirs: Answering, size: int, asked: list[Question], ours: Answering, *, reach: float | None
) -> Row:
    for question in asked:
        _check_agreement(question, ours(question), theirs(question), rival)
    found = pair(_all(ours, asked), _all(theirs, asked), turns=9)
    return Row(f"{_WORK}, against {rival}", size, found.ratio, "times", reach, None, _each(found, len(asked), rival))


def _against_bare_bitmaps(size: int, asked: list[Question], ours: Answering, day: date) -> Row:
    now = view(today=day)
    bare = [bare_bitmaps.prepare(now, question) for question in asked]
    found = pair(_all(ours, asked), lambda: [intersect() for intersect in bare], turns=15)
    value = 1 / found.ratio
    return Row(
        f"{_WORK}, against bare intersections", size, value, "times its cost", None, 2, _each(found, len(asked), "bare")
    )


def _all(answering: Answering, asked: list[Question]) -> Callable[[], None]:
    def run() -> None:
        for question in asked:
            answering(question)

    return run


def _each(found: Any, count: int, rival: str) -> str:
    """Of one question, where the pair timed them all."""
    scaled = type(found)([each / count for each in found.ours], [each / count for each in found.rivals])
    return str(scaled.detail(rival))


def _check_agreement(
    question: Question, mine: Answer, theirs: tuple[int, dict[str, dict[str, int]]], rival: str
) -> None:
    """Equal totals, and equal counts of the facets that the question does not ask for.

    Of one that it asks for we count more: what each value would give in place of the chosen one. And status counts
    the withdrawn, whom the rivals were not given.
    """
    total, counts = theirs
    if total != mine.total:
        raise AssertionError(f"{rival} finds {total}, ours {mine.total}: {question}")
    for facet in set(FACETS) - dict(question.values).keys() - {"status"}:
        counted = mine.facets[facet]
        values = {**counted.values, NONE: counted.none or 0, NOT_KNOWN: counted.not_known or 0}
        own = {value: number for value, number in values.items() if number}
        if own != {value: number for value, number in counts.get(facet, {}).items() if number}:
            raise AssertionError(f"{rival} counts {facet} otherwise than ours: {question}")
