"""Build the demonstration: ``python -m demo.build`` writes ``demo/registry-2010/`` and ``demo/focal-points.csv``."""

from pathlib import Path

from demo.beyond import plan_beyond
from demo.geography import give_places
from demo.organizations import Directory
from demo.partners import give_partners
from demo.progress import give_progress
from demo.records import Record, plan_records
from demo.resources import give_resources
from demo.speakers import write_speakers
from demo.themes import give_themes
from demo.timeframes import give_times
from demo.upkeep import give_fairs, give_freshness, give_status, give_work
from demo.wording import give_words
from demo.write import write_bundle

BUNDLE = Path(__file__).parent / "registry-2010"
SPEAKERS = Path(__file__).parent / "focal-points.csv"


def build_registry() -> tuple[list[Record], Directory]:
    """All records, numbered in order of registration, and the organizations they may name."""
    directory = Directory()
    records = plan_records()
    give_themes(records)
    give_places(records)
    give_times(records)
    give_partners(records, directory)
    give_work(records)
    give_resources(records, directory)
    give_status(records)
    give_fairs(records)
    give_freshness(records)
    records += plan_beyond(records, directory)
    give_words(records)
    for number, record in enumerate(sorted(records, key=lambda each: (each.registered_on, each.name)), start=1):
        record.id = f"P-{number:04}"
    for record in records:
        record.successor = record.heir.id if record.heir else ""
    give_progress(records)
    return records, directory


def build(folder: Path = BUNDLE) -> None:
    records, directory = build_registry()
    write_bundle(records, directory, folder)


if __name__ == "__main__":
    build()
    write_speakers(build_registry()[0], SPEAKERS)
