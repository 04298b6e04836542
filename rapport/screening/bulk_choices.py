"""What can be done to a field in bulk, and its values, in the reader's words."""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _

from rapport.lib.dates import PartialDate
from rapport.look.formats import html_language, language_name
from rapport.registry.field_labels import field_label
from rapport.registry.lifecycle import NotPossibleError
from rapport.registry.operations import ADD, LISTS, SET, SETTABLE, TAKE, TAKEN_UP, YES_OR_NO, Operation
from rapport.vocabularies.schemes import scheme

Choices = list[tuple[str, str]]
_NOT_KNOWN = "not-known"  # in a form an empty value is one not chosen yet


@dataclass(frozen=True, slots=True)
class Way:
    """One thing that can be done to one field."""

    code: str  # set:scope
    label: str


def list_ways() -> list[tuple[str, list[Way]]]:
    """All of them, in three groups."""
    return [
        (_("Set"), [Way(f"{SET}:{name}", field_label(name)) for name in SETTABLE]),
        (_("Add one to"), [Way(f"{ADD}:{name}", field_label(name)) for name in LISTS]),
        (_("Take one away from"), [Way(f"{TAKE}:{name}", field_label(name)) for name in LISTS]),
    ]


@dataclass(frozen=True, slots=True)
class Asked:
    """What a form asks for: a way, and its value once one is chosen."""

    do: str
    field: str
    code: str = ""
    rank: str = ""
    on: str = ""

    @classmethod
    def of(cls, params: Any) -> "Asked":
        do, _colon, field = params.get("what", "").partition(":")
        given = {name: params.get(name, "").strip()[:200] for name in ("code", "rank", "on")}
        return cls(do, field, **given)

    @property
    def is_known(self) -> bool:
        return self.field in (SETTABLE if self.do == SET else LISTS if self.do in (ADD, TAKE) else ())

    @property
    def has_rank(self) -> bool:
        return self.field == "themes" and self.do == ADD

    @property
    def has_day(self) -> bool:
        return self.field == "status"

    @property
    def what(self) -> str:
        return f"{self.do}:{self.field}"

    def params(self) -> Choices:
        """As an address carries it."""
        pairs = [("what", self.what), ("code", self.code), ("rank", self.rank), ("on", self.on)]
        return [(name, value) for name, value in pairs if value]

    def operation(self) -> Operation:
        """Raises NotPossibleError where the day cannot be read."""
        code = "" if self.code == _NOT_KNOWN else self.code
        try:
            on = PartialDate.typed(self.on) if self.on and self.has_day else None
        except ValueError:
            raise NotPossibleError(
                _("“%(text)s” is not a date: write 2003, 2003-05 or 2003-05-17.") % {"text": self.on}
            ) from None
        return Operation(self.field, self.do, code, self.rank if self.has_rank else "", on)


def values_of(asked: Asked) -> list[tuple[str, Choices]]:
    """The values to choose from, in groups; those of one list are one group without a name."""
    if asked.field == "commitments":
        schemes = [scheme(term.code) for term in scheme("commitment-schemes")]
        return [
            (each.label(), [(f"{each.name}:{term.code}", f"{term.code.upper()} {term.label()}") for term in each])
            for each in schemes
        ]
    return [("", _plain_values(asked.field) + ([(_NOT_KNOWN, _("not known"))] if _may_be_unknown(asked) else []))]


def _plain_values(field: str) -> Choices:
    if field in YES_OR_NO:
        return [("yes", _("yes")), ("no", _("no"))]
    if field == "language":
        return [(html_language(code), language_name(code)) for code, _name in settings.LANGUAGES]
    name = SETTABLE.get(field) or LISTS[field]
    return [(term.code, term.label()) for term in scheme(name) if field != "status" or term.code not in TAKEN_UP]


def _may_be_unknown(asked: Asked) -> bool:
    return asked.do == SET and asked.field != "status"


def describe(told: dict[str, str]) -> str:
    """An operation in words, from the log."""
    asked = Asked(told.get("do", ""), told.get("field", ""), told.get("code", ""), told.get("rank", ""))
    if not asked.is_known:
        return ""
    known = dict(choice for _group, choices in values_of(asked) for choice in choices)
    value = known.get(asked.code, asked.code) or _("not known")
    notes = [scheme("theme-ranks").label_of(asked.rank)] if asked.rank else []
    said = {"field": field_label(asked.field), "value": " · ".join([value, *notes, *filter(None, [told.get("on")])])}
    sentences = {
        SET: _("%(field)s: set to “%(value)s”"),
        ADD: _("%(field)s: “%(value)s” added"),
        TAKE: _("%(field)s: “%(value)s” taken away"),
    }
    return sentences[asked.do] % said
