"""The faceted search page over HTTP against Datasette on the same data: requests answered in a second.

One worker each, four connections, every address different and asked once, nothing conditional, nothing cached.
Datasette has the time to count every facet; its totals and its counts are held against ours first.
"""

import json
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from http.client import HTTPConnection
from itertools import islice
from statistics import median

from benchmarks import homes
from benchmarks.questions import FACETS, Question, questions
from benchmarks.rivals import datasette
from benchmarks.serving import get, serve_datasette, serve_rapport
from benchmarks.table import Row
from rapport.lib import clock
from rapport.sets.search import answer

_CONNECTIONS, _TURNS = 4, 5


def measure(size: int) -> Iterator[Row]:
    database = homes.home_of(size) / "datasette.db"
    datasette.write_database(database, clock.today())
    ours, theirs = (200, 24) if size >= 10_000 else (200, 60)
    asked = questions(size, _TURNS * ours + ours)
    own = iter([f"/en{question.query.path()}" for question in asked])
    others = iter([datasette.address(database, question) for question in asked])
    with serve_rapport() as (port, _process), serve_datasette(database) as (their_port, _theirs):
        _check_agreement(their_port, database, asked[-10:])
        _requests_a_second(port, list(islice(own, 50)))
        rates = [
            (
                _requests_a_second(port, list(islice(own, ours))),
                _requests_a_second(their_port, list(islice(others, theirs))),
            )
            for _turn in range(_TURNS)
        ]
    ratio = median(mine / their for mine, their in rates)
    mine, their = (median(each) for each in zip(*rates, strict=True))
    detail = f"ours {mine:.0f} requests/s, Datasette {their:.2g}"
    yield Row(
        "search page over HTTP, against Datasette", size, ratio, "times", 100 if size == 10_000 else None, 150, detail
    )


def _requests_a_second(port: int, addresses: Sequence[str]) -> float:
    def fetch(part: Sequence[str]) -> None:
        connection = HTTPConnection("127.0.0.1", port, timeout=300)
        for address in part:
            get(connection, address)
        connection.close()

    started = time.perf_counter()
    with ThreadPoolExecutor(_CONNECTIONS) as pool:
        list(pool.map(fetch, [addresses[number::_CONNECTIONS] for number in range(_CONNECTIONS)]))
    return len(addresses) / (time.perf_counter() - started)


def _check_agreement(port: int, database: object, asked: Sequence[Question]) -> None:
    connection = HTTPConnection("127.0.0.1", port, timeout=300)
    for question in asked:
        found = json.loads(
            get(connection, datasette.address(database, question, ".json"), **{"Accept-Encoding": "identity"})
        )
        mine = answer(question.query, today=clock.today(), facets=FACETS)
        if found["filtered_table_rows_count"] != mine.total:
            raise AssertionError(f"Datasette finds {found['filtered_table_rows_count']}, ours {mine.total}: {question}")
        if found.get("facets_timed_out") or len(found["facet_results"]) != len(FACETS):
            raise AssertionError("Datasette left facets out.")
        for facet in set(FACETS) - dict(question.values).keys() - {"status"}:
            for bucket in found["facet_results"][facet]["results"]:
                if bucket["count"] != mine.facets[facet].count(bucket["value"]):
                    raise AssertionError(f"Datasette counts {facet} {bucket['value']} otherwise than ours: {question}")
