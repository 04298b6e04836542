"""Intakes: which partner secretariat screens what a Query names, and who its people are."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from urllib.parse import parse_qs

from django.db import transaction
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from rapport.accounts import people
from rapport.accounts.models import User
from rapport.lib.texts import clean_text
from rapport.look.navigation import site_address
from rapport.mail.outbox import Addressee, write
from rapport.registry.models import OPEN_STATES, Submission
from rapport.screening.matching import can_be_asked, enter_all, is_named, read_query
from rapport.screening.models import Intake
from rapport.screening.queue import MOST_SEARCHED
from rapport.sets.facets import facet_label
from rapport.sets.naming import name_conditions
from rapport.sets.parsing import parse_query
from rapport.sets.query import Query
from rapport.sets.words import read_words

MOST_PEOPLE = 50
_ADDRESS = re.compile(r"[^\s@<>,;\"]+@[^\s@<>,;\"]+\.[^\s@<>,;\"]+")


class IntakeError(Exception):
    """An intake that cannot be; the sentence is fit for the officer."""


@dataclass(frozen=True, slots=True)
class Shown:
    """An intake in the list."""

    intake: Intake
    conditions: list[str]
    people: list[User]
    open_cases: int


def list_intakes(*, today: date) -> list[Shown]:
    """All of them, each with the number of open cases that it names. Four queries, however many there are."""
    intakes = list(Intake.objects.prefetch_related("people").order_by("title", "pk"))
    cases = Submission.objects.filter(state__in=OPEN_STATES).select_related("version").order_by("-pk")[:MOST_SEARCHED]
    entries = [entry for _case, entry in enter_all(cases, today=today)] if intakes else []
    shown = []
    for intake in intakes:
        query = read_query(intake.query)
        conditions = [each.label for each in name_conditions(query)]
        open_cases = sum(is_named(query, entry) for entry in entries)
        shown.append(Shown(intake, conditions, sorted(intake.people.all(), key=lambda each: each.email), open_cases))
    return shown


def save_intake(intake: Intake, *, title: str, address: str, listed: str, facets: Sequence[tuple[str, str]]) -> Intake:
    """Enter or change an intake. Who is new to it is told by mail, and signs in by a code."""
    title = " ".join(clean_text(title).split())[:200]
    if not title:
        raise IntakeError(_("Give the intake a name, such as that of the secretariat."))
    query, found = read_conditions(address, facets), read_addresses(listed)
    with transaction.atomic():
        intake.title, intake.query = title, query.query_string()
        intake.save()
        before = set(intake.people.all())
        now_there = [people.find_or_make(email, name=name) for email, name in found]
        intake.people.set(now_there)
        for person in now_there:
            if person not in before:
                _tell(person, intake)
    return intake


def read_conditions(address: str, facets: Iterable[tuple[str, str]] = ()) -> Query:
    """What an intake takes in: from a pasted address of a search, and from the choices of the form beside it."""
    params = parse_qs(clean_text(address).rpartition("?")[2].partition("#")[0])
    for name, value in facets:
        if value:
            params.setdefault(name, []).append(value)
    query, sentences = parse_query({name: values for name, values in params.items() if name not in ("page", "order")})
    if sentences:
        raise IntakeError(" ".join(sentences))
    query = query.at(as_at=None)
    named = [name for name, _values in (*query.included, *query.further, *query.excluded)]
    if unfit := [name for name in named if not can_be_asked(name)]:
        raise IntakeError(
            _("“%(facet)s” is known of records in force alone, not of what is sent in: leave it out.")
            % {"facet": facet_label(unfit[0])}
        )
    if not (query.included or query.further or read_words(query.words).terms):
        raise IntakeError(_("Say what the intake takes in: else it would take in everything, or nothing."))
    return query


def read_addresses(listed: str) -> list[tuple[str, str]]:
    """Addresses and names, one a line: ``name@example.org`` or ``Name <name@example.org>``."""
    found: dict[str, str] = {}
    for line in re.split(r"[\n;,]", clean_text(listed)[:10_000]):
        if not line.strip():
            continue
        match = _ADDRESS.search(line)
        if match is None or len(match[0]) > 254:
            raise IntakeError(_("“%(line)s” is no e-mail address.") % {"line": line.strip()[:80]})
        found.setdefault(match[0].lower(), " ".join(line[: match.start()].replace("<", " ").strip(' "').split())[:150])
    if not found:
        raise IntakeError(_("Name somebody who screens: an e-mail address a line."))
    if len(found) > MOST_PEOPLE:
        raise IntakeError(_("An intake has %(most)d people at most.") % {"most": MOST_PEOPLE})
    return list(found.items())


def _tell(person: User, intake: Intake) -> None:
    language = person.language or translation.get_language() or ""
    with translation.override(language or None):
        address = site_address(reverse("screening:queue"))
    to = Addressee(person.email, person.get_full_name(), language, person.reference)
    write("screening/intake", to=to, context={"title": intake.title, "address": address})
