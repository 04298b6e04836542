"""A column that holds a list of codes: themes, regions, ids of partnerships. One row, one column, one query.

Codes stand between semicolons (``;water;energy;``), so that “has the code” is a plain ``contains`` on every database.
"""

from collections.abc import Callable, Iterable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from rapport.look.formats import set_commas
from rapport.registry.existing import find_ids

SEPARATOR = ";"


def write_codes(codes: Iterable[str]) -> str:
    """Each code once, in the order given: ``;water;energy;``, and nothing for none."""
    kept = dict.fromkeys(code for code in codes if code)
    return f"{SEPARATOR}{SEPARATOR.join(kept)}{SEPARATOR}" if kept else ""


def read_codes(written: str | None) -> list[str]:
    return [code for code in (written or "").split(SEPARATOR) if code]


class CodesField(models.TextField):  # type: ignore[type-arg]
    """A list of codes. ``choices_of()`` gives (code, label) for the form; without it ids are typed."""

    def __init__(self, *args: Any, choices_of: Callable[[], list[tuple[str, str]]] | None = None, **options: Any):
        self.choices_of = choices_of
        super().__init__(*args, **{"blank": True, "default": "", **options})

    def deconstruct(self) -> tuple[str, str, Any, Any]:
        name, path, args, options = super().deconstruct()
        return name, path, args, options  # what a form offers is no matter of the table

    def get_prep_value(self, value: Any) -> str:
        return value if isinstance(value, str) else write_codes(value or ())

    def labels_of(self, written: str) -> list[str]:
        """What readers call the codes; one that the scheme no longer has stands as it is."""
        labels = dict(self.choices_of()) if self.choices_of else {}
        return [labels.get(code, code) for code in read_codes(written)]

    def formfield(self, **options: Any) -> forms.Field:
        common = {
            "label": options.get("label", capfirst(self.verbose_name)),
            "help_text": options.get("help_text", self.help_text),
            "required": not self.blank,
        }
        if self.choices_of is None:
            return TypedCodesField(**common)
        return ChosenCodesField(choices=self.choices_of, widget=forms.CheckboxSelectMultiple, **common)

    def value_to_string(self, obj: models.Model) -> str:
        return self.get_prep_value(self.value_from_object(obj))


class ChosenCodesField(forms.MultipleChoiceField):
    """Ticks for the codes of a scheme. The form keeps out a code that the scheme no longer has, with a sentence."""

    def prepare_value(self, value: Any) -> list[str]:
        return read_codes(value) if isinstance(value, str) else list(value or ())

    def clean(self, value: Any) -> str:
        return write_codes(super().clean(value))

    def has_changed(self, initial: Any, data: Any) -> bool:
        return super().has_changed(self.prepare_value(initial), data)


class TypedCodesField(forms.CharField):
    """Ids as people type or paste them: between commas, semicolons, spaces or line ends, addresses of records too."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**{"max_length": 4000, **options})

    def prepare_value(self, value: Any) -> Any:
        return ", ".join(read_codes(value)) if isinstance(value, str) and SEPARATOR in value else value

    def clean(self, value: Any) -> str:
        return write_codes(known_ids(_read_ids(super().clean(value) or "")))

    def has_changed(self, initial: Any, data: Any) -> bool:
        return read_codes(initial or "") != _read_ids(data or "")


def _read_ids(typed: str) -> list[str]:
    return [_id_of(part) for part in typed.replace(",", " ").replace(SEPARATOR, " ").split()]


def _id_of(part: str) -> str:
    """``https://…/en/partnerships/P-0012/some-name/`` is ``P-0012``."""
    _before, found, after = part.partition("/partnerships/")
    return after.split("/")[0] if found else part


def known_ids(typed: list[str]) -> list[str]:
    """Ids of partnerships as the registry writes them. A ``ValidationError`` names those that it does not have."""
    known = find_ids({each.casefold() for each in typed})
    if missing := [each[:80] for each in typed if each.casefold() not in known]:
        raise ValidationError(
            _("The registry has no partnership with this id: %(ids)s") % {"ids": set_commas(dict.fromkeys(missing))}
        )
    return [known[each.casefold()] for each in typed]


def has_code(column: str, code: str) -> Q:
    """The rows whose column holds the code."""
    return Q(**{f"{column}__contains": f"{SEPARATOR}{code}{SEPARATOR}"})
