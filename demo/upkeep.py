"""What is done, which commitments it serves, what has ended, who came to the fairs, and how fresh each record is."""

from datetime import date, timedelta

from demo import targets
from demo.commitments import commitments_for
from demo.draw import Draw
from demo.records import Record

AS_AT = date.fromisoformat(targets.AS_AT)


def give_work(records: list[Record]) -> None:
    draw = Draw("mechanisms")
    for members, counts in (
        ([each for each in records if each.in_cluster], targets.MECHANISMS_CLUSTER),
        ([each for each in records if not each.in_cluster], targets.MECHANISMS_OUTSIDE),
    ):
        for record in members:
            if record.boxed:
                record.mechanisms = list(record.boxed.mechanisms)
        for mechanism, count in counts.items():
            already = sum(mechanism in record.mechanisms for record in members)
            for record in draw.exactly(count - already, [each for each in members if not each.boxed]):
                record.mechanisms.append(mechanism)
    for mechanism, count in targets.MECHANISMS_FURTHER.items():
        for record in draw.exactly(count, [each for each in records if not each.boxed]):
            record.mechanisms.append(mechanism)
    for record in records:
        record.mechanisms.sort()
        if not record.mechanisms and draw.chance(0.4):
            record.none_of.append("mechanisms")
    _give_commitments(Draw("commitments"), records)


def _give_commitments(draw: Draw, records: list[Record]) -> None:
    for record in records:
        if record.boxed:
            record.commitments = list(record.boxed.serves)
        elif draw.chance(0.94):
            record.commitments = commitments_for(draw, record)
        elif draw.chance(0.3):
            record.none_of.append("commitments")


def latest_end(record: Record) -> date | None:
    """The last day that a partial end may mean (of a month, its 28th will do here)."""
    if not record.ends_on:
        return None
    year, month, day = (record.ends_on + "-12-28"[len(record.ends_on) - 4 :])[:10].split("-")
    return date(int(year), int(month), int(day))


def give_status(records: list[Record]) -> None:
    """Of those whose own end has passed, a part has said that the work is completed; the others have not."""
    draw = Draw("status")
    ended = [
        record
        for record in records
        if not record.boxed and (end := latest_end(record)) and end < AS_AT - timedelta(days=60)
    ]
    for record in draw.exactly(41, ended):
        end = latest_end(record) or AS_AT
        record.status = "completed"
        start = max(end, date.fromisoformat(record.registered_on) + timedelta(days=200))
        record.status_on = str(start + timedelta(days=draw.between(5, max(6, min(400, (AS_AT - start).days - 3)))))


def give_fairs(records: list[Record]) -> None:
    draw = Draw("fairs")
    able = [record for record in records if record.registered_on < "2009-04-01"]
    for record in draw.exactly(targets.FAIRS, able, lambda each: 3.0 if each.boxed else 1.0):
        first = max(2004, record.registered_year + (record.registered_on[5:] > "04-01"))
        end = latest_end(record)
        last = max(first, min(2009, end.year if end else 2009))
        years = list(range(first, last + 1))
        record.fairs = sorted(draw.exactly(min(draw.one([1, 1, 1, 2, 2, 3, 4]), len(years)), years))
    for record in records:
        if not record.fairs and draw.chance(0.3):
            record.none_of.append("fairs")


# From and to which day before the one the demonstration stands on; a few days off each border.
_BANDS = {"green": (8, 360), "amber": (371, 725), "red": (736, 1090), "dormant": (1101, 2600)}


def give_freshness(records: list[Record]) -> None:
    """When each was last confirmed or reported on, never before it was registered."""
    draw = Draw("freshness")
    left = list(records)
    # The oldest first: who registered lately cannot have been silent for years.
    for band in ("dormant", "red", "amber", "unknown", "green"):
        newest = str(AS_AT - timedelta(days=_BANDS.get(band, (0, 0))[0] + 40))
        able = [record for record in left if record.registered_on < newest]
        stale = band in ("dormant", "unknown")
        count = targets.FRESHNESS[band]

        def weight(each: Record, is_stale: bool = stale) -> float:
            keen = 4.0 if each.boxed else 0.4 if each.status == "completed" else 1.6 if each.open_ended else 1.0
            return 1.0 / keen if is_stale else keen

        for record in draw.exactly(count, able, weight):
            left.remove(record)
            if band != "unknown":
                _stamp(draw, record, *_BANDS[band])


def _stamp(draw: Draw, record: Record, nearest: int, farthest: int) -> None:
    registered = date.fromisoformat(record.registered_on)
    farthest = min(farthest, (AS_AT - registered).days)
    latest = AS_AT - timedelta(days=draw.between(nearest, max(nearest, farthest)))
    span = (latest - registered).days
    earlier = latest - timedelta(days=draw.between(min(30, span), span)) if span > 0 else latest
    manner = draw.one_by_weight({"confirmed": 5, "both, confirmed last": 3, "both, reported last": 1.5, "reported": 1})
    if manner == "reported":
        record.reported_on = str(latest)
        return
    record.confirmed_on = str(earlier if manner == "both, reported last" else latest)
    if manner != "confirmed":
        record.reported_on = str(latest if manner == "both, reported last" else earlier)
    record.confirmed_by_role = draw.one_by_weight({"focal-point": 17, "officer": 3})
