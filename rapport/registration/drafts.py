"""Begin a draft, save it, and lay together what two windows typed at once."""

from collections.abc import Callable, Collection, Mapping
from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from rapport.accounts.models import User
from rapport.lib.texts import keep_raw
from rapport.look.formats import html_language
from rapport.registration.attaching import remove_files
from rapport.registration.models import DESK, Attachment, Draft, DraftSave
from rapport.registry.acceptance import newest_version
from rapport.registry.lifecycle import NotPossibleError
from rapport.registry.models import Partnership, Submission

Answers = dict[str, list[str]]
KEPT = timedelta(days=400)  # a draft that was not touched since is given up
MOST = 1_000_000  # characters of all answers: some times what a thousand partners take
SAW_NOTHING = -1  # who does not say what was on the page has not seen what the draft holds, and takes none of it away
KEPT_SAVES = 40  # a window open since before that many saves counts as one that saw nothing


class TooMuchError(NotPossibleError):
    """More than a form can hold: nothing of it is saved."""

    def __init__(self) -> None:
        super().__init__(
            _("This is more than the form can hold. Nothing of it was saved; what was saved before is kept.")
        )


def begin_registration(*, language: str, now: datetime, author: User | None = None) -> Draft:
    """An empty form, but for what most would choose."""
    answers = {"language": [html_language(language)], "status": ["registered"]}
    return Draft.objects.create(language=language, author=author, answers=answers, started_at=now, saved_at=now)


def begin_change(
    partnership: Partnership, answers: Answers, *, kind: Submission.Kind, author: User | None, language: str,
    now: datetime, channel: str = "form",
) -> Draft:  # fmt: skip
    """A form filled with the version in force; one that is open for the same person and purpose is taken up again."""
    still_open = Draft.objects.filter(partnership=partnership, kind=kind, author=author, is_open=True)
    # An officer may also speak for a record: what they say there is said in another role.
    still_open = still_open.filter(channel=DESK) if channel == DESK else still_open.exclude(channel=DESK)
    if author and (found := still_open.order_by("-pk").first()):
        return found
    return Draft.objects.create(
        kind=kind, partnership=partnership, base=newest_version(partnership), author=author, channel=channel,
        language=language, answers=answers, started_at=now, saved_at=now,
    )  # fmt: skip


def save(
    draft: Draft, posted: Answers, *, owns: Callable[[str], bool], edition: int, now: datetime
) -> dict[str, list[str]]:
    """Save what a page posted, and return what it was given way to: names to what another window had typed.

    ``owns`` says which names the page has (an empty box is not posted at all), ``edition`` which one the page showed.
    Nothing that another window saved meanwhile is lost: what this page did not touch stays, and where both typed,
    this one stands and the other is set aside. Raises TooMuchError.
    """
    # Word for word, as far as a database can hold it.
    posted = {keep_raw(name): [keep_raw(text) for text in given] for name, given in posted.items()}
    with transaction.atomic():
        locked = Draft.objects.select_for_update().get(pk=draft.pk)
        shown = _answers_of(locked, edition)
        merged, gave_way = _lay_together(shown, locked.answers, posted, owns)
        if merged != locked.answers and sum(len(text) for given in merged.values() for text in given) > MOST:
            raise TooMuchError
        if merged != locked.answers or gave_way:
            if not locked.saves.filter(edition=locked.edition).exists():
                DraftSave.objects.create(draft=locked, edition=locked.edition, answers=locked.answers, at=now)
            locked.edition += 1
            locked.answers, locked.saved_at = merged, now
            locked.set_aside = {**locked.set_aside, **gave_way}
            locked.save(update_fields=["edition", "answers", "saved_at", "set_aside"])
            DraftSave.objects.create(draft=locked, edition=locked.edition, answers=merged, at=now)
            locked.saves.filter(edition__lt=locked.edition - KEPT_SAVES).delete()
    draft.refresh_from_db()
    return gave_way


def _answers_of(draft: Draft, edition: int) -> Answers:
    if edition == draft.edition:
        return dict(draft.answers)
    found = draft.saves.filter(edition=edition).first()
    return dict(found.answers) if found else {}


def _lay_together(
    shown: Answers, current: Answers, posted: Answers, owns: Callable[[str], bool]
) -> tuple[Answers, Answers]:
    merged, gave_way = dict(current), {}
    for name in sorted({*filter(owns, current), *filter(owns, shown), *filter(owns, posted)}):
        was, now_is, typed = (_plain(each, name) for each in (shown, current, posted))
        if _says_the_same(typed, was) or _says_the_same(typed, now_is):
            continue  # this window did not touch it
        merged[name] = typed
        if now_is not in (was, []):
            gave_way[name] = now_is
    return {name: given for name, given in merged.items() if given}, gave_way


def _plain(answers: Mapping[str, list[str]], name: str) -> list[str]:
    given = answers.get(name, [])
    return [] if given in ([], [""]) else list(given)


def _says_the_same(one: list[str], other: list[str]) -> bool:
    """But for the ends of lines, which browsers and files write each in their way."""
    return one == other or list(map(_lines_of, one)) == list(map(_lines_of, other))


def _lines_of(text: str) -> list[str]:
    return [line.rstrip() for line in text.strip().splitlines()]


def drop_set_aside(draft: Draft, names: Collection[str]) -> None:
    """What had been typed elsewhere for these questions was seen; what is said of others waits for its page."""
    left = {name: given for name, given in draft.set_aside.items() if name not in names}
    Draft.objects.filter(pk=draft.pk).update(set_aside=left)


def forget_old_drafts(*, today: date) -> int:
    """Give up drafts that were never sent and not touched for more than a year, with their files; how many."""
    old = list(Draft.objects.filter(submission=None, saved_at__date__lt=today - KEPT).values_list("pk", flat=True))
    remove_files(list(Attachment.objects.filter(draft__in=old)))
    Draft.objects.filter(pk__in=old).delete()
    return len(old)
