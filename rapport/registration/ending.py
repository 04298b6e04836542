"""The step of an end: how and when, and what this partnership is to another."""

from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from rapport.registration.choosing import Found, find_by_number, find_by_words
from rapport.registration.fields import Choices, LineField, PartialDateField, ProseField, RadioField
from rapport.registration.forms import Answers, StepForm
from rapport.registration.models import Draft
from rapport.registry.document import PartnershipDocument
from rapport.registry.lifecycle import NotPossibleError
from rapport.registry.linking import LINKS, refuse_unfit_day, refuse_unfit_links
from rapport.registry.operations import TAKEN_UP

PICK = "pick-"


def _ends() -> Choices:
    return [
        ("completed", _("Its work is completed.")),
        ("withdrawn", _("It is to be taken out of the registry.")),
        ("merged", _("It has become part of another partnership.")),
        ("superseded", _("Another partnership has taken its place.")),
    ]


class OtherField(LineField):
    """Another partnership, by its number or by words; which of those found is meant is asked below it."""

    def __init__(self, **options: Any) -> None:
        options.setdefault("help_text", gettext_lazy("Its number, or words of its name: save, and choose."))
        super().__init__(longest=200, **options)
        self.widget.attrs |= {"dir": "auto"}


class EndingForm(StepForm):
    """What has become of a record. Without an end chosen it only says what the record is to others."""

    extra = ("word",)
    template = "registration/ending.html"
    status = RadioField(_ends, label=gettext_lazy("How it ended"))
    status_on = PartialDateField(label=gettext_lazy("When"))
    successor = OtherField(label=gettext_lazy("The other partnership"))
    word = ProseField(rows=3, label=gettext_lazy("Why, in a few words"))
    phase_of = OtherField()
    replicates = OtherField()

    def __init__(self, *args: Any, draft: Draft | None = None, today: date | None = None, **options: Any) -> None:
        super().__init__(*args, **options)
        self.draft, self.today = draft, today
        self.found: dict[str, list[Found]] = {}
        status = self.fields["status"]
        if isinstance(status, RadioField):
            status.choices = [("", _("It has not ended.")), *_ends()]

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        for link in LINKS:
            if given.get(link):
                given[link] = self._choose(link, given[link])
        if given.get("status"):
            self._check_end(given)
        elif not self._was_ended and (given.get("status_on") or given.get("successor")):
            self.add_error("status", _("Choose how it ended."))
        self._check_links(given)
        return given

    def _choose(self, link: str, text: str) -> str | None:
        if number := find_by_number(text):
            return number
        if self.today is None:
            return None
        own = self.draft.partnership.public_id if self.draft and self.draft.partnership else ""
        self.found[link] = find_by_words(text, but=own, today=self.today)
        picked: str = self.data.get(f"{PICK}{link}", "")
        if picked in {each.public_id for each in self.found[link]}:
            return picked
        sentence = _("Which of these do you mean?") if self.found[link] else _("Nothing like this was found.")
        self.add_error(link, sentence)
        return None

    def _check_end(self, given: dict[str, Any]) -> None:
        if "status_on" in given and not given["status_on"]:
            self.add_error("status_on", _("Since when? Write the day, the month or the year."))
        elif given.get("status_on") and self.today and self.draft and self.draft.partnership:
            try:
                refuse_unfit_day(self.draft.partnership.public_id, given["status_on"], today=self.today)
            except NotPossibleError as error:
                self.add_error("status_on", str(error))

    def _check_links(self, given: dict[str, Any]) -> None:
        """Beside the question, before it is sent; publishing asks again."""
        draft = self.draft
        if self.errors or draft is None or draft.partnership is None or draft.base is None or self.today is None:
            return
        before = draft.base.document
        for link in LINKS:
            changes = {link: given.get(link), **({"status": given["status"]} if link == "successor" else {})}
            after = before.model_copy(update={name: value for name, value in changes.items() if value})
            try:
                refuse_unfit_links(draft.partnership.public_id, before, after, today=self.today)
            except NotPossibleError as error:
                self.add_error(link, str(error))

    def read(self) -> dict[str, Any]:
        given = super().read()
        told: dict[str, Any] = {name: given[name] or None for name in ("phase_of", "replicates") if name in given}
        if given.get("status"):
            has_successor = given["status"] in (*TAKEN_UP, "completed")
            successor = given.get("successor") or None if has_successor else None
            told |= {"status": given["status"], "status_on": given.get("status_on"), "successor": successor}
        elif self._was_ended:
            told |= {"status": "registered", "status_on": None, "successor": None}
        return told

    @property
    def _was_ended(self) -> bool:
        """To take the end away of a record that has ended is to say that it goes on."""
        base = self.draft.base if self.draft else None
        return base is not None and base.document.status in dict(_ends())

    @classmethod
    def write(cls, document: PartnershipDocument) -> Answers:
        known = dict(_ends())
        told = {link: [getattr(document, link)] for link in LINKS if getattr(document, link)}
        if document.status in known:
            told["status"] = [document.status]
            told |= {"status_on": [str(document.status_on)]} if document.status_on else {}
        return told

    @classmethod
    def owns(cls, name: str) -> bool:
        return super().owns(name) or name.removeprefix(PICK) in LINKS

    def picks(self, link: str) -> list[tuple[Found, bool]]:
        """What was found for a question, and which of it is chosen."""
        picked = self.data.get(f"{PICK}{link}", "") if self.is_bound else ""
        return [(each, each.public_id == picked) for each in self.found.get(link, ())]

    @property
    def asks_to_choose(self) -> bool:
        """Whether something was found by words of which none is chosen yet."""
        return any(found and link in self.errors for link, found in self.found.items())


class WhyForm(StepForm):
    """What an officer says of a change of theirs: it stands in the log of the case."""

    extra = ("word",)
    word = ProseField(rows=3, label=gettext_lazy("Why, for the log of the desk"))

    @classmethod
    def write(cls, document: PartnershipDocument) -> Answers:
        return {}
