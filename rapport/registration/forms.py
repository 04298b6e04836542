"""The steps of a registration as forms: what is asked, and why.

A form reads answers into fields of the document (``read``), and writes a document back into answers (``write``). What
cannot be read leaves its field out and says why beside it; nothing typed is lost.
"""

import re
from typing import Any, ClassVar

from django import forms
from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from rapport.look.formats import html_language, language_name
from rapport.registration.fields import (
    Choices,
    CodeField,
    CodesField,
    CountriesField,
    CurrencyField,
    LineField,
    MoneyField,
    PartialDateField,
    ProseField,
    RadioField,
    WebsiteField,
    YesNoField,
    terms_of,
    write_answer,
)
from rapport.registry.document import PartnershipDocument
from rapport.registry.field_labels import LABELS
from rapport.vocabularies.schemes import scheme

Answers = dict[str, list[str]]
_LANGUAGE = re.compile(r"[a-zA-Z]{2,3}(-[a-zA-Z0-9]{2,8}){0,3}")


def listed(data: Any, name: str) -> list[str]:
    """Every answer to a question that takes several."""
    return list(data.getlist(name))


class StepForm(forms.Form):
    """A few questions of the document. ``extra`` names those that are no field of it."""

    extra: ClassVar[tuple[str, ...]] = ()
    further_fields: ClassVar[tuple[str, ...]] = ()  # of the document, which no single question is called by
    template = "registration/step.html"

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for name, field in self.fields.items():
            field.label = field.label or LABELS.get(name, name)

    def read(self) -> dict[str, Any]:
        """The fields of the document that these answers give."""
        return {name: value for name, value in self.cleaned_data.items() if name not in self.extra}

    @classmethod
    def write(cls, document: PartnershipDocument) -> Answers:
        """The answers that give this document."""
        written = {
            name: write_answer(field, getattr(document, name))
            for name, field in cls.base_fields.items()
            if name not in cls.extra
        }
        return {name: given for name, given in written.items() if given}

    @classmethod
    def owns(cls, name: str) -> bool:
        """Whether a name of a posted form belongs to this step."""
        return name in cls.base_fields

    @classmethod
    def fields_of_document(cls) -> frozenset[str]:
        """The fields of the document that this step asks about."""
        return frozenset({*cls.base_fields, *cls.further_fields} - {*cls.extra})


def _languages() -> Choices:
    return [(html_language(code), str(name)) for code, name in settings.LANGUAGES]


class AboutForm(StepForm):
    name = LineField(help_text=gettext_lazy("As its partners use it. It stands above the record."))
    acronym = LineField(longest=60)
    language = CodeField(
        _languages, empty="", help_text=gettext_lazy("The one in which you write here. Others can be added later.")
    )
    status = RadioField(
        lambda: [
            ("registered", _("It is at work, or ready to begin.")),
            ("forming", _("It is in formation: it still looks for partners or money.")),
        ],
        empty="registered",
        can_be_unknown=False,
        label=gettext_lazy("How far it is"),
        help_text=gettext_lazy(
            "One in formation has a list of its own, where partners and donors look. It is not yet counted."
        ),
    )
    website = WebsiteField(help_text=gettext_lazy("Where readers find more."))

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        own, field = self.data.get("language", ""), self.fields["language"]
        if _LANGUAGE.fullmatch(own) and own not in dict(_languages()) and isinstance(field, CodeField):
            # A record may be in a language that the site is not in, and stays in it.
            field.choices = [("", _("not known")), *_languages(), (own, language_name(own))]

    @classmethod
    def write(cls, document: PartnershipDocument) -> Answers:
        written = super().write(document)
        if document.status not in ("registered", "forming"):
            written.pop("status", None)  # an end is told elsewhere
        return written

    def read(self) -> dict[str, Any]:
        given = super().read()
        if not self.data.get("status"):
            given.pop("status", None)
        return given


class PurposeForm(StepForm):
    objectives = ProseField(
        help_text=gettext_lazy(
            "What will be different when it has done its work, and for whom? Readers see this first."
        )
    )
    targets = ProseField(help_text=gettext_lazy("What is to be reached, how much of it, and by when?"))
    implementation = ProseField(help_text=gettext_lazy("The steps it takes."))


class ThemesForm(StepForm):
    extra = ("primary", "secondary")
    further_fields = ("themes",)
    primary = CodesField(
        terms_of("themes"),
        label=gettext_lazy("Primary themes"),
        help_text=gettext_lazy("What it is about in the first place: one or two."),
    )
    secondary = CodesField(
        terms_of("themes"),
        label=gettext_lazy("Secondary themes"),
        help_text=gettext_lazy("What it touches besides. A theme chosen above need not be chosen again."),
    )
    dimensions = CodesField(
        terms_of("dimensions"),
        help_text=gettext_lazy("A partnership of this registry joins all three, as far as it can."),
    )

    def read(self) -> dict[str, Any]:
        given = super().read()
        if {"primary", "secondary"} <= self.cleaned_data.keys():
            ranks = dict.fromkeys(self.cleaned_data["secondary"], "secondary")
            ranks |= dict.fromkeys(self.cleaned_data["primary"], "primary")
            given["themes"] = [{"theme": theme, "rank": rank} for theme, rank in ranks.items()]
        return given

    @classmethod
    def write(cls, document: PartnershipDocument) -> Answers:
        primary = [each.theme for each in document.themes if each.rank == "primary"]
        secondary = [each.theme for each in document.themes if each.rank != "primary"]
        return {
            **super().write(document),
            **({"primary": primary} if primary else {}),
            **({"secondary": secondary} if secondary else {}),
        }


class PlacesForm(StepForm):
    extra = ("no_countries",)
    scope = RadioField(terms_of("scopes"), help_text=gettext_lazy("How far it reaches."))
    activity_levels = CodesField(terms_of("scopes"), help_text=gettext_lazy("Where the work itself is done."))
    regions = CodesField(terms_of("regions"))
    countries = CountriesField()
    no_countries = forms.BooleanField(required=False, label=gettext_lazy("It has no countries of its own"))


class TimeForm(StepForm):
    started_on = PartialDateField()
    ends_on = PartialDateField()
    open_ended = YesNoField(help_text=gettext_lazy("Yes, where no end is foreseen."))
    added_value = CodesField(
        terms_of("added-value"),
        label=gettext_lazy("What is new"),
        help_text=gettext_lazy("A partnership is new, or shows what it adds to what went before it."),
    )

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        started_on, ends_on = given.get("started_on"), given.get("ends_on")
        if ends_on and given.get("open_ended"):
            self.add_error("ends_on", _("What is open-ended has no end: take one of the two away."))
        elif started_on and ends_on and ends_on.certainly_before(started_on):
            self.add_error("ends_on", _("The end is before the start."))
        return given


class MeansForm(StepForm):
    extra = ("no_mechanisms", "no_in_kind", "no_funding_sources")
    template = "registration/means.html"
    finance = RadioField(terms_of("finance"), help_text=gettext_lazy("Is there money for it?"))
    finance_amount = MoneyField()
    finance_currency = CurrencyField()
    funding_sources = CodesField(
        terms_of("funding-sources"), label=gettext_lazy("Sources of funding"),
    )  # fmt: skip
    no_funding_sources = forms.BooleanField(required=False, label=gettext_lazy("It has no source of funding"))
    in_kind = CodesField(terms_of("in-kind"))
    no_in_kind = forms.BooleanField(required=False, label=gettext_lazy("It has no such resources"))
    resources = ProseField(
        rows=3, help_text=gettext_lazy("What it can count on, for how long, and what it still needs.")
    )
    funding_sought = YesNoField(help_text=gettext_lazy("Donors look for partnerships that do."))
    funding_sought_amount = MoneyField()
    funding_sought_currency = CurrencyField()
    mechanisms = CodesField(terms_of("mechanisms"))
    no_mechanisms = forms.BooleanField(required=False, label=gettext_lazy("It has none of these"))
    capacity_building = ProseField(rows=3)

    def read(self) -> dict[str, Any]:
        given = super().read()
        if "funding_sources" in given:
            given["funding_sources"] = [
                {"type": type_, "name": name}
                for type_ in given["funding_sources"]
                for name in _names_of(listed(self.data, f"source-{type_}"))
            ]
        return given

    @property
    def sources(self) -> list[tuple[str, str, str]]:
        """Of each type chosen: its code, its label, and the names given, a line each."""
        chosen = listed(self.data, "funding_sources") if self.is_bound else []
        labels = scheme("funding-sources")
        return [(code, labels.label_of(code), self.data.get(f"source-{code}", "")) for code in chosen]

    @classmethod
    def write(cls, document: PartnershipDocument) -> Answers:
        types = list(dict.fromkeys(source.type for source in document.funding_sources))
        plain = document.model_copy(update={"funding_sources": types})
        names = {
            f"source-{code}": ["\n".join(each.name for each in document.funding_sources if each.type == code)]
            for code in types
        }
        return {**super().write(plain), **{name: given for name, given in names.items() if given != [""]}}

    @classmethod
    def owns(cls, name: str) -> bool:
        return super().owns(name) or name.startswith("source-")


def _names_of(given: list[str]) -> list[str]:
    return [line.strip() for text in given for line in text.splitlines() if line.strip()] or [""]


class GovernanceForm(StepForm):
    governance = ProseField(help_text=gettext_lazy("Who decides, who coordinates, how partners join and leave."))
    monitoring = ProseField(help_text=gettext_lazy("How progress is followed and told, and who answers to whom."))
    balance = ProseField(
        rows=3, help_text=gettext_lazy("Which sectors and regions take part, and who is still missing.")
    )


class ContactForm(StepForm):
    extra = ("contact_name", "contact_email", "contact_language", "word")
    contact_name = LineField(label=gettext_lazy("Your name"))
    contact_email = forms.EmailField(
        required=False,
        label=gettext_lazy("Your e-mail address"),
        help_text=gettext_lazy(
            "You become the focal point. The address is never published; readers write to you through us."
        ),
    )
    contact_language = CodeField(_languages, empty="", label=gettext_lazy("The language of our mails"))
    word = ProseField(rows=3, label=gettext_lazy("A word to the secretariat"))

    @classmethod
    def write(cls, document: PartnershipDocument) -> Answers:
        return {}


NONE_QUESTIONS = {
    "no_countries": "countries",
    "no_mechanisms": "mechanisms",
    "no_in_kind": "in-kind",
    "no_funding_sources": "funding-sources",
}
