"""Check the bundle against the published figures: ``python -m demo.check [BUNDLE]``.

A naive counter, written from the definitions alone (what each statistic means) and sharing nothing with the builder or
the product: it reads the CSV files, counts by plain loops, prints a table, and exits with 1 on any difference.
"""

import csv
import sys
from collections import Counter, defaultdict
from collections.abc import Callable
from pathlib import Path

HERE = Path(__file__).parent
NINE = {
    "women",
    "youth",
    "indigenous-peoples",
    "ngo",
    "local-authorities",
    "workers-trade-unions",
    "business-industry",
    "science-technology",
    "farmers",
}
OTHER = {"academia", "foundation", "media", "other"}
CLUSTER = {"transport", "chemicals", "waste-management", "mining", "consumption-production"}
Row = dict[str, str]
Figure = tuple[float, int | None]  # numerator, base (none: a plain count)


def read_table(bundle: Path, table: str) -> list[Row]:
    with (bundle / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def rounded(numerator: float, base: int) -> int:
    """Per cent, rounded half up, in whole numbers so that no half is lost."""
    return int((200 * numerator + base) // (2 * base))


def whole_years(start: str, end: str) -> int:
    """Completed anniversaries where both are full days, otherwise the difference of the years."""
    years = int(end[:4]) - int(start[:4])
    return years - (end[5:] < start[5:]) if len(start) == len(end) == 10 else years


class Bundle:
    """The registry of a bundle (registered and completed), with its tables by partnership."""

    def __init__(self, folder: Path) -> None:
        self.registry = [
            row for row in read_table(folder, "partnerships") if row["status"] in ("registered", "completed")
        ]
        self.type_of = {row["id"]: row["type"] for row in read_table(folder, "organizations")}
        ids = {row["id"] for row in self.registry}
        self.listings = [row for row in read_table(folder, "partners") if row["partnership_id"] in ids]
        self.themes = self._grouped(folder, "themes", "theme")
        self.primary: dict[str, set[str]] = defaultdict(set)
        for row in read_table(folder, "themes"):
            if row["rank"] == "primary":
                self.primary[row["partnership_id"]].add(row["theme"])
        self.regions: dict[str, set[str]] = defaultdict(set)
        for row in read_table(folder, "places"):
            if row["kind"] == "region":
                self.regions[row["partnership_id"]].add(row["code"])
        self.mechanisms = self._grouped(folder, "mechanisms", "mechanism")
        self.sources = self._grouped(folder, "funding_sources", "type")
        self.fairs = self._grouped(folder, "fair_participations", "year")
        self.types: dict[str, Counter[str]] = defaultdict(Counter)
        for row in self.listings:
            self.types[row["partnership_id"]][self.type_of[row["organization_id"]]] += 1

    @staticmethod
    def _grouped(folder: Path, table: str, column: str) -> dict[str, list[str]]:
        grouped: dict[str, list[str]] = defaultdict(list)
        for row in read_table(folder, table):
            grouped[row["partnership_id"]].append(row[column])
        return grouped


def is_of(kind: str, wanted: str) -> bool:
    """A type is of itself and of its group; in a statistic's id the group is meant."""
    if wanted == "major-group":
        return kind in NINE or kind == "major-group"
    return kind in OTHER if wanted == "other" else kind == wanted


def count_general(bundle: Bundle) -> dict[str, Figure]:
    registry, total = bundle.registry, len(bundle.registry)
    years = Counter(int(row["registered_on"][:4]) for row in registry)
    by_2002 = sum(count for year, count in years.items() if year <= 2002)
    limited = [row for row in registry if row["started_on"] and row["ends_on"]]
    lengths = [whole_years(row["started_on"], row["ends_on"]) for row in limited]
    sought = [row for row in registry if row["funding_sought"] == "true"]
    figures: dict[str, Figure] = {
        "total": (total, None),
        "registered.by_2002": (by_2002, None),
        "registered.since_2002": (total - by_2002, None),
        "registered.growth_2002_2007": (sum(years[year] for year in range(2003, 2008)), by_2002),
        "registered.2003_share": (years[2003], total),
        "registered.mean_2005_2008": (sum(years[year] for year in range(2005, 2009)) / 4, None),
        "registered.2009": (years[2009], None),
        "fairs.participated_2004_2009": (
            sum(any("2004" <= year <= "2009" for year in bundle.fairs[row["id"]]) for row in registry),
            None,
        ),
        "duration.limited": (sum(bool(row["ends_on"]) for row in registry), total),
        "duration.open_ended": (sum(row["open_ended"] == "true" for row in registry), total),
        "duration.4_to_6_years": (sum(4 <= years_ <= 6 for years_ in lengths), len(limited)),
        "duration.shortest_years": (min(lengths), None),
        "resources.informed": (
            sum(bool(row["finance"] or row["in_kind"] or "in-kind" in row["none_of"].split(";")) for row in registry),
            total,
        ),
        "resources.financial": (sum(row["finance"] == "secured" for row in registry), total),
        "resources.in_kind": (sum(bool(row["in_kind"]) for row in registry), total),
        "funding.source_given": (sum(bool(bundle.sources[row["id"]]) for row in registry), total),
        "funding.sought": (len(sought), total),
        "funding.sought_with_amount": (sum(bool(row["funding_sought_amount"]) for row in sought), len(sought)),
        "listings.total": (len(bundle.listings), None),
        "leads.total": (sum(row["role"] == "lead" for row in bundle.listings), None),
    }
    return figures


def count_one(bundle: Bundle, statistic: str) -> Figure:
    """A figure of a family: what stands after the last point is the code."""
    registry, total = bundle.registry, len(bundle.registry)
    family, _, code = statistic.rpartition(".")
    leads = [row for row in bundle.listings if row["role"] == "lead"]
    if family == "themes.any":
        return sum(code in bundle.themes[row["id"]] for row in registry), total
    if family == "scope":
        return sum(row["scope"] == code for row in registry), total
    if family == "regions":
        regional = [row for row in registry if row["scope"] == "regional"]
        return sum(code in bundle.regions[row["id"]] for row in regional), len(regional)
    if family == "partners.with":
        return sum(any(is_of(kind, code) for kind in bundle.types[row["id"]]) for row in registry), total
    if family == "leads.share":
        return sum(is_of(bundle.type_of[row["organization_id"]], code) for row in leads), len(leads)
    if family in ("listings", "listings.share"):
        return sum(is_of(bundle.type_of[row["organization_id"]], code) for row in bundle.listings), len(bundle.listings)
    if family == "listings.organization":
        return sum(row["organization_id"] == code for row in bundle.listings), None
    if family == "mechanisms":
        return sum(code in bundle.mechanisms[row["id"]] for row in registry), total
    return count_cluster(bundle, family, code)


def count_cluster(bundle: Bundle, family: str, code: str) -> Figure:
    """The cluster is who has a primary theme in it; the wider one, who has any theme in it."""
    cluster = [row for row in bundle.registry if bundle.primary[row["id"]] & CLUSTER]
    wider = [row for row in bundle.registry if set(bundle.themes[row["id"]]) & CLUSTER]
    sizes = [sum(bundle.types[row["id"]].values()) for row in cluster]
    sources = [kind for row in cluster for kind in bundle.sources[row["id"]]]
    in_kind = [kind for row in cluster for kind in row["in_kind"].split(";") if kind]
    base = len(cluster)
    figures: dict[str, Callable[[], Figure]] = {
        "cluster": lambda: (base, None),
        "cluster.any": lambda: (len(wider), None),
        "cluster.themes.primary": lambda: (sum(code in bundle.primary[row["id"]] for row in cluster), None),
        "cluster.themes.any": lambda: (sum(code in bundle.themes[row["id"]] for row in wider), len(wider)),
        "cluster.scope": lambda: (sum(row["scope"] == code for row in cluster), None),
        "cluster.started": lambda: (count_started(cluster, code), base),
        "cluster.duration": lambda: (count_lasting(cluster, code), base),
        "cluster.partners": lambda: count_sizes(sizes, code),
        "cluster.funding": lambda: (sum((row["finance"] or "not_given") == code for row in cluster), base),
        "cluster.resources": lambda: (sum(bool(row["in_kind"]) for row in cluster), base),
        "cluster.mechanisms": lambda: (sum(code in bundle.mechanisms[row["id"]] for row in cluster), base),
        "cluster.funding_sources": lambda: (sources.count(code), len(sources)),
        "cluster.in_kind": lambda: (in_kind.count(code), len(in_kind)),
    }
    return figures[family]()


def count_started(rows: list[Row], code: str) -> int:
    years = [row["started_on"][:4] for row in rows]
    return sum("" < year < "2002" if code == "before-2002" else year == code for year in years)


def count_lasting(rows: list[Row], code: str) -> int:
    if code == "open_ended":
        return sum(row["open_ended"] == "true" for row in rows)
    low, high = {"1_to_5_years": (1, 5), "5_to_10_years": (6, 10), "10_to_16_years": (11, 16)}[code]
    limited = [row for row in rows if row["started_on"] and row["ends_on"]]
    return sum(low <= whole_years(row["started_on"], row["ends_on"]) <= high for row in limited)


def count_sizes(sizes: list[int], code: str) -> Figure:
    if code in ("fewest", "most"):
        return (min if code == "fewest" else max)(sizes), None
    low, high = map(int, code.split("_to_"))
    return sum(low <= size <= high for size in sizes), len(sizes)


def agrees(row: Row, figure: Figure) -> bool:
    """Whether a figure is what the report published: within its bound or the counts it allows, and rounding to it."""
    numerator, base = figure
    bound = row["note"].removeprefix("bound: ")
    if row["id"] == "registered.growth_2002_2007":
        return base is not None and 100 * numerator > 60 * base and numerator >= 127
    if row["id"] == "registered.2003_share":
        return base is not None and 3 * numerator < base
    if row["id"] == "registered.mean_2005_2008":
        low, high = map(float, bound.split(" to "))
        return low <= numerator <= high
    if row["count_min"] and not int(row["count_min"]) <= numerator <= int(row["count_max"]):
        return False
    if row["unit"] == "percent" and row["attainable"] not in ("no", "conflict"):
        return base is not None and rounded(numerator, base) == int(row["published"])
    return True


def base_agrees(row: Row, figure: Figure) -> bool:
    return not row["base"] or row["unit"] != "percent" or str(figure[1]) == row["base"]


def compare(folder: Path, published: Path) -> list[tuple[Row, Figure, bool]]:
    """Every published row with our figure, and whether they agree."""
    bundle = Bundle(folder)
    general = count_general(bundle)
    with published.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    figures = [general.get(row["id"]) or count_one(bundle, row["id"]) for row in rows]
    return [
        (row, figure, agrees(row, figure) and base_agrees(row, figure))
        for row, figure in zip(rows, figures, strict=True)
    ]


def main() -> int:
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else HERE / "registry-2010"
    results = compare(folder, HERE / "report_2010" / "statistics.csv")
    print(f"{'':3}{'figure':52}{'published':>13}{'ours':>8}{'base':>7}{'allowed':>12}")
    for row, (numerator, base), good in results:
        sign = "" if good else "✗"
        allowed = f"{row['count_min']}..{row['count_max']}" if row["count_min"] else ""
        unit = " %" if row["unit"] == "percent" else "  "
        print(f"{sign:3}{row['id']:52}{row['published'] + unit:>13}{numerator:>8g}{base or '':>7}{allowed:>12}")
    wrong = sum(not good for _, _, good in results)
    print(f"{len(results)} figures, {wrong} differ.")
    return 1 if wrong else 0


if __name__ == "__main__":
    raise SystemExit(main())
