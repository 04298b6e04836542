"""The desk's forms: texts in every language of the site, choices, and conditions as YAML."""

from collections.abc import Mapping
from typing import Any, Self, cast

import yaml
from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.forms import BaseFormSet, BoundField, formset_factory
from django.utils.translation import gettext_lazy as _

from rapport.criteria.condition_reading import read_condition
from rapport.criteria.document_fields import kinds
from rapport.criteria.files import parse_yaml
from rapport.criteria.mistakes import Place, RulesError
from rapport.criteria.rules import LEVELS, TEXTS, WEIGHTS
from rapport.criteria.rules_reading import CODE, LONGEST_TEXT, MOST_CHECKS
from rapport.criteria.wording import name_levels, name_states, name_weights
from rapport.look.formats import direction, html_language, native_name
from rapport.registry.field_labels import field_label
from rapport.vocabularies.reading import STATES

_LABELS = {
    "labels": _("Name"),
    "introduction": _("Introduction"),
    "why": _("Why it matters"),
    "question": _("Question of the self-check"),
    "right": _("What would be right"),
    "source": _("Source"),
    "message": _("Message"),
}
_LONGEST_CONDITION = 5000


def languages_of(content: Mapping[str, Any]) -> list[str]:
    """The languages of the site, then those in which the rule set is written besides."""
    written = content.get("labels", {})
    return list(dict.fromkeys([*(code for code, _name in settings.LANGUAGES), *written]))


class TextsForm(forms.Form):
    """A form some of whose texts are given in several languages: field ``why-fr`` is the text ``why`` in French."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.label_suffix = ""

    def add_texts(self, name: str, given: Any, languages: list[str], *, rows: int = 2) -> None:
        texts = {"en": given} if isinstance(given, str) else given or {}
        for language in dict.fromkeys([*languages, *texts]):
            shown = {"lang": html_language(language), "dir": direction(language), "rows": rows}
            self.fields[f"{name}-{language}"] = forms.CharField(
                label=native_name(language),
                required=False,
                max_length=LONGEST_TEXT,
                initial=texts.get(language, ""),
                widget=forms.Textarea(attrs=shown),
            )

    def texts(self, name: str) -> dict[str, str]:
        """What was given of a text, by language."""
        given = {key.removeprefix(f"{name}-"): text for key, text in self.cleaned_data.items() if _is_of(key, name)}
        return {language: text for language, text in given.items() if text}

    def need_text(self, name: str) -> None:
        """One language at least; said at the first field."""
        if not self.texts(name) and not any(_is_of(key, name) for key in self.errors):
            first = next(key for key in self.fields if _is_of(key, name))
            self.add_error(first, _("Give this in one language at least."))

    def groups(self) -> list[tuple[str, list[BoundField]]]:
        """The texts for a page: what each is, and its fields by language."""
        names = dict.fromkeys(key.partition("-")[0] for key in self.fields if key.partition("-")[0] in _LABELS)
        return [(str(_LABELS[name]), [self[key] for key in self.fields if _is_of(key, name)]) for name in names]


def _is_of(key: str, name: str) -> bool:
    return key.startswith(f"{name}-")


class HeadForm(TextsForm):
    """What a rule set is called, what is said of it, and why there is this version."""

    note = forms.CharField(
        label=_("Note for the desk: why there is this version"),
        required=False,
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(self, *args: Any, content: Mapping[str, Any], note: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("labels", "introduction", "source"):
            self.add_texts(name, content.get(name), languages_of(content))
        self.fields["note"].initial = note

    def clean(self) -> None:
        self.need_text("labels")
        self.need_text("source")

    def content(self) -> dict[str, Any]:
        return {name: self.texts(name) for name in ("labels", "introduction", "source")}


class CriterionForm(TextsForm):
    """One criterion without its checks."""

    code = forms.RegexField(
        CODE, label=_("Code"), max_length=40, error_messages={"invalid": _("Small letters, digits and hyphens.")}
    )
    weight = forms.ChoiceField(label=_("Weight"))
    state = forms.ChoiceField(label=_("State"))
    paragraph = forms.CharField(label=_("Paragraph of the source"), required=False, max_length=60)

    def __init__(self, *args: Any, criterion: Mapping[str, Any], languages: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _offer(self.fields["weight"], WEIGHTS, name_weights())
        _offer(self.fields["state"], STATES, name_states())
        for name in ("code", "weight", "state", "paragraph"):
            self.fields[name].initial = criterion.get(name, "reconstructed" if name == "state" else None)
            self.fields[name].widget.attrs["dir"] = "auto" if name in ("weight", "state") else "ltr"
        # Findings are kept by this code: another code is another criterion.
        self.fields["code"].disabled = bool(criterion)
        for name in (*TEXTS, "source"):
            self.add_texts(name, criterion.get(name), languages)

    def clean(self) -> None:
        for name in (*TEXTS, "source"):
            self.need_text(name)

    def content(self) -> dict[str, Any]:
        said = {name: self.cleaned_data[name] for name in ("code", "weight", "state", "paragraph")}
        return said | {name: self.texts(name) for name in (*TEXTS, "source")}


class CheckForm(TextsForm):
    """One check: how grave, when, and what is said."""

    level = forms.ChoiceField(label=_("Level"))
    field = forms.ChoiceField(label=_("Field of the form where it is shown"), required=False)
    when = forms.CharField(
        label=_("Condition"),
        max_length=_LONGEST_CONDITION,
        widget=forms.Textarea(attrs={"rows": 3, "class": "code", "lang": "en", "dir": "ltr", "spellcheck": "false"}),
    )

    def __init__(self, *args: Any, languages: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _offer(self.fields["level"], ("", *LEVELS), {"": "—", **name_levels()})
        labels = {name: field_label(name) for name in kinds()}
        _offer(self.fields["field"], ("", *labels), {"": _("the first that the condition names"), **labels})
        self.add_texts("message", self.initial.get("message"), languages)

    def clean_when(self) -> Any:
        """The condition as plain data, which is what a version keeps."""
        try:
            given = parse_yaml(self.cleaned_data["when"], Place())
            read_condition(given, Place())
        except RulesError as error:
            raise ValidationError(str(error)) from None
        return given

    def clean(self) -> None:
        if self.has_changed():
            self.need_text("message")

    def content(self) -> dict[str, Any]:
        said = {name: self.cleaned_data[name] for name in ("level", "when", "field") if self.cleaned_data[name]}
        return said | {"message": self.texts("message")}


class BaseChecks(BaseFormSet[CheckForm]):
    """The checks of a criterion, in their order, and room for one more."""

    def content(self) -> list[dict[str, Any]]:
        return [
            form.content()
            for form in self.forms
            if form.cleaned_data.get("level") and not form.cleaned_data.get("DELETE")
        ]

    @classmethod
    def of(cls, posted: Any, criterion: Mapping[str, Any], languages: list[str]) -> Self:
        initial = [{**each, "when": _as_yaml(each["when"])} for each in criterion.get("checks", ())]
        return cls(posted, initial=initial, form_kwargs={"languages": languages}, prefix="checks")


CheckFormSet = cast(
    "type[BaseChecks]",
    formset_factory(
        CheckForm, formset=BaseChecks, extra=1, can_delete=True, max_num=MOST_CHECKS, absolute_max=MOST_CHECKS
    ),
)


class DayForm(forms.Form):
    """From when on."""

    on = forms.DateField(label=_("In force from"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.label_suffix = ""


def _offer(field: Any, codes: tuple[str, ...], labels: Mapping[str, Any]) -> None:
    field.choices = [(code, labels.get(code, code)) for code in codes]


def _as_yaml(condition: Any) -> str:
    text: str = yaml.safe_dump(condition, allow_unicode=True, sort_keys=False, width=100)
    return text.strip()
