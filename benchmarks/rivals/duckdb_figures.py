"""All figures of the statistics by DuckDB: narrow tables of whole numbers in memory, one GROUP BY for each family.

The tables are made from the sets themselves, which is quickest; what is timed is the SQL alone.
"""

from collections.abc import Iterable
from typing import Any

import duckdb
import numpy as np

from benchmarks.rivals.codes import Codes
from rapport.organizations.models import Organization
from rapport.registry.models import Listing
from rapport.sets.facets import NOT_KNOWN
from rapport.sets.slices import Slices
from rapport.sets.view import View
from rapport.vocabularies.cycles import themes_of_cycle
from rapport.vocabularies.organization_types import organization_group
from rapport.vocabularies.schemes import scheme

FACETS = (
    "theme", "primary", "secondary", "scope", "region", "mechanism", "freshness", "partner", "partner-type", "fair",
    "finance", "in-kind", "funding", "time-frame", "resources", "source",
)  # fmt: skip
_YEARS = ("registered", "started")
_NUMBERS = ("duration", "partners", "sources")
_AT_ONCE = 200_000


class DuckdbTables:
    """``record`` has a row each, ``facet`` a row for each value of a record, ``listing`` one for each partner."""

    def __init__(self, view: View, cycle: str) -> None:
        self.codes = Codes()
        self.database = duckdb.connect()
        self._load_records(view)
        self._load_facets(view)
        self._load_listings(view)
        self.themes = [self.codes.known(("primary", theme)) for theme in themes_of_cycle(cycle)]
        any_rank = [self.codes.known(("theme", theme)) for theme in themes_of_cycle(cycle)]
        self.in_cluster = f"record IN (SELECT record FROM facet WHERE code IN {_listed(self.themes)})"
        self.in_wider = f"record IN (SELECT record FROM facet WHERE code IN {_listed(any_rank)})"

    def _create(self, name: str, **columns: Any) -> None:
        given = columns  # noqa: F841  found by its name in the statement
        names = ", ".join(f'"{column}"' for column in columns)
        self.database.execute(f"CREATE TABLE {name} AS SELECT {names} FROM given")

    def _load_records(self, view: View) -> None:
        records = np.array(view.registry.to_array(), np.int32)
        columns: dict[str, Any] = {"record": records}
        for facet in _YEARS:
            years = np.zeros(records.max() + 1, np.int16)
            for value, held in view.sets(facet).items():
                if value.isdecimal():
                    years[np.array(held.to_array(), np.int32)] = int(value)
            columns[facet] = years[records]  # 0: not known
        for name in _NUMBERS:
            columns[name] = _numbers(view.slices(name), int(records.max()))[records]  # -1: not known
        self._create("record", **columns)

    def _load_facets(self, view: View) -> None:
        parts = [
            (self.codes.number(facet, value), np.array((held & view.registry).to_array(), np.int32))
            for facet in FACETS
            for value, held in view.sets(facet).items()
        ]
        codes = np.concatenate([np.full(len(records), code, np.int16) for code, records in parts])
        self._create("facet", code=codes, record=np.concatenate([records for _code, records in parts]))

    def _load_listings(self, view: View) -> None:
        types = {pk: self.codes.number("type", code) for pk, code in Organization.objects.values_list("pk", "type")}
        is_counted = np.zeros(max(view.index.everything.max(), 1) + 1, bool)
        is_counted[np.array(view.registry.to_array(), np.int32)] = True
        rows = Listing.objects.order_by().values_list("partnership_id", "organization_id", "is_lead")
        chunks = []
        batch: list[tuple[int, int, int, bool]] = []
        for record, organization, is_lead in rows.iterator(chunk_size=_AT_ONCE):
            batch.append((record, organization, types[organization], is_lead))
            if len(batch) == _AT_ONCE:
                chunks.append(np.array(batch, np.int32))
                batch = []
        chunks.append(np.array(batch, np.int32).reshape(-1, 4))
        table = np.concatenate(chunks)
        table = table[is_counted[table[:, 0]]]
        names = ("record", "organization", "type", "is_lead")
        self._create("listing", **{name: table[:, place].copy() for place, name in enumerate(names)})

    # --- figures ---

    def numerators(self) -> dict[str, int]:
        """Every figure that is not zero, by its id."""
        found: dict[str, int] = {}
        for where, prefix in (("TRUE", ""), (self.in_cluster, "cluster."), (self.in_wider, "cluster.any.")):
            found[f"{prefix}total"] = self._one(f"SELECT count(*) FROM record WHERE {where}")
        self._registry(found)
        self._listings(found)
        self._cluster(found)
        return {name: number for name, number in found.items() if number}

    def _one(self, statement: str) -> Any:
        row = self.database.execute(statement).fetchone()
        return row[0] if row else 0

    def _counts(self, where: str) -> dict[tuple[str, str], int]:
        rows = self.database.execute(f"SELECT code, count(*) FROM facet WHERE {where} GROUP BY code").fetchall()
        return {self.codes.pairs[code]: number for code, number in rows}

    def _of_facet(self, found: dict[str, int], counts: dict[tuple[str, str], int], prefix: str, facet: str) -> None:
        known = {value: number for (name, value), number in counts.items() if name == facet and value != NOT_KNOWN}
        found.update({f"{prefix}.{value}": number for value, number in known.items()})

    def _any_of(self, facet: str, values: Iterable[str], where: str = "TRUE") -> int:
        codes = _listed(self.codes.known((facet, value)) for value in values)
        return int(self._one(f"SELECT count(DISTINCT record) FROM facet WHERE code IN {codes} AND {where}"))

    def _registry(self, found: dict[str, int]) -> None:
        counts = self._counts("TRUE")
        for prefix, facet in (
            ("themes.any", "theme"), ("themes.primary", "primary"), ("themes.secondary", "secondary"),
            ("scope", "scope"), ("mechanisms", "mechanism"), ("freshness", "freshness"),
        ):  # fmt: skip
            self._of_facet(found, counts, prefix, facet)
        for facet in ("partner-type", "partner"):  # where a word is both, the group
            self._of_facet(found, counts, "partners.with", facet)
        regional = f"record IN (SELECT record FROM facet WHERE code = {self.codes.known(('scope', 'regional'))})"
        self._of_facet(found, self._counts(regional), "regions", "region")
        found["fairs.participated_2004_2009"] = self._any_of("fair", map(str, range(2004, 2010)))
        found["duration.limited"] = counts.get(("time-frame", "limited"), 0)
        found["duration.open_ended"] = counts.get(("time-frame", "open-ended"), 0)
        found["resources.informed"] = counts.get(("resources", "informed"), 0)
        found["resources.financial"] = counts.get(("finance", "secured"), 0)
        found["resources.in_kind"] = self._any_of("in-kind", scheme("in-kind").codes)
        found["funding.sought"] = counts.get(("funding", "sought"), 0)
        found["funding.sought_with_amount"] = counts.get(("funding", "sought-with-amount"), 0)
        self._numbers(found)

    def _numbers(self, found: dict[str, int]) -> None:
        names = (
            "registered.by_2002", "registered.since_2002", "registered.2009", "registered.2003_share",
            "registered.growth_2002_2007", "registered.mean_2005_2008", "started.around_2002",
            "duration.4_to_6_years", "duration.shortest_years", "funding.source_given", "funding.several_sources",
        )  # fmt: skip
        row = self.database.execute("""
            SELECT count(*) FILTER (registered BETWEEN 1 AND 2002), count(*) FILTER (registered > 2002),
                count(*) FILTER (registered = 2009), count(*) FILTER (registered = 2003),
                count(*) FILTER (registered BETWEEN 2003 AND 2007), count(*) FILTER (registered BETWEEN 2005 AND 2008),
                count(*) FILTER (started BETWEEN 2001 AND 2003), count(*) FILTER (duration BETWEEN 4 AND 6),
                min(duration) FILTER (duration >= 0), count(*) FILTER (sources >= 1), count(*) FILTER (sources >= 2)
            FROM record""").fetchone()
        found.update(zip(names, row or (), strict=True))

    def _listings(self, found: dict[str, int]) -> None:
        rows = self.database.execute("SELECT type, count(*), sum(is_lead) FROM listing GROUP BY type").fetchall()
        for code, listings, leads in rows:
            _facet, value = self.codes.pairs[code]
            for prefix, number in (("listings", listings), ("leads", leads)):
                names = {value, organization_group(value)} if value else set()
                for name in names:
                    if name in scheme("organization-groups").codes and name != organization_group(value):
                        continue
                    for each in (f"{prefix}.{name}",) if prefix == "listings" else ():
                        found[each] = found.get(each, 0) + number
                    found[f"{prefix}.share.{name}"] = found.get(f"{prefix}.share.{name}", 0) + number
                found[f"{prefix}.total"] = found.get(f"{prefix}.total", 0) + number
        most = "SELECT organization, count(*) FROM listing GROUP BY organization ORDER BY 2 DESC, 1 LIMIT 50"
        for organization, number in self.database.execute(most).fetchall():
            found[f"listings.organization.o{organization - 1:07}"] = number

    def _cluster(self, found: dict[str, int]) -> None:
        counts = self._counts(self.in_cluster)
        for prefix, facet in (
            ("cluster.themes.primary", "primary"), ("cluster.scope", "scope"), ("cluster.mechanisms", "mechanism"),
        ):  # fmt: skip
            self._of_facet(found, counts, prefix, facet)
        self._of_facet(found, self._counts(self.in_wider), "cluster.themes.any", "theme")
        found["cluster.duration.open_ended"] = counts.get(("time-frame", "open-ended"), 0)
        for name, value in (("secured", "secured"), ("none", "none"), ("not_given", "not-known")):
            found[f"cluster.funding.{name}"] = counts.get(("finance", value), 0)
        found["cluster.resources.in_kind"] = self._any_of("in-kind", scheme("in-kind").codes, self.in_cluster)
        for (facet, value), number in counts.items():
            if facet == "in-kind" and value in scheme("in-kind").codes:
                found[f"cluster.in_kind.{value}"] = number
            if facet == "source" and value in scheme("funding-sources").codes:
                found[f"cluster.funding_sources.{value}"] = number
        self._cluster_numbers(found)
        self._mechanisms_by_theme(found)

    def _cluster_numbers(self, found: dict[str, int]) -> None:
        names = (
            "started.before-2002", "duration.1_to_5_years", "duration.5_to_10_years", "duration.10_to_16_years",
            "partners.fewest", "partners.most", "partners.2_to_10", "partners.11_to_20", "partners.21_to_30",
            "partners.31_to_80",
        )  # fmt: skip
        row = self.database.execute(f"""
            SELECT count(*) FILTER (started BETWEEN 1 AND 2001), count(*) FILTER (duration BETWEEN 1 AND 5),
                count(*) FILTER (duration BETWEEN 6 AND 10), count(*) FILTER (duration BETWEEN 11 AND 16),
                min(partners) FILTER (partners >= 0), max(partners), count(*) FILTER (partners BETWEEN 2 AND 10),
                count(*) FILTER (partners BETWEEN 11 AND 20), count(*) FILTER (partners BETWEEN 21 AND 30),
                count(*) FILTER (partners BETWEEN 31 AND 80)
            FROM record WHERE {self.in_cluster}""").fetchone()
        found.update({f"cluster.{name}": number for name, number in zip(names, row or (), strict=True)})
        years = f"SELECT started, count(*) FROM record WHERE started >= 2002 AND {self.in_cluster} GROUP BY started"
        for year, number in self.database.execute(years).fetchall():
            found[f"cluster.started.{year}"] = number

    def _mechanisms_by_theme(self, found: dict[str, int]) -> None:
        rows = self.database.execute(f"""
            SELECT mechanism.code, theme.code, count(*) FROM facet mechanism JOIN facet theme USING (record)
            WHERE mechanism.code IN {_listed(self._mechanisms())}
                AND theme.code IN {_listed(self.themes)} GROUP BY ALL""").fetchall()
        for mechanism, theme, number in rows:
            name = f"{self.codes.pairs[mechanism][1]}.by_theme.{self.codes.pairs[theme][1]}"
            found[f"cluster.mechanisms.{name}"] = number

    def _mechanisms(self) -> list[int]:
        return [self.codes.known(("mechanism", code)) for code in scheme("mechanisms").codes]


def _numbers(slices: Slices, most: int) -> Any:
    found = np.full(most + 1, -1, np.int32)
    found[[record for record in slices.known if record <= most]] = 0
    for place, digit in enumerate(slices.digits):
        found[[record for record in digit if record <= most]] += 1 << place
    return found


def _listed(codes: Iterable[int]) -> str:
    return f"({', '.join(map(str, codes))})"
