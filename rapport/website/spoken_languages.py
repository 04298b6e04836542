"""The languages of what lies behind an entry: those of the site by a tick, any other by its code (BCP 47)."""

import re
from typing import Any

from babel import Locale, UnknownLocaleError
from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.text import capfirst
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from rapport.content.codes import CodesField, read_codes, write_codes
from rapport.content.models import choose_languages
from rapport.content.shelves import Facet
from rapport.look.formats import language_name

_MOST = 20


def is_language(code: str) -> bool:
    """Whether there is such a language, as far as anybody here knows."""
    if not re.fullmatch(r"[a-z]{2,3}(?:-[a-z0-9]{2,8}){0,2}", code):
        return False
    try:
        Locale.parse(code, sep="-")
    except (UnknownLocaleError, ValueError):
        return False
    return True


def by_spoken_language(label: Any) -> Facet:
    """The facet of a column of such languages."""
    return Facet("speaks", label, "speaks", read_codes, lambda code: language_name(code) if is_language(code) else "")


def read_languages(typed: str) -> list[str]:
    """Codes as people type them, one after another. What is no language is told in a ``ValidationError``."""
    codes = [code for code in re.split(r"[\s,;،、]+", typed.strip().lower()) if code]
    if wrong := [code for code in codes if not is_language(code)]:
        raise ValidationError(
            gettext("“%(code)s” is no code of a language: write en, pt-br or sw, say.") % {"code": wrong[0][:40]}
        )
    return codes[:_MOST]


class SpokenField(CodesField):
    """A column of languages."""

    def labels_of(self, written: str) -> list[str]:
        return [language_name(code) for code in read_codes(written)]

    def formfield(self, **options: Any) -> forms.Field:
        return TickedAndTypedField(label=capfirst(self.verbose_name), help_text=self.help_text, required=not self.blank)


class TickedAndTyped(forms.MultiWidget):
    """Ticks, and a line below them."""

    def __init__(self) -> None:
        line = forms.TextInput(attrs={"aria-label": _("Other languages, by their codes"), "dir": "ltr"})
        super().__init__([forms.CheckboxSelectMultiple(choices=choose_languages()), line])

    def decompress(self, value: Any) -> list[Any]:
        codes = read_codes(value) if isinstance(value, str) else list(value or ())
        ours = dict(settings.LANGUAGES)
        return [[code for code in codes if code in ours], ", ".join(code for code in codes if code not in ours)]


class TickedAndTypedField(forms.MultiValueField):
    def __init__(self, **options: Any) -> None:
        parts = [forms.MultipleChoiceField(choices=choose_languages, required=False), forms.CharField(required=False)]
        super().__init__(parts, widget=TickedAndTyped(), require_all_fields=False, **options)

    def compress(self, data_list: list[Any]) -> str:
        ticked, typed = data_list or ([], "")
        return write_codes([*ticked, *read_languages(typed or "")])
