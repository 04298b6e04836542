"""Questions that a form can ask: each reads what was typed into a value of the document, and writes it back."""

import re
from collections.abc import Callable, Iterable
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from rapport.lib.dates import PartialDate
from rapport.look.formats import join_words
from rapport.vocabularies.countries import find_country
from rapport.vocabularies.schemes import scheme

LONGEST_TEXT = 20_000


def write_answer(field: Any, value: Any) -> list[str]:
    """A value of the document as it would have been typed; nothing where it is not known."""
    written: list[str] = field.write(value)
    return written


Choices = list[tuple[str, str]]


class LineField(forms.CharField):
    """A short text."""

    def __init__(self, *, longest: int = 300, **options: Any) -> None:
        super().__init__(required=False, max_length=longest, **options)

    def write(self, value: str) -> list[str]:
        return [value] if value else []


class ProseField(LineField):
    """A text of some sentences."""

    widget = forms.Textarea

    def __init__(self, *, rows: int = 5, **options: Any) -> None:
        widget = forms.Textarea(attrs={"rows": rows, "dir": "auto"})
        super().__init__(longest=LONGEST_TEXT, widget=widget, **options)


class WebsiteField(forms.URLField):
    """An address of the web; without a scheme it is taken as https."""

    def __init__(self, **options: Any) -> None:
        super().__init__(required=False, max_length=500, assume_scheme="https", **options)
        self.widget.input_type = "text"  # “reef.example” is right too, and a telephone's own check would refuse it
        self.widget.attrs |= {"inputmode": "url", "dir": "ltr"}

    def write(self, value: str) -> list[str]:
        return [value] if value else []


class PartialDateField(forms.CharField):
    """A day, a month or a year."""

    def __init__(self, **options: Any) -> None:
        options.setdefault("help_text", gettext_lazy("2003, 2003-05 or 2003-05-17: as much as is known."))
        super().__init__(required=False, max_length=20, **options)
        self.widget.attrs |= {"dir": "ltr", "size": "12"}  # no keypad of figures: on many telephones it has no hyphen

    def clean(self, value: Any) -> PartialDate | None:
        text = super().clean(value)
        try:
            return PartialDate.typed(text) if text else None
        except ValueError:
            raise ValidationError(
                _("“%(text)s” is not a date: write 2003, 2003-05 or 2003-05-17.") % {"text": text}
            ) from None

    def write(self, value: PartialDate | None) -> list[str]:
        return [str(value)] if value else []


_IN_GROUPS = re.compile(r"\d{1,3}(?P<sign>[.,])\d{3}(?:(?P=sign)\d{3})*")
_CENTS = re.compile(r"[.,]\d{1,2}$")


def _plain_number(text: str) -> str:
    """An amount as people of any country write it, with a point before the cents and nothing between thousands.

    Money has two decimals at most: what stands before exactly three figures parts thousands, before fewer the cents.
    """
    digits = "".join(text.split()).translate(_AS_IN_LATIN)
    cents = match[0] if (match := _CENTS.search(digits)) else ""
    whole = digits.removesuffix(cents)
    if _IN_GROUPS.fullmatch(whole) and whole[-4] != cents[:1]:
        whole = re.sub("[.,]", "", whole)
    return whole + cents.replace(",", ".")


_AS_IN_LATIN = str.maketrans({"٫": ".", "٬": ",", "'": "", "’": ""})


class MoneyField(forms.DecimalField):
    """An amount, with or without cents."""

    def __init__(self, **options: Any) -> None:
        super().__init__(required=False, min_value=0, max_digits=18, decimal_places=2, **options)
        self.widget = forms.TextInput(attrs={"inputmode": "decimal", "dir": "ltr", "size": "14"})

    def to_python(self, value: Any) -> Decimal | None:  # type: ignore[override]
        try:
            return super().to_python(_plain_number(value) if isinstance(value, str) else value)
        except ValidationError:
            raise ValidationError(
                _("“%(text)s” is not an amount: write it in figures, such as 1000000 or 1000000.50.") % {"text": value}
            ) from None

    def write(self, value: Decimal | None) -> list[str]:
        return [] if value is None else [str(value)]


class CurrencyField(forms.CharField):
    """A currency by its three letters."""

    def __init__(self, **options: Any) -> None:
        super().__init__(required=False, max_length=3, help_text=gettext_lazy("Three letters, such as USD."), **options)
        self.widget.attrs |= {"dir": "ltr", "size": "4", "autocapitalize": "characters"}

    def clean(self, value: Any) -> str | None:
        text = str(super().clean(value)).upper()
        if text and not (len(text) == 3 and text.isascii() and text.isalpha()):
            raise ValidationError(_("A currency has three letters, such as USD or EUR."))
        return text or None

    def write(self, value: str | None) -> list[str]:
        return [value] if value else []


def terms_of(name: str) -> Callable[[], Choices]:
    """The choices of a scheme, in the language of whoever is asked."""
    return lambda: [(term.code, term.label()) for term in scheme(name)]


class CodeField(forms.ChoiceField):
    """One of a scheme, or not known."""

    def __init__(
        self, choices: Callable[[], Choices], *, empty: Any = None, can_be_unknown: bool = True, **options: Any
    ) -> None:
        self.empty = empty
        unknown = [("", gettext_lazy("not known"))] if can_be_unknown else []
        super().__init__(required=False, choices=lambda: [*unknown, *choices()], **options)

    def clean(self, value: Any) -> str | None:
        given: str | None = super().clean(value) or self.empty
        return given

    def write(self, value: str | None) -> list[str]:
        return [value] if value else []


class RadioField(CodeField):
    """One of few, all in sight."""

    widget = forms.RadioSelect


class CodesField(forms.MultipleChoiceField):
    """Any of a scheme."""

    widget = forms.CheckboxSelectMultiple

    def __init__(self, choices: Callable[[], Choices], **options: Any) -> None:
        super().__init__(required=False, choices=choices, **options)

    def clean(self, value: Any) -> tuple[str, ...]:
        return tuple(super().clean(value))

    def write(self, value: Iterable[str]) -> list[str]:
        return list(value)


class YesNoField(RadioField):
    """Yes, no, or not known, which is neither."""

    def __init__(self, **options: Any) -> None:
        super().__init__(lambda: [("yes", _("yes")), ("no", _("no"))], **options)

    def clean(self, value: Any) -> bool | None:  # type: ignore[override]
        return {"yes": True, "no": False}.get(super().clean(value) or "")

    def write(self, value: bool | None) -> list[str]:  # type: ignore[override]
        return [] if value is None else ["yes" if value else "no"]


class CountriesField(forms.CharField):
    """Countries by their names, in any of our languages, each on a line, or parted by commas or semicolons."""

    def __init__(self, **options: Any) -> None:
        options.setdefault("help_text", gettext_lazy("One a line, in any of our languages."))
        super().__init__(
            required=False, max_length=LONGEST_TEXT, widget=forms.Textarea(attrs={"rows": 4, "dir": "auto"}), **options
        )

    def clean(self, value: Any) -> tuple[str, ...]:
        text = super().clean(value)
        found, unknown = [], []
        for name in filter(None, (each.strip() for line in text.splitlines() for each in _parted(line))):
            code = find_country(name)
            found.append(code) if code else unknown.append(name)
        if unknown:
            names = {"names": join_words(unknown[:5])}
            raise ValidationError(_("This list of countries does not have %(names)s. Look at the spelling.") % names)
        return tuple(found)

    def write(self, value: Iterable[str]) -> list[str]:
        lines = "\n".join(scheme("countries").label_of(code) for code in value)
        return [lines] if lines else []


def _parted(line: str) -> list[str]:
    """“Bolivia, Plurinational State of” is one country: a line is parted only where it is none as a whole."""
    return [line] if find_country(line.strip()) else re.split("[,;،؛、；，]", line)
