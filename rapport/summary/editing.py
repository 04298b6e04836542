"""What an officer does with an edition: open, edit, remark, approve, freeze. What cannot be done gets a sentence."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import Max
from django.utils.text import slugify
from django.utils.translation import gettext as _

from rapport.accounts.models import User
from rapport.lib import clock
from rapport.look.formats import language_name
from rapport.registry.models import JournalEntry
from rapport.summary.characters import MissingCharacterError, check_characters
from rapport.summary.editions import BOX, QUOTATION, Workshop
from rapport.summary.keeping import fingerprint, keep_figure, keep_report
from rapport.summary.models import Edition, FrozenReport, Passage, Remark
from rapport.summary.narrative.saying import UnknownFigureError
from rapport.summary.narrative.slots import SlotError
from rapport.summary.narrative.templates import Wording, read_wording
from rapport.summary.report import Paragraph, Report
from rapport.summary.states import State

LONGEST = 20_000  # characters of a passage


class EditingError(Exception):
    """What was asked cannot be done; the message says why."""


@dataclass(frozen=True, slots=True)
class Moved:
    """A number of an edited text that is another one now."""

    figure: str
    was: str
    now: str


def open_edition(edition: Edition, user: User | None, *, now: datetime) -> Edition:
    """Save a new edition under an address of its own."""
    base = slugify(edition.name)[:60] or "edition"
    taken = set(Edition.objects.filter(slug__startswith=base).values_list("slug", flat=True)) | _RESERVED
    numbered = (f"{base}-{number}" for number in range(2, 10_000))
    edition.slug = base if base not in taken else next(each for each in numbered if each not in taken)
    edition.opened_by, edition.opened_at = user, now
    edition.save()
    return edition


_RESERVED = {"today"}  # an address under /reports/


def try_text(workshop: Workshop, code: str, language: str, text: str) -> Report:
    """The report with a text in the place of another. Raises EditingError."""
    if len(text) > LONGEST:
        raise EditingError(_("A text has at most %(n)s characters.") % {"n": LONGEST})
    try:
        wording = Wording((text,), source=text) if code.startswith((BOX, QUOTATION)) else read_wording(text)
        return workshop.compose(language, tried={code: wording})
    except SlotError as error:
        where = f"{{{error.slot}}}: " if error.slot else ""
        raise EditingError(f"{where}{error}") from None
    except UnknownFigureError as error:
        raise EditingError(str(error)) from None


def edit(
    workshop: Workshop, code: str, language: str, text: str, user: User | None, *, now: datetime, is_translation: bool
) -> Passage:
    """Keep a text. A translation says what the newest revision says; anything else is a new revision: the other
    languages are stale then. Takes an approval away. Raises EditingError.
    """
    report = try_text(workshop, code, language, text.strip())
    if not text.strip():
        raise EditingError(_("Write a text, or take the edit back: then the template's words stand again."))
    with transaction.atomic():
        edition = _lock(workshop.edition)
        newest = edition.passages.filter(code=code).aggregate(newest=Max("revision"))["newest"] or 0
        passage, _is_new = Passage.objects.update_or_create(
            edition=edition, code=code, language=language,
            defaults={
                "text": text.strip(),
                "revision": newest if is_translation else newest + 1,
                "told": numbers_of(report, code),
                "changed_by": user,
                "changed_at": now,
            },
        )  # fmt: skip
        _take_approval_away(edition)
    return passage


def change_set_up(edition: Edition) -> None:
    """Keep another name, day, cycle or choice: takes an approval away, for the edition says something else now."""
    with transaction.atomic():
        _lock(edition)
        _take_approval_away(edition)


def take_back(edition: Edition, code: str, language: str) -> None:
    """The words of the template, or of the partnership, stand again."""
    with transaction.atomic():
        edition = _lock(edition)
        edition.passages.filter(code=code, language=language).delete()
        _take_approval_away(edition)


def numbers_of(report: Report, code: str) -> dict[str, str]:
    """The numbers that a text says, by figure, as they are written."""
    found: dict[str, str] = {}
    for each in report.paragraphs():
        if each.code == code:
            found |= {said.figure.id: said.text for said in each.said if said.figure}
    return found


def moved_numbers(report: Report, passage: Passage) -> list[Moved]:
    """What is another number now than when the text was edited, in the order of the text: it should be read again."""
    now, told = numbers_of(report, passage.code), passage.told
    return [Moved(figure, told[figure], said) for figure, said in now.items() if told.get(figure, said) != said]


def remark(edition: Edition, code: str, text: str, user: User | None, *, now: datetime) -> None:
    if not text.strip():
        raise EditingError(_("Write what you want to say."))
    Remark.objects.create(edition=edition, code=code, text=text.strip()[:2000], written_by=user, written_at=now)


def hindrances(workshop: Workshop) -> list[str]:
    """Why the edition should not be frozen as it is: sentences, one a language and reason, one a partnership."""
    counted: dict[tuple[str, State], int] = {}
    for states in workshop.states.values():
        for language, state in states.items():
            if state != State.WRITTEN:
                counted[language, state] = counted.get((language, state), 0) + 1
    words = {
        State.STALE: _("%(language)s: texts edited in another language since: %(n)s."),
        State.MISSING: _("%(language)s: texts not translated: %(n)s."),
        State.OPEN: _("%(language)s: paragraphs of which no wording is true: %(n)s."),
    }
    return [
        words[state] % {"language": language_name(language), "n": number}
        for (language, state), number in counted.items()
    ]  # fmt: skip


def approve(workshop: Workshop, user: User, *, now: datetime) -> None:
    """Raises EditingError where a paragraph says nothing."""
    if any(state == State.OPEN for states in workshop.states.values() for state in states.values()):
        raise EditingError(_("A paragraph has no wording that is true: write one that the figures bear out."))
    edition = workshop.edition
    edition.state, edition.approved_by, edition.approved_at = Edition.State.APPROVED, user, now
    edition.save()


def freeze(edition: Edition, *, now: datetime, is_marked: bool = False) -> None:
    """What the edition says now, with every number, is kept and never changes again.

    Refused (EditingError) without approval, and where texts are stale or missing unless their marks are wanted.
    """
    with transaction.atomic():
        edition = _lock(edition)
        if edition.state != Edition.State.APPROVED:
            raise EditingError(_("An edition is approved before it is frozen."))
        edition.frozen_at = _all_known_by(now)
        workshop = Workshop(edition, clock.today())
        if (found := hindrances(workshop)) and not is_marked:
            raise EditingError(" ".join(found))
        if any(each.is_open for report in workshop.drafts.values() for each in report.paragraphs()):
            raise EditingError(_("A paragraph has no wording that is true: write one that the figures bear out."))
        reports = {language: workshop.report(language) for language in edition.languages}
        _refuse_missing_characters(reports.values())
        bodies = {language: keep_report(report) for language, report in reports.items()}
        edition.figures = [keep_figure(each) for each in workshop.gathered.facts.figures.values()]
        edition.fingerprint = fingerprint([edition.figures, bodies])
        FrozenReport.objects.bulk_create(
            FrozenReport(edition=edition, language=language, body=body) for language, body in bodies.items()
        )
        edition.state = Edition.State.FROZEN
        edition.save()


def _refuse_missing_characters(reports: Iterable[Report]) -> None:
    """What the fonts cannot print would be found only when somebody asks for the PDF, and could not be mended then."""
    for report in reports:
        try:
            check_characters(report)
        except MissingCharacterError as error:
            raise EditingError(str(error)) from None


def _all_known_by(now: datetime) -> datetime:
    """When all that the journal holds was known: the clock of a demonstration can stand before its last entry."""
    last = JournalEntry.objects.order_by("-number").values_list("recorded_at", flat=True).first()
    return max(now, last) if last else now


def is_whole(edition: Edition) -> bool:
    """Whether what was frozen is still, to the letter, what it was."""
    bodies = {each.language: each.body for each in edition.reports.all()}
    ordered = {language: bodies.get(language) for language in edition.languages}
    return fingerprint([edition.figures, ordered]) == edition.fingerprint


def _lock(edition: Edition) -> Edition:
    return Edition.objects.select_for_update().get(pk=edition.pk)


def _take_approval_away(edition: Edition) -> None:
    if edition.state == Edition.State.APPROVED:
        edition.state, edition.approved_by, edition.approved_at = Edition.State.OPEN, None, None
    edition.save()


def paragraph_in(report: Report, code: str) -> Paragraph | None:
    return next((each for each in report.paragraphs() if each.code == code), None)
