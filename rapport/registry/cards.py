"""What a list shows of a record: kept ready as JSON, so that a page of twenty needs one small query."""

from datetime import date

from django.db import connection
from django.db.models.functions import Lower
from pydantic import BaseModel, ConfigDict

from rapport.lib.dates import PartialDate
from rapport.organizations.directory import Entry
from rapport.registry.document import status_on_day
from rapport.registry.history import InForce
from rapport.registry.models import Record

EXCERPT = 320  # characters


class Card(BaseModel):
    """A record in a list. Texts by language; the record's own language comes first."""

    model_config = ConfigDict(frozen=True)

    public_id: str
    language: str = ""
    names: dict[str, str] = {}
    excerpts: dict[str, str] = {}
    acronym: str = ""
    scope: str | None = None
    regions: tuple[str, ...] = ()
    countries: int = 0
    started_on: PartialDate | None = None
    ends_on: PartialDate | None = None
    open_ended: bool | None = None
    registered_on: PartialDate | None = None
    status: str = "registered"
    status_on: PartialDate | None = None
    partners: int = 0
    leads: tuple[str, ...] = ()
    primary: tuple[str, ...] = ()
    secondary: tuple[str, ...] = ()
    is_fictional: bool = False
    confirmed_on: date | None = None
    reported_on: date | None = None
    changed_on: date | None = None
    has_evidence: bool = False  # the last report

    def status_at(self, day: date) -> str:
        return status_on_day(self.status, self.status_on, day)


def card_of(record: InForce, organizations: dict[str, Entry]) -> Card:
    document = record.document
    leads = [partner.organization for partner in document.partners if partner.role == "lead"]
    return Card(
        public_id=record.public_id,
        language=document.language,
        names=document.by_language("name"),
        excerpts={language: _excerpt(text) for language, text in document.by_language("objectives").items()},
        acronym=document.acronym,
        scope=document.scope,
        regions=document.regions,
        countries=len(document.countries),
        started_on=document.started_on,
        ends_on=document.ends_on,
        open_ended=document.open_ended,
        registered_on=document.registered_on,
        status=document.status,
        status_on=document.status_on,
        partners=len(document.partners),
        leads=tuple(organizations[lead].name for lead in leads[:2] if lead in organizations),
        primary=tuple(tag.theme for tag in document.themes if tag.rank == "primary"),
        secondary=tuple(tag.theme for tag in document.themes if tag.rank != "primary"),
        is_fictional=document.is_fictional,
        confirmed_on=record.confirmed_on,
        reported_on=record.reported_on,
        changed_on=record.changed_on,
        has_evidence=record.has_evidence,
    )


def load_cards(numbers: list[int]) -> list[Card]:
    """The cards of the versions in force today, in the order of ``numbers``. One query."""
    found = find_cards(numbers)
    return [found[number] for number in numbers if number in found]


def find_cards(numbers: list[int]) -> dict[int, Card]:
    """The cards of the versions in force today, by record number. One query."""
    if not numbers:
        return {}
    # By hand: putting the query together would take longer than reading the cards.
    table, marks = Record._meta.db_table, ", ".join(["%s"] * len(numbers))
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT partnership_id, card FROM {table} WHERE partnership_id IN ({marks})", numbers)  # noqa: S608
        return {number: Card.model_validate_json(card) for number, card in cursor.fetchall()}


def find_card(public_id: str) -> Card | None:
    """The card of a partnership by its id, whatever its case. One query."""
    found = Record.objects.annotate(folded=Lower("partnership__public_id")).filter(folded=public_id.lower())
    card = found.values_list("card", flat=True).first()
    return Card.model_validate_json(card) if card else None


def _excerpt(text: str) -> str:
    if len(text) <= EXCERPT:
        return text
    return text[:EXCERPT].rsplit(" ", 1)[0].rstrip(",;:") + " …"
