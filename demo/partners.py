"""Who is in each partnership: how many listings of which type, who leads, and in which further roles.

Three exact tables, each filled at random and then balanced by moving single listings between columns within a row:
which groups are present; how many listings of each type; how many leads of each group.
"""

from collections import Counter

from demo import targets
from demo.draw import Draw
from demo.organizations import DONOR_COUNTRIES, Directory
from demo.records import Record

NINE = tuple(targets.WITH_MAJOR_GROUP)
OTHER_TYPES = {"academia": 5, "foundation": 2, "media": 1, "other": 1.5}
GROUP_OF = {
    **dict.fromkeys((*NINE, "major-group"), "major-group"),
    **dict.fromkeys(OTHER_TYPES, "other"),
    "government": "government",
    "un-system": "un-system",
    "intergovernmental": "intergovernmental",
}
# What a type is likely to be listed, and the most a partnership lists of it.
PULL = {
    "government": 6.5,
    "un-system": 4.0,
    "intergovernmental": 2.8,
    "ngo": 7,
    "business-industry": 7.5,
    "science-technology": 5,
    "local-authorities": 5,
    "major-group": 4,
    "academia": 4,
    "foundation": 1.6,
    "media": 0.8,
    "other": 1.2,
}
MOST = {
    "government": 70,
    "un-system": 20,
    "intergovernmental": 16,
    "women": 4,
    "youth": 3,
    "workers-trade-unions": 3,
    "indigenous-peoples": 3,
    "farmers": 4,
    "local-authorities": 24,
    "academia": 30,
    "foundation": 9,
    "media": 5,
    "other": 8,
}

DRAWN_TO = {
    "business-industry": "consumption-production waste-management transport energy mining chemicals tourism",
    "ngo": "biodiversity forests health natural-resource-base education poverty-eradication agriculture",
    "science-technology": "biodiversity information-for-decision-making climate-change oceans-seas disaster-management",
    "local-authorities": "human-settlements waste-management transport sanitation water air-pollution",
    "women": "gender-equality sanitation energy",
    "youth": "education major-groups-participation",
    "workers-trade-unions": "mining chemicals industrial-development",
    "farmers": "agriculture rural-development land drought",
    "indigenous-peoples": "forests biodiversity mountains land",
}


def give_partners(records: list[Record], directory: Directory) -> None:
    draw = Draw("partners")
    _give_groups(draw, records)
    _give_types(draw, records)
    _give_sizes(draw, records)
    _balance_listings(draw, records)
    leads = _give_leads(draw, records)
    _name_partners(Draw("named partners"), records, directory, leads)


def _groups(record: Record) -> set[str]:
    return {GROUP_OF[kind] for kind in record.listings}


def _free(records: list[Record]) -> list[Record]:
    return [record for record in records if not record.boxed]


def _give_groups(draw: Draw, records: list[Record]) -> None:
    """Which of the five groups are present: two at least, for that is what makes a partnership."""
    for record in records:
        if record.boxed:
            record.listings = dict(record.boxed.listings)
    present: dict[Record, set[str]] = {record: set() for record in _free(records)}
    for group, total in targets.WITH_GROUP.items():
        already = sum(group in _groups(record) for record in records if record.boxed)
        for record in draw.exactly(total - already, present):
            present[record].add(group)
    for record in present:
        while len(present[record]) < 2:
            giver = draw.one([each for each in present if len(present[each]) > 3 and present[each] - present[record]])
            group = draw.one(sorted(present[giver] - present[record]))
            present[giver].remove(group)
            present[record].add(group)
    for record, groups in present.items():
        record.listings = {group: 1 for group in targets.WITH_GROUP if group in groups}


def _give_types(draw: Draw, records: list[Record]) -> None:
    """Which of the nine; who has none of them has major groups of which it is not known which of the nine they are."""
    pool = [record for record in _free(records) if "major-group" in record.listings]
    kinds: dict[Record, list[str]] = {record: [] for record in pool}
    for kind, total in reversed(targets.WITH_MAJOR_GROUP.items()):
        already = sum(kind in record.listings for record in records if record.boxed)
        drawn = DRAWN_TO[kind].split()

        def weight(each: Record, fond: list[str] = drawn) -> float:
            return (4.0 if each.main in fond else 1.0) * (1.0 if kinds[each] else 5.0)

        for record in draw.exactly(total - already, pool, weight):
            kinds[record].append(kind)
    for record in pool:
        if kinds[record] and not draw.chance(0.3):
            del record.listings["major-group"]
        record.listings |= dict.fromkeys(kinds[record], 1)
    for record in _free(records):
        if record.listings.pop("other", 0):
            wanted = draw.one([1, 1, 1, 2, 2, 3])
            chosen = draw.exactly(wanted, OTHER_TYPES, lambda kind: OTHER_TYPES[kind])
            record.listings |= {kind: 1 for kind in OTHER_TYPES if kind in chosen}


def _give_sizes(draw: Draw, records: list[Record]) -> None:
    """How many partners each has: in the cluster by the four classes, outside so that all add up to 7,877."""
    cluster = [record for record in records if record.in_cluster]
    left: Counter[tuple[int, int]] = Counter()
    for (low, high), count in targets.SIZE_CLASSES_CLUSTER.items():
        left[low, high] = count - sum(low <= record.size <= high for record in cluster if record.boxed)
    sizes = [2, 80]
    left[2, 10] -= 1
    left[31, 80] -= 1
    for (low, high), count in left.items():
        # In the smallest class mostly from four up: a partnership of four types has four partners.
        low = max(low, 4)
        sizes += [low + int((high - low + 1) * draw.uniform(0, 1) ** 1.1) for _ in range(count)]
    _fill(draw, _free(cluster), sorted(sizes))

    outside = [record for record in records if not record.in_cluster]
    open_ = _free(outside)
    wanted = sum(targets.LISTINGS.values()) - sum(record.size for record in records if record.boxed) - sum(sizes)
    shape = sorted(
        0.12 + draw.uniform(0, 1) ** 2.6 * 1.9 + (draw.uniform(0, 2.2) if draw.chance(0.06) else 0) for _ in open_
    )
    sizes = [max(4, round(share * wanted / sum(shape))) for share in shape]
    place = len(sizes) // 2
    while sum(sizes) != wanted:
        sizes[place] += 1 if sum(sizes) < wanted else -1
        place = place + 1 if place < len(sizes) - 1 else len(sizes) // 2
    _fill(draw, open_, sorted(sizes))


def _fill(draw: Draw, members: list[Record], sizes: list[int]) -> None:
    """Larger ones to who has more types present, with some noise, and never fewer than its types."""
    nearness = {"local": -6.0, "national": -4.0, "subregional": -0.5, "regional": 0.0, "global": 0.5}
    members = sorted(members, key=lambda record: len(record.listings) + nearness[record.scope] + draw.uniform(0, 4))
    members = _fitted(members, sizes)
    for record, size in zip(members, sizes, strict=True):
        while record.size < size:
            pull = {
                kind: PULL.get(kind, 1.0) * draw.uniform(0.3, 1.7)
                for kind in record.listings
                if record.listings[kind] < _most(record, kind)
            }
            record.listings[draw.one_by_weight(pull or dict.fromkeys(record.listings, 1.0))] += 1


def _most(record: Record, kind: str) -> int:
    """The most listings of a type that the record may have: a local partnership has few Governments in it."""
    if kind == "government":
        return {"local": 3, "national": 4, "subregional": 22}.get(record.scope, MOST[kind])
    return MOST.get(kind, 60)


def _fitted(members: list[Record], sizes: list[int]) -> list[Record]:
    """Move a record up the list until its size is not below the number of types it has."""
    waiting, fitted = list(members), []
    for size in sizes:
        fits = next(record for record in waiting if len(record.listings) <= size)
        waiting.remove(fits)
        fitted.append(fits)
    return fitted


def _balance_listings(draw: Draw, records: list[Record]) -> None:
    def movable(record: Record, group: str) -> list[str]:
        return [kind for kind, count in record.listings.items() if GROUP_OF[kind] == group and count > 1]

    def takers(record: Record, group: str) -> list[str]:
        listed = record.listings.items()
        return [kind for kind, count in listed if GROUP_OF[kind] == group and count < _most(record, kind)]

    free = _free(records)
    while True:
        have: Counter[str] = Counter()
        for record in records:
            for kind, count in record.listings.items():
                have[GROUP_OF[kind]] += count
        over, under = _most_off(have, targets.LISTINGS)
        if not over:
            return
        pool = [record for record in free if movable(record, over) and takers(record, under)]
        record = draw.one(pool)
        record.listings[draw.one(movable(record, over))] -= 1
        record.listings[draw.one(takers(record, under))] += 1


def _most_off(have: Counter[str], want: dict[str, int]) -> tuple[str, str]:
    """The group furthest above its target, and the one furthest below; empty when all are right."""
    off = {group: have[group] - want[group] for group in want}
    if not any(off.values()):
        return "", ""
    return max(off, key=lambda group: off[group]), min(off, key=lambda group: off[group])


def _give_leads(draw: Draw, records: list[Record]) -> dict[Record, Counter[str]]:
    """How many leads of each group: one at least, 506 in all."""
    leads: dict[Record, Counter[str]] = {}
    for record in records:
        leads[record] = Counter(GROUP_OF[kind] for kind in record.boxed.lead_types) if record.boxed else Counter()
    free = _free(records)
    rest = sum(targets.LEADS.values()) - sum(each.total() for each in leads.values()) - len(free)
    numbers = Counter(free)
    while rest:
        record = draw.exactly(1, free, lambda each: 1.0 + min(each.size, 40) / 12)[0]
        if numbers[record] < min(6, record.size):
            numbers[record] += 1
            rest -= 1
    capacity: dict[Record, Counter[str]] = {record: Counter() for record in free}
    for record in free:
        for kind, count in record.listings.items():
            capacity[record][GROUP_OF[kind]] += count
        while leads[record].total() < numbers[record]:
            room = {g: float(targets.LEADS[g]) for g in capacity[record] if leads[record][g] < capacity[record][g]}
            leads[record][draw.one_by_weight(room)] += 1
    while True:
        have: Counter[str] = Counter()
        for each in leads.values():
            have += each
        over, under = _most_off(have, targets.LEADS)
        if not over:
            return leads
        pool = [record for record in free if leads[record][over] and leads[record][under] < capacity[record][under]]
        record = draw.one(pool)
        leads[record][over] -= 1
        leads[record][under] += 1


def _name_partners(draw: Draw, records: list[Record], directory: Directory, leads: dict[Record, Counter[str]]) -> None:
    boxed = [record.boxed for record in records if record.boxed]
    in_boxes = sum("government-of-canada" in box.partners for box in boxed)
    wide = [record for record in _free(records) if record.scope not in ("national", "local")]
    pool = [record for record in wide if record.listings.get("government", 0) >= 2]
    canadian = set(draw.exactly(targets.CANADA_LISTINGS - in_boxes, pool, _pull_of_canada))
    for record in records:
        chosen: list[tuple[str, str]] = []  # organization, type
        for kind, count in record.listings.items():
            given = [(o, directory.type_of(o)) for o in record.boxed.partners] if record.boxed else []
            given = [pair for pair in given if pair[1] == kind]
            if kind == "government" and record in canadian:
                given = [("government-of-canada", kind)]
            elif kind == "government" and record.scope in ("national", "local") and not record.boxed:
                given = [(directory.government_of(record.countries[0]), kind)]
            names = directory.choose(
                draw, record, kind, count - len(given), {organization for organization, _ in given}
            )
            chosen += draw.shuffled([*given, *((organization, kind) for organization in names)])
        record.partners = _with_roles(draw, record, directory, chosen, leads[record])


def _pull_of_canada(record: Record) -> float:
    if record.scope == "global" or record.region == "europe-north-america":
        return 8.0
    return 1.0 if record.scope == "regional" else 0.15


USUAL_ROLES: dict[str, dict[str, float]] = {
    "government": {"beneficiary": 3, "implementer": 2},
    "un-system": {"implementer": 3, "intermediary": 2, "donor": 1},
    "intergovernmental": {"donor": 2, "intermediary": 2, "implementer": 1},
    "foundation": {"donor": 5, "intermediary": 1},
    "business-industry": {"donor": 2, "implementer": 3},
    "farmers": {"beneficiary": 4, "implementer": 1},
    "local-authorities": {"beneficiary": 3, "implementer": 3},
    "media": {"intermediary": 1},
}


def _with_roles(
    draw: Draw, record: Record, directory: Directory, chosen: list[tuple[str, str]], leads: Counter[str]
) -> list[tuple[str, str, list[str]]]:
    left = Counter(leads)
    says_roles = not record.boxed and draw.chance(0.55)
    partners = []
    first = record.boxed.leads if record.boxed else ()
    # The report's leads lead; elsewhere those at home where the partnership works come first.
    chosen.sort(key=lambda pair: directory.by_id[pair[0]].country not in record.countries)
    chosen.sort(key=lambda pair: pair[0] not in first)
    for organization, kind in chosen:
        group = GROUP_OF[kind]
        is_lead = left[group] > 0
        left[group] -= is_lead
        roles: list[str] = []
        if says_roles and draw.chance(0.6):
            usual = USUAL_ROLES.get(kind, {"implementer": 4, "intermediary": 1, "beneficiary": 1})
            if kind == "government" and directory.by_id[organization].country in DONOR_COUNTRIES:
                usual = {"donor": 5, "implementer": 1}
            roles = sorted({draw.one_by_weight(usual) for _ in range(draw.one([1, 1, 1, 2]))})
        partners.append((organization, "lead" if is_lead else "partner", roles))
    return partners
