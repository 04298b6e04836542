"""Money and other resources: finance, in-kind help, sources of funding, and what is sought."""

from collections import Counter

from demo import targets
from demo.draw import Draw
from demo.organizations import DONOR_COUNTRIES, Directory
from demo.records import Record

KINDS = tuple(targets.IN_KIND_MENTIONS_CLUSTER)
SOURCE_TYPES = {
    "government": 31,
    "intergovernmental": 19,
    "private-sector": 18,
    "foundation-charity": 10,
    "ngo": 16,
    "other": 7,
}
# Which partners a funding source of a type may be named after.
FUNDERS = {
    "government": ("government",),
    "intergovernmental": ("un-system", "intergovernmental"),
    "private-sector": ("business-industry",),
    "foundation-charity": ("foundation",),
    "ngo": ("ngo",),
}


def give_resources(records: list[Record], directory: Directory) -> None:
    draw = Draw("resources")
    cluster = [record for record in records if record.in_cluster]
    outside = [record for record in records if not record.in_cluster]
    for members, finance in ((cluster, targets.FINANCE_CLUSTER), (outside, targets.FINANCE_OUTSIDE)):
        for kind, count in finance.items():
            for record in draw.exactly(count, [each for each in members if not each.finance]):
                record.finance = kind
    _give_in_kind(draw, cluster, outside)
    _settle_informed(draw, records)
    _give_sources(draw, cluster, outside)
    for record in records:
        record.sources = [(kind, _funder(draw, record, directory, kind)) for kind, _ in record.sources]
    _give_needs(draw, records)


def _give_in_kind(draw: Draw, cluster: list[Record], outside: list[Record]) -> None:
    having = draw.exactly(targets.IN_KIND_CLUSTER, cluster, lambda each: 2.0 if each.finance else 1.0)
    _share_out(draw, having, targets.IN_KIND_MENTIONS_CLUSTER)
    for record in draw.exactly(targets.IN_KIND_OUTSIDE, outside, lambda each: 2.0 if each.finance else 1.0):
        record.in_kind = [
            kind
            for kind in KINDS
            if draw.chance({"staff": 0.75, "computers": 0.55, "office-space": 0.55, "other": 0.08}[kind])
        ] or ["staff"]
    for record in [*cluster, *outside]:
        record.in_kind.sort()


def _share_out(draw: Draw, members: list[Record], mentions: dict[str, int]) -> None:
    """So many mentions of each kind, so that everyone has one at least."""
    left = dict(mentions)
    for record in members:
        kind = draw.one_by_weight({kind: float(count) for kind, count in left.items()})
        record.in_kind = [kind]
        left[kind] -= 1
    for kind, count in left.items():
        for record in draw.exactly(count, [each for each in members if kind not in each.in_kind]):
            record.in_kind.append(kind)


def _settle_informed(draw: Draw, records: list[Record]) -> None:
    """Some say outright that they have no help in kind: as many as make 303 that inform on their resources."""
    informed = sum(bool(record.finance or record.in_kind) for record in records)
    silent = [record for record in records if not (record.finance or record.in_kind)]
    for record in draw.exactly(targets.INFORMED - informed, silent):
        record.none_of.append("in-kind")
    for record in records:
        if record.finance and not record.in_kind and draw.chance(0.3):
            record.none_of.append("in-kind")


def _give_sources(draw: Draw, cluster: list[Record], outside: list[Record]) -> None:
    """Types of source; those without secured funds name where they expect them from."""
    pull = {"secured": 1000.0, "none": 1.0, "": 2.0}
    giving = draw.exactly(targets.SOURCE_GIVEN_CLUSTER, cluster, lambda each: pull[each.finance])
    left = Counter(targets.SOURCE_MENTIONS_CLUSTER)
    kinds: dict[Record, list[str]] = {}
    for record in giving:
        kind = draw.one_by_weight({kind: float(count) for kind, count in left.items()})
        kinds[record] = [kind]
        left[kind] -= 1
    for kind in sorted(left, key=lambda each: -left[each]):
        for record in draw.exactly(
            left[kind],
            [each for each in giving if kind not in kinds[each]],
            lambda each: 3.0 if each.finance == "secured" else 1.0,
        ):
            kinds[record].append(kind)
    for record in draw.exactly(targets.SOURCE_GIVEN_OUTSIDE, outside, lambda each: pull[each.finance]):
        wanted = draw.one([1, 1, 2, 2, 3, 4]) if record.finance == "secured" else draw.one([1, 1, 1, 2, 2, 3])
        kinds[record] = draw.exactly(wanted, SOURCE_TYPES, lambda kind: float(SOURCE_TYPES[kind]))
    for record in [*cluster, *outside]:
        record.sources = [(kind, "") for kind in sorted(kinds.get(record, ()))]
        if not record.sources and record.finance == "none" and draw.chance(0.6):
            record.none_of.append("funding-sources")


def _funder(draw: Draw, record: Record, directory: Directory, kind: str) -> str:
    """The name of a partner that may be meant, or nothing: often only the type is told."""
    able = [
        organization
        for organization, _, roles in record.partners
        if directory.type_of(organization) in FUNDERS.get(kind, ())
        and (kind != "government" or directory.by_id[organization].country in DONOR_COUNTRIES)
        and (not record.boxed)
        and (not roles or "donor" in roles)
    ]
    if not able or draw.chance(0.5):
        return ""
    donors = [organization for organization, _, roles in record.partners if organization in able and "donor" in roles]
    return directory.by_id[draw.one(donors or able)].name


def _give_needs(draw: Draw, records: list[Record]) -> None:
    seeking = draw.exactly(targets.SOUGHT, records, lambda each: {"none": 3.0, "secured": 1.0, "": 1.0}[each.finance])
    for record in seeking:
        record.sought = True
    for record in draw.exactly(
        targets.NOT_SOUGHT,
        [each for each in records if each.sought is None],
        lambda each: 3.0 if each.finance == "secured" else 1.0,
    ):
        record.sought = False
    for record in draw.exactly(targets.SOUGHT_WITH_AMOUNT, [each for each in seeking if not each.boxed]):
        size = draw.one_by_weight({20_000: 2, 50_000: 3, 100_000: 5, 250_000: 5, 500_000: 3, 1_000_000: 2})
        amount = size * draw.between(1, 9) // (1 if record.scope != "local" else 4)
        record.amount = str(amount // 1000 * 1000)
        record.currency = draw.one_by_weight({"USD": 16, "EUR": 6, "GBP": 1, "CAD": 1, "AUD": 1, "CHF": 0.5})
