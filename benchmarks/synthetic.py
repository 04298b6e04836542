"""A synthetic registry of N partnerships, the same for the same seed: 22 listings and 6 themes each, Zipf-like.

Made for measuring, and it says that it is fictional. Records come one by one, so that a million need no memory.

    from benchmarks.synthetic import Synthetic
    made = Synthetic(10_000)
    made.organizations()   # Iterator[Entry], as the directory has them
    made.records()         # Iterator[InForce], for an index in process
    made.documents()       # Iterator[tuple[str, PartnershipDocument, date]]: id, document, last confirmation
    load_database(made)    # partnerships, versions, journal and organizations, by bulk; then all rebuilt
    made.queries(200)      # list[Query]: words, facets, ranges and orders as people mix them
"""

from bisect import bisect
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, timedelta
from itertools import accumulate, islice
from random import Random
from typing import Any

from rapport.organizations.directory import Entry
from rapport.registry.document import PartnershipDocument
from rapport.registry.history import InForce
from rapport.sets.query import Query
from rapport.vocabularies.schemes import scheme

LISTINGS, THEMES = 22, 6
TODAY = date(2010, 2, 1)
_CHUNK = 2000
ORIGIN = "fictional: made for benchmarks"
_FIRST_DAY = date(1998, 1, 1)
_SYLLABLES = [consonant + vowel for consonant in "bcdfgklmnprst" for vowel in "aeiou"]
# No stemmer of ours shortens a word with these endings: so an engine without stems must find the same records.
_ENDINGS = "bgkp"


class Zipf:
    """Draws from a sequence: the second half as often as the first, the third a third as often."""

    def __init__(self, values: Sequence[Any], exponent: float = 1.0) -> None:
        self.values = values
        self._sums = list(accumulate(1 / (rank + 1) ** exponent for rank in range(len(values))))

    def draw(self, chance: Random) -> Any:
        return self.values[bisect(self._sums, chance.random() * self._sums[-1])]

    def some(self, chance: Random, count: int) -> list[Any]:
        """That many different ones, or all."""
        found: dict[Any, None] = {}
        while len(found) < min(count, len(self.values)):
            found[self.draw(chance)] = None
        return list(found)


class Synthetic:
    def __init__(self, size: int, seed: int = 20100201) -> None:
        self.size, self.seed = size, seed
        chance = Random(seed)
        words = {
            "".join(chance.choices(_SYLLABLES, k=chance.randint(2, 4))) + chance.choice(_ENDINGS)
            for _word in range(40_000)
        }
        self.words = Zipf(sorted(words, key=lambda word: (len(word), word)))
        self.count_of_organizations = max(200, size // 4)
        self.organization_numbers = Zipf(range(self.count_of_organizations), 0.8)
        self.types = Zipf(scheme("organization-types").codes, 0.7)
        self.themes = Zipf(scheme("themes").codes, 0.6)
        self.countries = Zipf(scheme("countries").codes, 0.7)
        self.mechanisms = scheme("mechanisms").codes
        self.sources = scheme("funding-sources").codes
        self.in_kind = scheme("in-kind").codes

    def organizations(self) -> Iterator[Entry]:
        for number in range(self.count_of_organizations):
            chance = Random(self.seed * 7 + number)
            name = " ".join(self.words.some(chance, 3)).title()
            yield Entry(
                number + 1, _organization_id(number), name, self.types.draw(chance), self.countries.draw(chance)
            )

    def documents(self) -> Iterator[tuple[str, PartnershipDocument, date]]:
        for number in range(1, self.size + 1):
            chance = Random(self.seed + number)
            document = PartnershipDocument.model_validate(self._content(chance))
            yield f"s{number:07}", document, TODAY - timedelta(days=chance.randint(0, 1500))

    def records(self) -> Iterator[InForce]:
        for number, (public_id, document, confirmed_on) in enumerate(self.documents(), start=1):
            registered = document.registered_on
            first_on = registered.earliest if registered else TODAY
            yield InForce(number, public_id, document, 1, number, first_on, confirmed_on, "focal-point", None)

    def _content(self, chance: Random) -> dict[str, Any]:
        started = _FIRST_DAY + timedelta(days=chance.randint(0, 4000))
        is_open = chance.random() < 0.37
        listed = self.organization_numbers.some(chance, max(1, round(chance.gauss(LISTINGS, 6))))
        return {
            "name": " ".join(self.words.some(chance, chance.randint(3, 8))).capitalize(),
            "objectives": " ".join(self.words.draw(chance) for _word in range(chance.randint(30, 70))),
            "language": chance.choices(("en", "fr", "es", "ru", "ar"), (70, 12, 10, 4, 4))[0],
            "scope": chance.choices((None, *scheme("scopes").codes), (5, 41, 14, 14, 20, 6))[0],
            "started_on": started.isoformat() if chance.random() < 0.9 else None,
            "ends_on": None if is_open else (started + timedelta(days=chance.randint(365, 5000))).isoformat(),
            "open_ended": True if is_open else None,
            "registered_on": (started + timedelta(days=chance.randint(0, 400))).isoformat(),
            "status": chance.choices(("registered", "completed", "withdrawn"), (90, 8, 2))[0],
            "finance": chance.choice((None, "secured", "secured", "none")),
            "funding_sought": chance.choice((None, True, False)),
            "in_kind": chance.sample(self.in_kind, chance.randint(0, 2)),
            "origin": ORIGIN,
            "partners": [
                {"organization": _organization_id(number), "role": "lead" if place < 2 else "partner"}
                for place, number in enumerate(listed)
            ],
            "themes": [
                {"theme": theme, "rank": "primary" if place < 2 else "secondary"}
                for place, theme in enumerate(self.themes.some(chance, THEMES))
            ],
            "regions": chance.sample(scheme("regions").codes, chance.randint(0, 2)),
            "countries": self.countries.some(chance, chance.randint(0, 6)),
            "mechanisms": chance.sample(self.mechanisms, chance.randint(0, 3)),
            "funding_sources": [{"type": each} for each in chance.sample(self.sources, chance.randint(0, 3))],
            "commitments": [{"scheme": "mdg", "code": str(each)} for each in chance.sample(range(1, 9), 2)],
            "fair_participations": chance.sample(range(2004, 2010), chance.randint(0, 2)),
        }

    def queries(self, count: int) -> list[Query]:
        """Queries as people mix them: one to three conditions, words in half of them."""
        chance = Random(self.seed + 1)
        return [self._query(chance) for _query in range(count)]

    def _query(self, chance: Random) -> Query:
        conditions: dict[str, Any] = {
            "theme": self.themes.some(chance, chance.randint(1, 2)),
            "country": self.countries.some(chance, chance.randint(1, 3)),
            "scope": chance.choice(scheme("scopes").codes),
            "partner_type": self.types.draw(chance),
            "mechanism": chance.choice(self.mechanisms),
            "freshness": chance.choice(("green", "amber", "red")),
            "started": f"{chance.randint(1998, 2003)}..{chance.randint(2004, 2008)}",
            "ended": chance.choice(("yes", "no")),
        }
        chosen = dict(chance.sample(sorted(conditions.items()), chance.randint(1, 3)))
        words = " ".join(self.words.draw(chance) for _word in range(chance.randint(0, 2)))
        return Query.of(words, **chosen).ordered(chance.choice(("", "", "name", "freshness")))


def _organization_id(number: int) -> str:
    return f"o{number:07}"


def load_database(made: Synthetic) -> None:
    """Fill an empty database with the registry. Projections and sets are rebuilt at the end."""
    from django.db import transaction

    from rapport.registry import projection
    from rapport.registry.models import JournalHead

    with transaction.atomic():
        _load_organizations(made)
        records = made.records()
        while chunk := list(islice(records, _CHUNK)):
            _load_records(chunk)
        counters = {"number": 2 * made.size, "partnership": made.size, "version": made.size}
        JournalHead.objects.update_or_create(pk=1, defaults=counters)
    projection.rebuild(today=TODAY)


def _load_organizations(made: Synthetic) -> None:
    from rapport.lib.bulk import load_rows
    from rapport.organizations.models import Organization, match_key

    columns = (
        "id", "public_id", "name", "type", "country", "website", "identifiers", "aliases", "folded_name",
        "folded_aliases", "match_key",
    )  # fmt: skip
    load_rows(Organization, columns, (
        (each.number, each.public_id, each.name, each.type, each.country, "", [], [],
         each.name.lower(), "", match_key(each.name, each.type, each.country))
        for each in made.organizations()
    ))  # fmt: skip


def _load_records(chunk: list[InForce]) -> None:
    """Each has one version, a registration and a confirmation."""
    from rapport.lib.bulk import load_rows
    from rapport.registry.models import JournalEntry, Partnership, Version

    load_rows(Partnership, ("id", "public_id"), ((each.number, each.public_id) for each in chunk))
    bodies = ((each.number, each.number, 1, 1, each.document.to_bytes().decode()) for each in chunk)
    load_rows(Version, ("id", "partnership_id", "number", "schema_version", "body"), bodies)
    columns = ("number", "partnership_id", "kind", "happened_on", "recorded_at", "role", "channel", "version_id")
    load_rows(JournalEntry, columns, (entry for each in chunk for entry in _entries(each)))


def _entries(record: InForce) -> Iterator[tuple[Any, ...]]:
    recorded_at, role = datetime(2010, 1, 31, tzinfo=UTC), record.confirmed_by_role
    number, first_on, confirmed_on = record.number, record.first_on, record.confirmed_on
    yield (2 * number - 1, number, "registered", first_on, recorded_at, "", "benchmark", number)
    yield (2 * number, number, "confirmed", confirmed_on, recorded_at, role, "benchmark", None)
