"""What a founder is asked, and an administrator can say anew: all but name and mailbox has an answer that serves."""

import os
import zipfile
from typing import Any

from babel import Locale, UnknownLocaleError
from django import forms
from django.conf import settings
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from rapport.founding.periods import periods_in_force, shipped_periods
from rapport.lib.host import is_mail_server
from rapport.look.accent import ACCENT, PAPER, READABLE, contrast, host_accent

LICENCES = ("CC-BY-4.0", "CC0-1.0", "CC-BY-SA-4.0", "ODC-By-1.0", "ODbL-1.0")


class HostForm(forms.Form):
    """The name, languages, licence, lists, periods, look and mail of an installation."""

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
        "^#[0-9a-fA-F]{6}$", label=_("The one colour of the site"), initial=ACCENT,
        widget=forms.TextInput(attrs={"type": "color"}),
    )  # fmt: skip
    mail = forms.CharField(
        label=_("The mail server"), required=False, max_length=400,
        help_text=_("Such as smtp+tls://name:password@mail.example:587. Empty: letters wait until there is one."),
    )  # fmt: skip
    mail_from = forms.EmailField(label=_("From which address do letters come?"), required=False)

    def parts(self) -> list[tuple[str, list[Any]]]:
        """Headings, each with the questions under it."""
        return [(str(heading), [self[name] for name in names]) for heading, names in _PARTS if names[0] in self.fields]

    def clean_other_languages(self) -> list[str]:
        given = self.cleaned_data["other_languages"].lower().replace("_", "-")
        codes = [code.strip() for code in given.split(",") if code.strip()]
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
        """What ``host.yaml`` is to say; of what is None, nothing."""
        told = self.cleaned_data
        return {
            "name": told["name"],
            "languages": [*told["languages"], *told["other_languages"]],
            "language": told["language"].lower(),
            "licence": told["licence"],
            "accent": told["accent"] if told["accent"] != ACCENT else None,
            "mail": told["mail"] or None,
            "mail_from": told["mail_from"] or None,
        }

    def periods(self) -> list[int]:
        return [self.cleaned_data[name] for name in _PERIODS]


class FoundingForm(HostForm):
    """What is asked when nobody is administrator yet."""

    administrator = forms.EmailField(label=_("Your own mailbox: you become the first administrator"))

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for name, months in zip(_PERIODS, shipped_periods(), strict=True):
            self.fields[name].initial = months


class SettingsForm(HostForm):
    """The same of an installation at work. What the environment says is shown, and cannot be said otherwise here."""

    def __init__(self, data: Any = None, files: Any = None) -> None:
        super().__init__(data, files, initial=_in_force())
        licence = settings.RAPPORT_LICENCE  # a kit may have brought another
        self.fields["licence"].choices = [(each, each) for each in dict.fromkeys((*LICENCES, licence))]  # type: ignore[attr-defined]
        # The address of the server may hold a password: it is never shown.
        self.fields["mail"].help_text = _(
            "Empty: it stays as it is. Else such as smtp+tls://name:password@mail.example:587."
        )
        self.fixed = {name for name in self.fields if f"RAPPORT_{_KEYS.get(name, name).upper()}" in os.environ}
        for name in self.fixed:
            self.fields[name].disabled = True
            self.fields[name].help_text = _("Said where the server is started, which goes before what is said here.")

    def changes(self) -> dict[str, Any]:
        """What ``host.yaml`` is to say otherwise: what is None, no longer."""
        fixed = {_KEYS.get(name, name) for name in self.fixed}
        told = {key: value for key, value in self.host_file().items() if key not in fixed}
        return told if told.get("mail") else {key: value for key, value in told.items() if key != "mail"}


def _in_force() -> dict[str, Any]:
    codes = [code for code, _name in settings.LANGUAGES]
    derived = f"registry@{settings.RAPPORT_MAIL_DOMAIN}"  # nobody said it: it follows the address of the site
    return {
        "name": settings.RAPPORT_NAME,
        "languages": [code for code in codes if code in settings.SHIPPED_LANGUAGES],
        "other_languages": ", ".join(code for code in codes if code not in settings.SHIPPED_LANGUAGES),
        "language": settings.LANGUAGE_CODE,
        "licence": settings.RAPPORT_LICENCE,
        "accent": host_accent(),
        "mail_from": "" if derived == settings.RAPPORT_MAIL_FROM else settings.RAPPORT_MAIL_FROM,
        **dict(zip(_PERIODS, periods_in_force(), strict=True)),
    }


_PERIODS = ("green", "amber", "red")
_KEYS = {"other_languages": "languages"}  # settings whose questions have other names
_PARTS = (
    (_("Name and languages"), ("name", "languages", "other_languages", "language")),
    (_("Data"), ("licence", "kit")),
    (_("Periods"), _PERIODS),
    (_("Look"), ("accent",)),
    (_("Mail"), ("mail", "mail_from")),
    (_("People"), ("administrator",)),
)
