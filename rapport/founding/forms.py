"""What a founder is asked. Every answer but the name and the administrator has one that serves."""

import zipfile
from typing import Any

from babel import Locale, UnknownLocaleError
from django import forms
from django.conf import settings
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from rapport.founding.periods import shipped_periods
from rapport.lib.host import is_mail_server
from rapport.look.accent import PAPER, READABLE, contrast

LICENCES = ("CC-BY-4.0", "CC0-1.0", "CC-BY-SA-4.0", "ODC-By-1.0", "ODbL-1.0")


class FoundingForm(forms.Form):
    """The name, languages, licence, lists, periods, look, mail and first administrator of an installation."""

    name = forms.CharField(label=_("What is the registry called?"), max_length=80)
    languages = forms.MultipleChoiceField(
        label=_("In which languages?"), choices=list(settings.SHIPPED_LANGUAGES.items()), required=False,
        widget=forms.CheckboxSelectMultiple, initial=list(settings.SHIPPED_LANGUAGES),
    )  # fmt: skip
    other_languages = forms.CharField(
        label=_("Other languages"), required=False, max_length=200,
        help_text=_("Their codes, such as pt-br, sw. What is not translated yet is in English; a kit may bring it."),
    )  # fmt: skip
    language = forms.CharField(
        label=_("The main language"), max_length=12, initial="en",
        help_text=_("In which editors write first, and which a reader gets whose own is not among them. Its code."),
    )  # fmt: skip
    licence = forms.ChoiceField(
        label=_("Under which licence may the data be used?"), choices=[(x, x) for x in LICENCES]
    )
    kit = forms.FileField(
        label=_("Your own lists, criteria, report and pages"), required=False,
        help_text=_("A zip with folders such as vocabularies, criteria, pages. Without it those shipped serve."),
    )  # fmt: skip
    green = forms.IntegerField(label=_("Months after which a record is due"), min_value=1, max_value=240)
    amber = forms.IntegerField(label=_("Months after which it is overdue"), min_value=2, max_value=360)
    red = forms.IntegerField(label=_("Months after which it is dormant"), min_value=3, max_value=480)
    accent = forms.RegexField(
        "^#[0-9a-fA-F]{6}$", label=_("The one colour of the site"), initial="#0a5a5c",
        widget=forms.TextInput(attrs={"type": "color"}),
    )  # fmt: skip
    mail = forms.CharField(
        label=_("The mail server"), required=False, max_length=400,
        help_text=_("Such as smtp+tls://name:password@mail.example:587. Empty: letters wait until there is one."),
    )  # fmt: skip
    mail_from = forms.EmailField(label=_("From which address do letters come?"), required=False)
    administrator = forms.EmailField(label=_("Your own mailbox: you become the first administrator"))

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for name, months in zip(("green", "amber", "red"), shipped_periods(), strict=True):
            self.fields[name].initial = months

    def clean_other_languages(self) -> list[str]:
        codes = [code.strip().lower() for code in self.cleaned_data["other_languages"].split(",") if code.strip()]
        for code in codes:
            try:
                Locale.parse(code, sep="-")
            except (UnknownLocaleError, ValueError):
                raise forms.ValidationError(gettext("“%(code)s” is no code of a language.") % {"code": code}) from None
        return codes

    def clean_kit(self) -> Any:
        kit = self.cleaned_data["kit"]
        if kit and not zipfile.is_zipfile(kit):
            raise forms.ValidationError(gettext("This file is no zip. Pack your folders into one, and choose that."))
        return kit

    def clean_accent(self) -> str:
        accent = str(self.cleaned_data["accent"]).lower()
        if contrast(accent, PAPER) < READABLE:
            raise forms.ValidationError(gettext("On paper this colour could not be read. Choose a darker one."))
        return accent

    def clean_mail(self) -> str:
        address = str(self.cleaned_data["mail"])
        if address and not is_mail_server(address):
            raise forms.ValidationError(gettext("This is not the address of a mail server: see the example."))
        return address

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        spoken = [*cleaned.get("languages", []), *(cleaned.get("other_languages") or [])]
        if not spoken:
            self.add_error("languages", gettext("Choose one language at least."))
        elif cleaned.get("language", "").lower() not in spoken:
            self.add_error("language", gettext("The main language must be one of those chosen above."))
        if not cleaned.get("green", 0) < cleaned.get("amber", 1) < cleaned.get("red", 2):
            self.add_error("amber", gettext("Each period must be longer than the one before it."))
        return cleaned

    def host_file(self) -> dict[str, Any]:
        """What ``host.yaml`` is to say."""
        told = self.cleaned_data
        url = settings.WAGTAILADMIN_BASE_URL
        return {
            "name": told["name"],
            "languages": [*told["languages"], *told["other_languages"]],
            "language": told["language"].lower(),
            "licence": told["licence"],
            "accent": told["accent"] if told["accent"] != "#0a5a5c" else None,
            "mail": told["mail"] or None,
            "mail_from": told["mail_from"] or None,
            "url": url,
        }

    def periods(self) -> list[int]:
        return [self.cleaned_data[name] for name in ("green", "amber", "red")]
