"""Registries made by chance: small vocabularies, so that everything meets everything."""

from datetime import UTC, date, datetime, timedelta
from random import Random
from typing import Any

from rapport.organizations.authority import Authority, Named
from rapport.registry.document import PartnershipDocument
from rapport.registry.history import newest_entry
from rapport.registry.models import JournalEntry, Partnership
from rapport.registry.proposal import Proposal
from rapport.registry.publishing import publish

THEMES = ("water", "energy", "education", "waste-management")
TYPES = ("government", "ngo", "women", "un-system", "academia", "")
ORGANIZATIONS = tuple(f"org-{letter}" for letter in "abcdefgh")
WORDS = ("water", "waters", "energía", "energie", "школа", "школы", "水资源管理", "水", "المياه", "clean", "plan B")
LANGUAGES = ("en", "es", "fr", "ru", "zh-Hans", "ar", "")
DATES = ("2001", "2002-05", "2003-02-28", "2004-02-29", "2003", "2007-12", "2009-06-15", "2010")
REPORTED = (date(2004, 2, 29), date(2005, 6, 1), date(2007, 12, 31), date(2009, 3, 5))
STATUSES = ("registered", "registered", "registered", "completed", "withdrawn", "merged")
FIRST = date(2003, 1, 1)


def enter_organizations() -> None:
    """Eight organizations, of all types there are."""
    named = [Named(code, code, code, TYPES[place % len(TYPES)], "") for place, code in enumerate(ORGANIZATIONS)]
    Authority().enter(named)


def invent_document(chance: Random) -> PartnershipDocument:
    while True:
        try:
            return PartnershipDocument.model_validate(_invent(chance))
        except ValueError:  # an end before the start: throw again
            continue


def _invent(chance: Random) -> dict[str, Any]:
    def some(values: tuple[Any, ...], most: int = 3) -> tuple[Any, ...]:
        return tuple(chance.sample(values, chance.randint(0, min(most, len(values)))))

    def maybe(*values: Any) -> Any:
        return chance.choice((None, *values))

    text = " ".join(chance.choices(WORDS, k=chance.randint(0, 3)))
    return {
        "name": " ".join(chance.choices(WORDS, k=chance.randint(0, 2))),
        "objectives": text,
        "language": chance.choice(LANGUAGES),
        "scope": maybe("global", "regional"),
        "started_on": maybe(*DATES),
        "ends_on": (ends := maybe(*DATES)),
        "open_ended": None if ends else maybe(True, False),
        "registered_on": maybe(*DATES[:5]),
        "status": (status := chance.choice(STATUSES)),
        "status_on": None if status == "registered" else maybe(*DATES[4:]),
        "finance": maybe("secured", "none"),
        "funding_sought": maybe(True, False),
        "funding_sought_amount": maybe("12.50"),
        "in_kind": some(("staff", "computers")),
        "none_of": some(("in-kind", "mechanisms", "funding-sources", "countries", "commitments", "fairs"), 6),
        "partners": tuple(
            {"organization": code, "role": chance.choice(("lead", "partner"))} for code in some(ORGANIZATIONS, 6)
        ),
        "themes": tuple({"theme": code, "rank": chance.choice(("primary", "secondary"))} for code in some(THEMES)),
        "regions": some(("africa", "asia-pacific")),
        "activity_levels": some(("local", "global")),
        "countries": some(("FJ", "WS", "KE")),
        "mechanisms": some(("training", "technology-transfer")),
        "funding_sources": tuple(
            {"type": chance.choice(("government", "ngo")), "name": name} for name in some(("one", "two", "three"))
        ),
        "commitments": tuple({"scheme": "sdg", "code": code} for code in some(("6", "6.1", "7"))),
        "fair_participations": some((2004, 2006)),
        "dimensions": some(("economic", "social")),
        "added_value": some(("new", "new-phase")),
        "deliverables": tuple(
            {
                "id": code,
                "title": chance.choice(WORDS),
                "due_on": maybe(*DATES),
                "status": chance.choice(("", "under-way", "reached", "missed")),
            }
            for code in some(("d1", "d2"))
        ),
        "reports": tuple(
            {
                "reported_on": day,
                "summary": chance.choice(WORDS),
                "activities": some(("training", "workshops", "websites")),
                "evidence": some(("https://reports.example.org/1",)),
            }
            for day in some(REPORTED)
        ),
        "origin": chance.choice(("fictional: made for tests", "elsewhere")),
    }


class Registry:
    """A registry with a history: each step happens on a day, and is learned on a day not before it."""

    def __init__(self, chance: Random) -> None:
        self.chance = chance
        self.today = FIRST
        enter_organizations()

    def step(self) -> None:
        """Some days pass, and something is registered, changed, corrected late, or confirmed."""
        chance = self.chance
        self.today += timedelta(days=chance.choice((0, 1, 40, 300)))
        known = list(Partnership.objects.order_by("pk").values_list("public_id", flat=True))
        is_new = not known or chance.random() < 0.5
        late = chance.choice((None, None, self.today - timedelta(days=chance.choice((0, 3, 200)))))
        proposal = Proposal(
            id=f"p-{len(known)}" if is_new else chance.choice(known),
            document=invent_document(chance),
            happened_on=late,
            confirmed_on=chance.choice((None, self.today)),
            reported_on=chance.choice((None, None, self.today)),
        )
        now = datetime(self.today.year, self.today.month, self.today.day, 12, tzinfo=UTC)
        publish([proposal], today=self.today, now=now + timedelta(seconds=newest_entry()))

    def days(self) -> list[date]:
        """The days around everything that happened, and some far from it."""
        happened = set(JournalEntry.objects.values_list("happened_on", flat=True))
        return sorted({*happened, *(day - timedelta(days=1) for day in happened), self.today, date(2012, 1, 1)})

    def times(self) -> list[datetime]:
        return sorted(set(JournalEntry.objects.values_list("recorded_at", flat=True)))
