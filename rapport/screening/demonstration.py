"""What waits at the desk of the demonstration: forms that were sent in and what was said of them, by the doors that
everybody goes through.
"""

from collections.abc import Callable
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Any

import yaml

from rapport.accounts import people
from rapport.accounts.models import Role
from rapport.accounts.roles import has_role
from rapport.lib.yaml_text import StrictLoader
from rapport.registration.drafts import Answers, begin_change, begin_registration
from rapport.registration.models import Draft
from rapport.registration.sending import send
from rapport.registration.steps import answers_of
from rapport.registry import lifecycle
from rapport.registry.acceptance import newest_version
from rapport.registry.lifecycle import Actor
from rapport.registry.models import Partnership, Submission
from rapport.screening.assessing import keep_findings
from rapport.screening.deciding import ask_for_more, decline_case
from rapport.screening.intakes import save_intake
from rapport.screening.models import Intake

_MORNING = time(9, tzinfo=UTC)
Case = dict[str, Any]


def load_cases(path: Path) -> int:
    """Play the cases of a file, each on its days; returns how many. Nothing, where a form was ever begun."""
    if Draft.objects.exists():
        return 0
    told: dict[str, list[Case]] = yaml.load(path.read_text(), Loader=StrictLoader)  # noqa: S506 a safe loader, made strict
    for each in told["intakes"]:
        save_intake(Intake(), title=each["title"], address=f"?{each['query']}", listed=each["people"], facets=())
    for case in told["cases"]:
        submission = _send_in(case)
        for said in case.get("then", ()):
            user = people.find_or_make(said["by"])
            role = Role.ADVISER if has_role(user, Role.ADVISER) else Role.OFFICER
            _DEEDS[said["do"]](submission, said, Actor(user, role), _at(said["day"]))
    return len(told["cases"])


def _send_in(case: Case) -> Submission:
    now = _at(case["sent"])
    draft = _begin(case, now)
    given = {name: [str(each) for each in (text if isinstance(text, list) else [text])]
             for name, text in case["answers"].items()}  # fmt: skip
    draft.answers = {**draft.answers, **given}
    draft.save(update_fields=["answers"])
    waiting = send(draft, today=now.date(), now=now).waiting
    assert waiting is not None  # noqa: S101 what is played here is screened
    return waiting


def _begin(case: Case, now: datetime) -> Draft:
    if "partnership" not in case:
        return begin_registration(language=case["language"], now=now)
    partnership = Partnership.objects.get(public_id=case["partnership"])
    kind = Submission.Kind.CHANGE
    answers: Answers = answers_of(newest_version(partnership).document, kind)
    author = people.find_or_make(case["author"])
    return begin_change(partnership, answers, kind=kind, author=author, language=case["language"], now=now)


def _at(day: date) -> datetime:
    return datetime.combine(day, _MORNING)


def _find(submission: Submission, said: Case, by: Actor, now: datetime) -> None:
    assert by.user is not None  # noqa: S101 named in the file
    posted: dict[str, str] = {}
    for criterion, (verdict, reason) in said["findings"].items():
        posted |= {f"verdict-{criterion}": verdict, f"reason-{criterion}": reason}
    keep_findings(submission, posted, author=by.user, now=now)


_DEEDS: dict[str, Callable[[Submission, Case, Actor, datetime], None]] = {
    "claim": lambda case, _said, by, now: lifecycle.claim(case, by=by, now=now),
    "ask": lambda case, said, by, now: ask_for_more(case, said["text"], by=by, now=now),
    "advise": lambda case, said, by, now: lifecycle.advise(case, said["text"], verdict=said["verdict"], by=by, now=now),
    "find": _find,
    "decline": lambda case, said, by, now: decline_case(case, said["text"], by=by, now=now),
}
