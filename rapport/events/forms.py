"""What people type: a proposal of an event, and who wants to come to one."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from rapport.content.models import choose_themes
from rapport.events.models import Event, choose_countries
from rapport.events.times import find_mistakes
from rapport.events.zones import choose_zones
from rapport.lib.texts import clean_line, clean_text

_DAY = forms.DateInput(attrs={"type": "date", "dir": "ltr"}, format="%Y-%m-%d")
_TIME = forms.TimeInput(attrs={"type": "time", "dir": "ltr"}, format="%H:%M")

_OF_TIMES = {"starts_on", "starts_at", "ends_on", "ends_at", "time_zone"}


class LineField(forms.CharField):
    """One line: a line break typed or pasted into it is a space."""

    def to_python(self, value: Any) -> str:
        return clean_line(super().to_python(value) or "")


class ProseField(forms.CharField):
    def __init__(self, *, rows: int, **options: Any) -> None:
        super().__init__(widget=forms.Textarea(attrs={"rows": rows, "dir": "auto"}), **options)

    def to_python(self, value: Any) -> str:
        return clean_text(super().to_python(value) or "")


class ProposalForm(forms.Form):
    """``own``: the partnerships of whoever proposes, as (id, name)."""

    partnership = forms.ChoiceField(label=_("Partnership"))
    title = LineField(label=_("Title"), max_length=250, widget=forms.TextInput(attrs={"dir": "auto"}))
    language = forms.ChoiceField(
        label=_("Language"), choices=settings.LANGUAGES, help_text=_("In which you write here.")
    )
    kind_of = forms.ChoiceField(label=_("Kind"), choices=Event.Kind.choices)
    starts_on = forms.DateField(label=_("First day"), widget=_DAY)
    starts_at = forms.TimeField(
        label=_("Start"), required=False, widget=_TIME, help_text=_("Empty: it is of whole days.")
    )
    ends_on = forms.DateField(label=_("Last day"), required=False, widget=_DAY)
    ends_at = forms.TimeField(label=_("End"), required=False, widget=_TIME)
    time_zone = forms.ChoiceField(
        label=_("Time zone"), choices=choose_zones, initial="UTC", help_text=_("Of the place where it is.")
    )
    place = LineField(
        label=_("Place"), required=False, max_length=300, help_text=_("Building, street, city."),
        widget=forms.TextInput(attrs={"dir": "auto"}),
    )  # fmt: skip
    country = forms.ChoiceField(label=_("Country"), required=False)
    online = forms.URLField(
        label=_("Address online"), required=False, max_length=500, assume_scheme="https",
        widget=forms.TextInput(attrs={"inputmode": "url", "dir": "ltr"}),
    )  # fmt: skip
    summary = ProseField(label=_("What it is about"), max_length=2000, rows=5)
    themes = forms.MultipleChoiceField(
        label=_("Themes"), required=False, choices=choose_themes, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, own: list[tuple[str, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        self._offer("partnership", own)
        self._offer("country", [("", _("none or not yet known")), *choose_countries()])

    def _offer(self, name: str, choices: list[tuple[Any, Any]]) -> None:
        field = self.fields[name]
        if isinstance(field, forms.ChoiceField):
            field.choices = choices

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if not self.errors.keys() & _OF_TIMES:
            for name, sentence in find_mistakes(**{name: given[name] for name in _OF_TIMES}).items():
                self.add_error(name, sentence)
        return given


class SignUpForm(forms.Form):
    name = LineField(
        label=_("Your name"), max_length=200, widget=forms.TextInput(attrs={"autocomplete": "name", "dir": "auto"})
    )
    email = forms.EmailField(
        label=_("Your e-mail address"), max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email", "dir": "ltr"}),
    )  # fmt: skip
    organization = LineField(
        label=_("Organization"), required=False, max_length=300,
        widget=forms.TextInput(attrs={"autocomplete": "organization", "dir": "auto"}),
    )  # fmt: skip
    note = ProseField(label=_("A word to the organizers"), required=False, max_length=2000, rows=3)


class DeclineForm(forms.Form):
    reason = ProseField(
        label=_("Why it is declined"), max_length=4000, rows=6, help_text=_("Its proposer reads this in a letter.")
    )
