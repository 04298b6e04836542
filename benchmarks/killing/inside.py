"""What is done within the program, in a process of its own: ``python -m benchmarks.killing.inside WHAT …``.

``prepare RECORDS``: a registry with people, and the sessions of two officers, as JSON. ``release``: letters that wait
to be proof-read go out. ``check LOG OFFICE``: what there was, and what does not hold, as JSON.
"""

import json
import sys
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

TODAY = date(2010, 2, 1)


def prepare(records: int) -> None:
    from rapport.accounts.models import Role
    from rapport.accounts.people import find_or_make, mark_proved
    from rapport.accounts.roles import grant
    from rapport.cli.home import prepare_home
    from rapport.organizations.authority import Authority, Named
    from rapport.registry.publishing import publish

    prepare_home()
    kinds = ("ngo", "government", "business-industry", "un-system")
    named = [Named(f"o-{n}", f"org-{n}", f"Organization {n}", kinds[n % 4], "FJ") for n in range(40)]
    named.append(Named("reef", "reef-programme", "Regional Reef Programme", "intergovernmental", "WS"))
    Authority().enter(named)
    now = datetime.combine(TODAY, datetime.min.time(), UTC)
    publish(map(_propose, range(records)), today=TODAY, now=now)
    for number in range(records):
        person = find_or_make(f"focal-{number}@people.example", language="en")
        mark_proved(person)
        grant(person, Role.FOCAL_POINT, partnership=f"P-{number}")
    print(json.dumps([_sign_in(f"officer-{number}@registry.example") for number in range(2)]))


def _propose(number: int) -> object:
    from rapport.registry.document import PartnershipDocument
    from rapport.registry.proposal import Proposal

    themes = ("water", "energy", "transport", "mining")
    said = {
        "name": f"Made-up partnership {number}", "objectives": "It is made for a benchmark alone.", "language": "en",
        "registered_on": "2004-05", "scope": "regional", "origin": "fictional: made for a benchmark",
        "themes": [{"theme": themes[number % 4], "rank": "primary"}],
        "partners": [{"organization": f"org-{(number * 7 + k) % 40}"} for k in range(3)],
    }  # fmt: skip
    # Due within the month: everybody gets a letter on the first day.
    known = TODAY - timedelta(days=350)
    return Proposal(f"P-{number}", PartnershipDocument.model_validate(said), confirmed_on=known)


def _sign_in(email: str) -> str:
    """The session of an officer who has a second factor."""
    from allauth.mfa.totp.internal.auth import TOTP
    from django.conf import settings
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
    from django.contrib.sessions.backends.db import SessionStore

    from rapport.accounts.models import Role
    from rapport.accounts.people import find_or_make, mark_proved
    from rapport.accounts.roles import grant

    person = find_or_make(email, language="en")
    mark_proved(person)
    grant(person, Role.OFFICER)
    TOTP.activate(person, "JBSWY3DPEHPK3PXP")
    session = SessionStore()
    session[SESSION_KEY] = str(person.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = person.get_session_auth_hash()
    session.create()
    return str(session.session_key)


def release() -> None:
    from rapport.mail import outbox
    from rapport.mail.models import Letter

    print(outbox.release_all(list(Letter.objects.held().values_list("pk", flat=True)[:500])))


def check(log: Path, office: Path) -> None:
    from benchmarks.killing.checks import find_faults

    entries = [json.loads(line) for line in log.read_text().splitlines()]
    taken = office.read_text().split() if office.exists() else []
    told, faults = find_faults(entries, taken, today=TODAY)
    print(json.dumps({"told": told, "faults": faults}))


def main(what: str, *given: str) -> None:
    import django

    django.setup()
    if what == "prepare":
        prepare(int(given[0]))
    elif what == "release":
        release()
    else:
        check(Path(given[0]), Path(given[1]))


if __name__ == "__main__":
    main(*sys.argv[1:])
