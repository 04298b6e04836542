"""A registry with one of everything, so that every address of it leads somewhere."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from email.message import EmailMessage
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver

from rapport.accounts import offers, people, roles
from rapport.accounts.models import Role, User
from rapport.criteria.versions import draft_from, rule_set_on
from rapport.mail import outbox
from rapport.mail.incoming import receive
from rapport.registration.drafts import begin_registration
from rapport.registry import lifecycle
from rapport.registry.lifecycle import Actor
from rapport.registry.models import Partnership, Submission
from rapport.screening.models import BulkChange, Intake
from rapport.summary import editing
from rapport.summary.editions import Workshop
from rapport.summary.models import Edition
from rapport.testing import NOW, PROGRESS, REEF, TODAY, WASTE, add_second_factor, document, register
from rapport.upkeep.cases import open_case
from rapport.upkeep.links import make_link, token_of
from rapport.upkeep.models import Case, Round

SCRIPT = "\"'><script>alert(1)</script>{{31337*3}}"


@dataclass(frozen=True, slots=True)
class Stage:
    """Who plays, and what stands in the place of each part of an address."""

    people: dict[str, User | None]
    tokens: dict[str, str]  # by the beginning of a path
    numbers: dict[str, int]  # by what the address is of


def set_up() -> Stage:
    hostile = {"name": f"Reef {SCRIPT}", "objectives": SCRIPT, "governance": SCRIPT}
    register(P_1=document({**REEF, **PROGRESS, **hostile}), P_2=document(WASTE))
    players = {"stranger": None, **{name: _enter(name, role) for name, role in (
        ("officer", Role.OFFICER), ("adviser", Role.ADVISER), ("administrator", Role.ADMINISTRATOR))}}  # fmt: skip
    ana = players["speaker"] = people.find_or_make("ana@reef.example", name=f"Ana {SCRIPT}", language="en")
    grant = roles.grant(ana, Role.FOCAL_POINT, partnership="P-1", name=SCRIPT[:40])
    number = Partnership.objects.get(public_id="P-1").pk
    sent = lifecycle.submit(
        document(**hostile), kind=Submission.Kind.REGISTRATION, by=Actor(ana, Role.FOCAL_POINT, "form"), now=NOW,
        text=SCRIPT,
    )  # fmt: skip
    letter = outbox.write_text(SCRIPT, SCRIPT, to=outbox.Addressee(ana.email, SCRIPT, "en", ana.reference), hold=True)
    offer = offers.invite("new@hill.example", Role.OFFICER, by=players["officer"], now=NOW, name=SCRIPT[:40])
    intake = Intake.objects.create(title=SCRIPT, query="theme=oceans-seas")
    change = BulkChange.objects.create(reason=SCRIPT, made_by=players["officer"], made_at=NOW)
    round_ = Round.objects.create(title=SCRIPT, words=SCRIPT, made_on=TODAY)
    case = open_case(Case.Kind.FIND, number, today=TODAY, note=SCRIPT)
    tokens = {
        "u/": token_of(make_link(ana, [(number, Role.FOCAL_POINT)], today=TODAY)),
        "register/": begin_registration(language="en", now=NOW).token,
        "accounts/offer/": offers.token_of(offer),
    }
    _open_editions(players["officer"])
    rules = draft_from(rule_set_on(TODAY))
    numbers = {
        "desk/upkeep/cases/": case.pk, "desk/upkeep/rounds/": round_.pk, "desk/criteria/": rules.pk,
        "desk/cases/": sent.pk, "desk/quarantine/": _quarantine(), "desk/intakes/": intake.pk,
        "desk/outbox/": letter.pk, "desk/bulk/log/": change.pk, "accounts/me/": grant.pk,
        "desk/people/roles/": grant.pk, "desk/people/offers/": offer.pk,
    }  # fmt: skip
    return Stage(players, tokens, numbers)


def _enter(name: str, role: Role) -> User:
    user = people.find_or_make(f"{name}@desk.example", name=name, language="en")
    people.mark_proved(user)
    add_second_factor(user)
    roles.grant(user, role)
    return user


def _open_editions(officer: User | None) -> None:
    """One that is worked on, and a frozen one; both say what nobody should type."""
    for slug, languages in (("open", ["en", "fr"]), ("frozen", ["en"])):
        made = Edition(name=f"{slug} {SCRIPT}", as_at=TODAY, cycle="2010-2011", languages=languages, featured=["P-1"])
        made.published = [{"id": "total", "paragraph": SCRIPT, "what": SCRIPT, "published": "3", "unit": "count"}]
        edition = editing.open_edition(made, officer, now=NOW)
        Edition.objects.filter(pk=edition.pk).update(slug=slug)
        edition.refresh_from_db()
        for code in ("scopes", "box:P-1"):
            workshop = Workshop(edition, TODAY)
            editing.edit(workshop, code, "en", SCRIPT, officer, now=NOW, is_translation=False)
        editing.remark(edition, "scopes", SCRIPT, officer, now=NOW)
    Edition.objects.filter(slug="frozen").update(state=Edition.State.APPROVED)
    editing.freeze(edition, now=NOW)


def _quarantine() -> int:
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Subject"] = "bo@hill.example", "hello@registry.example", SCRIPT
    mail.set_content(SCRIPT)
    return receive(mail.as_bytes(), sender="bo@hill.example", recipients=["hello@registry.example"], now=NOW).pk


def all_patterns() -> Iterator[str]:
    """Every address of the site, as its rooms write it. A new page is among them by itself."""
    return _below(get_resolver(), "")


def _below(resolver: URLResolver, before: str) -> Iterator[str]:
    for each in resolver.url_patterns:
        pattern = before + str(each.pattern)
        if isinstance(each, URLPattern):
            yield pattern
        else:
            yield from _below(each, pattern)


_PART = re.compile(r"<(?:\w+:)?(\w+)>|\(\?P<(\w+)>[^()]*\)")
_CODES = {
    "themes/": "oceans-seas", "countries/": "FJ", "guidelines/": "csd-11-2003", "register/": "about",
    "desk/criteria/": "agreed-goals", "desk/reports/": "scopes",
}  # fmt: skip


def parts_of(pattern: str) -> list[str]:
    return [first or second for first, second in _PART.findall(pattern)]


def address_of(pattern: str, stage: Stage, **instead: str) -> str:
    """An address of the pattern that leads somewhere; ``instead``: what stands in the place of some of its parts."""
    below = pattern.removeprefix("en/").replace("^", "")

    def nearest(known: dict[str, Any]) -> str:
        return str(known[max((each for each in known if below.startswith(each)), key=len, default="")])

    def fill(match: re.Match[str]) -> str:
        name = match[1] or match[2]
        if name in instead:
            return instead[name]
        if name in ("number", "pk"):
            return "I" if "charts" in below else nearest({"": 1, **stage.numbers})
        if name == "public_id":
            return "reef-programme" if below.startswith("organizations/") else "P-1"
        if name == "slug":
            return "open" if below.startswith("desk/") else "frozen"
        kind = "change" if below.startswith("mine/") else "html" if "/report" in below else "csv"
        kinds = {"kind": kind, "language": "en", "source": "en", "target": "fr"}
        told = {"token": lambda: nearest({"": "x", **stage.tokens}), "code": lambda: nearest({"": "x", **_CODES})}
        return told[name]() if name in told else kinds.get(name, "1")

    return "/" + re.sub(r"[\^$\\]", "", _PART.sub(fill, pattern))
