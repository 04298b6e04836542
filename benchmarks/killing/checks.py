"""What must hold after all the kills, held against the clients' own log.

Whoever was acknowledged finds it; what was only tried is there whole or not at all.
"""

from collections import Counter
from collections.abc import Iterator
from datetime import date
from typing import Any

from django.db import connection
from django.db.models import Count

from rapport.mail.models import Letter
from rapport.registration.models import Draft, DraftSave
from rapport.registry import projection
from rapport.registry.document import PartnershipDocument
from rapport.registry.models import (
    CaseEntry,
    JournalEntry,
    JournalHead,
    Listing,
    Partnership,
    Record,
    Submission,
    Version,
)
from rapport.statistics.figures import compute_figures
from rapport.upkeep.models import Answer, Duty

Entry = dict[str, Any]
State = Submission.State


def find_faults(log: list[Entry], taken: list[str], *, today: date) -> tuple[dict[str, int], list[str]]:
    """How much there was of each thing, and a sentence for whatever does not hold."""
    faults = [
        *_drafts(log), *_submissions(log), *_answers(log), *_presses(log, today), *_letters(taken), *_journal(),
        *_projections(today), *_database(),
        *(f"answered with {each['status']}: {each['path']}: {each['text']}" for each in log if each["what"] == "fault"),
    ]  # fmt: skip
    counted = Counter(each["what"] for each in log)
    states = Counter(Letter.objects.values_list("state", flat=True))
    told = {**counted, "journal entries": JournalEntry.objects.count(), "letters": Letter.objects.count(),
            **{f"letters {state}": count for state, count in states.items()}}  # fmt: skip
    return told, faults


# --- what was typed ---


def _drafts(log: list[Entry]) -> Iterator[str]:
    """Every acknowledged save is there, unless a later one of the same answers took its place."""
    wanted: dict[str, dict[str, list[list[str]]]] = {}
    for each in log:
        if each["what"] == "did-begin":
            wanted[each["token"]] = {}
        elif each["what"] in ("tried-save", "did-save"):
            for name, given in each["answers"].items():
                may = wanted[each["token"]].setdefault(name, [[]])
                plain = [given] if isinstance(given, str) else list(given)
                may[:] = [plain] if each["what"] == "did-save" else [*may, plain]
    for token, answers in wanted.items():
        draft = Draft.of_token(token)
        if draft is None:
            yield "A draft that was begun is gone."
            continue
        for name, may in answers.items():
            if draft.answers.get(name, []) not in may:
                yield f"Draft {draft.pk}: {name} is {draft.answers.get(name)}, and should be one of {may}."
        yield from _saves(draft)


def _saves(draft: Draft) -> Iterator[str]:
    """No save is half-written: the answers of a step are of one save, and the newest is what the draft says."""
    saves = list(DraftSave.objects.filter(draft=draft).order_by("edition"))
    editions = [each.edition for each in saves]
    if editions and editions != list(range(editions[0], draft.edition + 1)):
        yield f"Draft {draft.pk}: editions {editions} of {draft.edition}."
    if saves and saves[-1].answers != draft.answers:
        yield f"Draft {draft.pk}: its answers are not those of its newest save."
    for each in saves:
        for step in (("objectives", "targets", "implementation"), ("governance", "monitoring", "balance")):
            said = {_save_of(each.answers[name][0]) for name in step if name in each.answers}
            there = sum(name in each.answers for name in step)
            if len(said) > 1 or there not in (0, 3):
                yield f"Draft {draft.pk}: edition {each.edition} holds half of a save."


def _save_of(text: str) -> str:
    return text.partition("save ")[2][:1]


# --- cases ---


def _submissions(log: list[Entry]) -> Iterator[str]:
    """Sent once, accepted once, told once."""
    sent = {each["token"]: each["number"] for each in log if each["what"] == "did-send"}
    tried = {each["token"]: each["number"] for each in log if each["what"] == "tried-send"}
    accepted = {each["case"] for each in log if each["what"] == "did-accept"}
    for token, number in tried.items():
        draft = Draft.of_token(token)
        assert draft
        email = f"mere.{number}@people.example"
        found = list(Submission.objects.filter(author__email=email))
        letters = Letter.objects.filter(email=email, template="registration/received").count()
        if len(found) != letters or len(found) > 1 or (draft.submission_id is None) == bool(found):
            yield f"Draft {draft.pk}: {len(found)} submissions, {letters} letters, open: {draft.is_open}."
        if token in sent and not found:
            yield f"Draft {draft.pk} was acknowledged as sent, and is not there."
        if found and draft.is_open:
            yield f"Draft {draft.pk} was sent and is still open."
    gone = accepted - set(Submission.objects.filter(state=State.ACCEPTED).values_list("pk", flat=True))
    if gone:
        yield f"Cases {sorted(gone)} were acknowledged as accepted, and are not."
    for case in Submission.objects.filter(channel="form").annotate(n=Count("entries")):
        yield from _case(case)


def _case(case: Submission) -> Iterator[str]:
    kinds = Counter(case.entries.values_list("kind", flat=True))
    letters = Counter(Letter.objects.about(f"submission:{case.pk}").values_list("template", flat=True))
    is_accepted = case.state == State.ACCEPTED
    wanted = (1, 1, 1) if is_accepted else (0, 0, 0)
    versions = Version.objects.filter(partnership=case.partnership_id).count() if case.partnership_id else 0
    if (kinds["accepted"], letters["screening/accepted"], versions) != wanted or is_accepted != bool(case.version_id):
        yield f"Case {case.pk} ({case.state}): {dict(kinds)}, {dict(letters)}, {versions} versions."
    if letters["screening/asked"] != kinds["asked"] or kinds["sent"] != 1:
        yield f"Case {case.pk}: {dict(kinds)}, {dict(letters)}."
    if is_accepted and case.author and case.author.role_grants.filter(partnership=case.public_id).count() != 1:
        yield f"Case {case.pk}: its author does not speak for {case.public_id}."


def _answers(log: list[Entry]) -> Iterator[str]:
    """Words of a case: what was acknowledged stands in it once, what was tried at most once."""
    for do, kind in (("answer", "answered"), ("ask", "asked")):
        said = Counter(CaseEntry.objects.filter(kind=kind).values_list("text", flat=True))
        yield from (f"“{text}” stands {count} times in its case." for text, count in said.items() if count > 1)
        did = {each["text"] for each in log if each["what"] == f"did-{do}"}
        yield from (f"“{text}” was acknowledged, and is not there." for text in did - said.keys())


# --- words by a link ---


def _presses(log: list[Entry], today: date) -> Iterator[str]:
    confirmed = Counter(
        JournalEntry.objects.filter(kind="confirmed", happened_on=today, channel="link").values_list(
            "partnership__public_id", flat=True
        )
    )
    ended = {each.partnership.public_id for each in Version.objects.select_related("partnership")
             if each.number > 1 and each.document.status == "withdrawn"}  # fmt: skip
    for kind, there in (("confirm", confirmed), ("end", Counter(ended))):
        did = {each["id"]: each["press"] for each in log if each["what"] == f"did-{kind}"}
        tried = {each["id"]: each["press"] for each in log if each["what"] == f"tried-{kind}"}
        stored = "true" if kind == "confirm" else "ended"
        answers = Counter(Answer.objects.filter(kind=stored).values_list("partnership__public_id", flat=True))
        if answers != there:
            yield f"{kind}: {sum(answers.values())} answers, and {sum(there.values())} in the journal."
        yield from (f"{id_} was acknowledged ({kind}) and is not there." for id_ in did.keys() - there.keys())
        yield from (f"{id_}: nobody tried to {kind} it." for id_ in there.keys() - tried.keys())
        yield from (f"{id_}: {kind} {count} times." for id_, count in there.items() if count > 1)


# --- letters ---


def _letters(taken: list[str]) -> Iterator[str]:
    """No mail twice; none forgotten, but for those marked uncertain."""
    arrived = Counter(taken)
    yield from (f"{mark} was delivered {count} times." for mark, count in arrived.items() if count > 1)
    known = dict(Letter.objects.values_list("message_id", "state"))
    for mark, state in known.items():
        if state not in ("sent", "uncertain"):
            yield f"A letter is {state}."
        elif state == "sent" and mark not in arrived:
            yield "A letter is said to be sent, and never arrived."
    yield from (f"{mark} arrived, and nobody wrote it." for mark in arrived.keys() - known.keys())
    people = Letter.objects.filter(template="upkeep/reminder").values("person").annotate(n=Count("pk"))
    yield from (f"{each['person']} was reminded {each['n']} times." for each in people if each["n"] != 1)


# --- the registry ---


def _journal() -> Iterator[str]:
    head = JournalHead.objects.get(pk=1)
    for name, model, key, last in (
        ("journal entries", JournalEntry, "number", head.number),
        ("records", Partnership, "id", head.partnership),
        ("versions", Version, "id", head.version),
    ):
        numbers = list(model.objects.order_by(key).values_list(key, flat=True))  # type: ignore[attr-defined]
        if numbers != list(range(1, last + 1)):
            yield f"The numbers of {name} have gaps: {len(numbers)} up to {last}."
    of_record = Counter(Version.objects.values_list("partnership_id", flat=True))
    for version in Version.objects.order_by("partnership_id", "number"):
        if version.number > of_record[version.partnership_id]:
            yield f"Version {version.pk} is the {version.number}. of {of_record[version.partnership_id]}."
        if PartnershipDocument.model_validate_json(version.body).to_bytes().decode() != version.body:
            yield f"Version {version.pk} is not what was written."
    if Record.objects.count() != Partnership.objects.count():
        yield f"{Record.objects.count()} records of {Partnership.objects.count()} partnerships are projected."


def _projections(today: date) -> Iterator[str]:
    """Figures, cards, listings and duties are those of a rebuild."""
    before = _snapshot(today)
    projection.rebuild(today=today)
    for name, rows in _snapshot(today).items():
        if rows != before[name]:
            yield f"{name} are not what a rebuild makes of the versions."


def _snapshot(today: date) -> dict[str, list[Any]]:
    return {
        "figures": [figure.row() for figure in compute_figures(today=today, cycle="2010-2011")],
        "cards": list(Record.objects.order_by("pk").values_list()),
        "listings": sorted(Listing.objects.values_list("partnership", "organization", "is_lead")),
        "duties": sorted(Duty.objects.values_list("partnership", "kind", "since", "due_on")),
    }


def _database() -> Iterator[str]:
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            for check in ("integrity_check", "foreign_key_check"):
                said = cursor.execute(f"PRAGMA {check}").fetchall()
                if said not in ([], [("ok",)]):
                    yield f"{check}: {said[:3]}"
