"""One thing done to one field of a document, and the same taken back: what bulk work is made of."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from pydantic import ValidationError

from rapport.lib.dates import PartialDate
from rapport.registry.document import Commitment, PartnershipDocument, Theme
from rapport.registry.lifecycle import NotPossibleError
from rapport.registry.merging import merge_documents
from rapport.vocabularies.schemes import scheme

SET, ADD, TAKE = "set", "add", "take"
TAKEN_UP = ("merged", "superseded")  # statuses that need another partnership, and so cannot be given to many at once
YES_OR_NO = ("open_ended", "funding_sought")
SETTABLE: Mapping[str, str] = {  # field to scheme; empty: no scheme
    "scope": "scopes", "finance": "finance", "funding_sought": "", "open_ended": "", "language": "",
    "status": "statuses",
}  # fmt: skip
LISTS: Mapping[str, str] = {
    "themes": "themes", "regions": "regions", "countries": "countries", "mechanisms": "mechanisms",
    "commitments": "commitment-schemes", "activity_levels": "scopes", "dimensions": "dimensions",
    "added_value": "added-value", "in_kind": "in-kind",
}  # fmt: skip
_NONE_OF = {"countries": "countries", "mechanisms": "mechanisms", "commitments": "commitments", "in_kind": "in-kind"}
_LONGEST_TAG = 35


@dataclass(frozen=True, slots=True)
class Operation:
    """``do`` is set, add or take; ``code`` the value (empty, where it is set: not known), of a commitment scheme:code.

    ``rank`` is that of a theme; ``on`` the day of a status.
    """

    field: str
    do: str
    code: str = ""
    rank: str = ""
    on: PartialDate | None = None

    def check(self, *, today: date) -> None:
        """Raises NotPossibleError where there is no such thing to do."""
        if self.do == SET and self.field in SETTABLE:
            self._check_set(today)
        elif self.do in (ADD, TAKE) and self.field in LISTS:
            self._check_code()
        else:
            raise NotPossibleError(_("Choose what to do."))

    def _check_set(self, today: date) -> None:
        if self.field == "status":
            if self.code not in scheme("statuses") or self.code in TAKEN_UP:
                raise NotPossibleError(_("Choose a status. What has become of another is told record by record."))
            if self.on is None and self.code != "registered":
                raise NotPossibleError(_("Since when? Write the day, the month or the year."))
            if self.on and self.on.latest > today:
                raise NotPossibleError(_("That day has not come yet: write a day, a month or a year that is over."))
        elif self.field in YES_OR_NO:
            if self.code not in ("yes", "no", ""):
                raise NotPossibleError(_("Choose yes, no, or not known."))
        elif self.field == "language":
            if len(self.code) > _LONGEST_TAG or not all(part.isalnum() for part in self.code.split("-") if self.code):
                raise NotPossibleError(_("Choose one of the languages."))
        elif self.code and self.code not in scheme(SETTABLE[self.field]):
            raise NotPossibleError(_("There is no “%(code)s” in this list.") % {"code": self.code[:80]})

    def _check_code(self) -> None:
        known, code = scheme(LISTS[self.field]), self.code
        if self.field == "commitments":
            name, _colon, code = self.code.partition(":")
            if name not in known:
                raise NotPossibleError(_("There is no “%(code)s” in this list.") % {"code": self.code[:80]})
            known = scheme(name)
        if code not in known:
            raise NotPossibleError(_("There is no “%(code)s” in this list.") % {"code": self.code[:80]})
        if self.rank and self.rank not in scheme("theme-ranks"):
            raise NotPossibleError(_("There is no “%(code)s” in this list.") % {"code": self.rank[:80]})

    def apply(self, document: PartnershipDocument, *, first_on: date) -> PartnershipDocument:
        """The document changed, or the same where it says so already. Raises NotPossibleError where it cannot be."""
        match self.do:
            case "set":
                changes = self._set(document, first_on)
            case "add":
                changes = self._add(document)
            case _:
                changes = {self.field: tuple(each for each in getattr(document, self.field) if not self._is_it(each))}
        try:
            return PartnershipDocument.model_validate({**dict(document), **changes})
        except ValidationError as error:
            raise NotPossibleError(str(error.errors()[0]["msg"]).removeprefix("Value error, ")) from None

    def _set(self, document: PartnershipDocument, first_on: date) -> dict[str, Any]:
        if self.field == "status":
            return self._set_status(document, first_on)
        if self.field == "open_ended" and self.code == "yes" and document.ends_on:
            raise NotPossibleError(_("It has an end, and what is open-ended has none."))
        if self.field in YES_OR_NO:
            return {self.field: {"yes": True, "no": False}.get(self.code)}
        return {self.field: self.code if self.field == "language" else self.code or None}

    def _set_status(self, document: PartnershipDocument, first_on: date) -> dict[str, Any]:
        if document.status in TAKEN_UP:
            raise NotPossibleError(_("It has become part of another partnership, or another has taken its place."))
        if document.status == self.code and (self.on is None or document.status_on == self.on):
            return {}
        if self.on and self.on.latest < first_on:
            raise NotPossibleError(_("That is before it was registered."))
        return {"status": self.code, "status_on": self.on}

    def _add(self, document: PartnershipDocument) -> dict[str, Any]:
        held = getattr(document, self.field)
        if _NONE_OF.get(self.field) in document.none_of:
            raise NotPossibleError(_("It says of itself that it has none of these."))
        if self.field == "themes":
            ranked = Theme.model_validate({"theme": self.code, "rank": self.rank})
            return {"themes": (*(each for each in held if not self._is_it(each)), ranked)}
        if any(self._is_it(each) for each in held):
            return {}
        return {self.field: (*held, self._item())}

    def _item(self) -> Any:
        if self.field != "commitments":
            return self.code
        name, _colon, code = self.code.partition(":")
        return Commitment(scheme=name, code=code)

    def _is_it(self, item: Any) -> bool:
        if isinstance(item, Theme):
            return item.theme == self.code
        if isinstance(item, Commitment):
            return f"{item.scheme}:{item.code}" == self.code
        return bool(item == self.code)


def put_back(
    before: PartnershipDocument, after: PartnershipDocument, now: PartnershipDocument
) -> tuple[PartnershipDocument, list[str]]:
    """What a change from ``before`` to ``after`` did, undone in what is in force now.

    Where somebody changed the same fields since, ``now`` is given back untouched, with the fields. Raises
    NotPossibleError where the old value no longer fits the rest.
    """
    try:
        undone, conflicts = merge_documents(after, now, before)
    except ValidationError as error:
        raise NotPossibleError(str(error.errors()[0]["msg"]).removeprefix("Value error, ")) from None
    return (now, conflicts) if conflicts else (undone, [])
