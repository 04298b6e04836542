"""Questions that ours and every rival can answer alike: words, and at most one value of each of some facets.

What people ask beyond that (several values, ranges, orders) is in ``Synthetic.queries``; no rival can answer all of it.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from random import Random

from benchmarks.synthetic import Synthetic
from rapport.sets.query import Query
from rapport.vocabularies.schemes import scheme

# Every facet of the search page. Of the ones in _ASKED a question may have a value.
FACETS = (
    "theme", "scope", "region", "country", "partner", "mechanism", "freshness", "ended", "funding", "serves", "status",
)  # fmt: skip
_COMMONEST_LEFT_OUT = 5  # words that nearly every text has

_BROAD = 0.5  # of the questions have one condition alone: readers begin broadly, then narrow down


@dataclass(frozen=True, slots=True)
class Question:
    words: tuple[str, ...]
    values: tuple[tuple[str, str], ...]

    @property
    def query(self) -> Query:
        return Query.of(" ".join(self.words), **dict(self.values))


def questions(size: int, count: int, *, seed: int = 1) -> list[Question]:
    """So many different ones, of words that a registry of this size certainly has."""
    made, chance = Synthetic(size), Random(seed)
    found: dict[Question, None] = {}
    while len(found) < count:
        found[_question(made, chance)] = None
    return list(found)


def _question(made: Synthetic, chance: Random) -> Question:
    rarest = max(20, min(2000, made.size // 4))
    words = made.words.values[_COMMONEST_LEFT_OUT:rarest]
    # Rank by its logarithm: the commonest words are asked most.
    asked = [words[int(len(words) ** chance.random()) - 1] for _word in range(chance.choice((0, 1, 1, 2)))]
    values = {
        "theme": made.themes.draw(chance),
        "country": made.countries.draw(chance),
        "scope": chance.choice(scheme("scopes").codes),
        "partner": chance.choice(scheme("organization-groups").codes),
        "mechanism": chance.choice(made.mechanisms),
        "freshness": chance.choice(("green", "amber", "red")),
    }
    if chance.random() < _BROAD:
        asked = asked[:1]
        chosen = [] if asked else chance.sample(sorted(values.items()), 1)
    else:
        chosen = chance.sample(sorted(values.items()), chance.randint(0 if asked else 1, 3))
    return Question(tuple(dict.fromkeys(asked)), tuple(sorted(chosen)))


def addresses(size: int, count: int) -> Iterator[str]:
    """Search pages as people mix them (several values, ranges, orders, further pages), each of them once."""
    chance, seen = Random(2), set()
    for query in Synthetic(size).queries(4 * count):
        address = "/en" + query.path(chance.choice((1, 1, 1, 2, 5)))
        if address not in seen and len(seen) < count:
            seen.add(address)
            yield address
