"""What people type about themselves and each other."""

from typing import Any

from allauth.account.forms import RequestLoginCodeForm
from allauth.account.models import EmailAddress
from django import forms
from django.conf import settings
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from rapport.accounts import people
from rapport.accounts.handover import NEEDS_A_WORD
from rapport.accounts.models import Role, User
from rapport.accounts.naming import find_id
from rapport.accounts.offers import OfferError, refuse_held
from rapport.accounts.roles import STAFF
from rapport.lib.alphabet import place_of
from rapport.vocabularies.schemes import scheme

_EMAIL = {"autocomplete": "email", "inputmode": "email"}


class RequestCodeForm(RequestLoginCodeForm):  # type: ignore[misc]
    """Whoever proves a mailbox has an account: known or not, the answer and the letter are the same."""

    _user: User | None

    def clean_email(self) -> str:
        email: str = super().clean_email()
        if self._user is None:
            self._user = people.find_or_make(email, language=get_language() or "")
        # Unproved until the code comes back; ``tidying`` forgets who never answers.
        EmailAddress.objects.get_or_create(
            user=self._user, email=self._user.email.lower(), defaults={"primary": True, "verified": False}
        )
        return self._user.email


class InviteForm(forms.Form):
    """An administrator offers a role to a mailbox."""

    email = forms.EmailField(label=_("Address"), widget=forms.EmailInput(attrs=_EMAIL), max_length=254)
    name = forms.CharField(label=_("Name"), required=False, max_length=150)
    role = forms.ChoiceField(label=_("Role"), choices=Role.choices)
    partnership = forms.CharField(
        label=_("Partnership"), required=False, max_length=80,
        help_text=_("Its number, for a focal point or deputy only."),
    )  # fmt: skip
    area = forms.ChoiceField(label=_("For"), required=False)
    language = forms.ChoiceField(label=_("Language of letters"), choices=settings.LANGUAGES)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["area"].choices = area_choices()  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        role, partnership = cleaned.get("role"), cleaned.get("partnership", "").strip()
        cleaned["partnership"] = find_id(partnership)
        if role in STAFF and partnership:
            self.add_error("partnership", _("This role is for the whole registry. Leave the number out."))
        if role and role not in STAFF and not partnership:
            self.add_error("partnership", _("Say of which partnership: write its number."))
        if role in STAFF:
            cleaned["area"] = ""
        elif partnership and not cleaned["partnership"]:
            sentence = _("There is no partnership with the number “%(id)s”.")
            self.add_error("partnership", sentence % {"id": partnership[:80]})
        if not self.errors:
            self._refuse_held(cleaned)
        return cleaned

    def _refuse_held(self, cleaned: dict[str, Any]) -> None:
        cleaned["role"] = Role(cleaned["role"])
        try:
            refuse_held(**{name: given for name, given in cleaned.items() if name != "language"})
        except OfferError as error:
            self.add_error("email", str(error))


class NamingForm(forms.Form):
    """A focal point names a successor, or a deputy."""

    email = forms.EmailField(label=_("Their address"), widget=forms.EmailInput(attrs=_EMAIL), max_length=254)
    name = forms.CharField(label=_("Their name"), max_length=150)
    language = forms.ChoiceField(label=_("Language of letters"), choices=settings.LANGUAGES)


class LeaveForm(forms.Form):
    """The only focal point of a partnership says a word."""

    word = forms.CharField(
        label=_("Why, or who could follow you"), max_length=2000, widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": NEEDS_A_WORD},
    )  # fmt: skip

    def __init__(self, *args: Any, is_last: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["word"].required = is_last


class AboutMeForm(forms.ModelForm[User]):
    """What letters need to know of a person."""

    language = forms.ChoiceField(label=_("Language of letters"), choices=settings.LANGUAGES)

    class Meta:
        model = User
        fields = ("first_name", "language")
        labels = {"first_name": _("Name")}


class EraseForm(forms.Form):
    """Typed, so that no slip of the finger erases anybody."""

    email = forms.EmailField(label=_("Your address, to confirm"), widget=forms.EmailInput(attrs=_EMAIL))

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user

    def clean_email(self) -> str:
        email: str = self.cleaned_data["email"]
        if email.casefold() != self.user.email.casefold():
            raise forms.ValidationError(_("This is not the address of your account. Nothing was erased."))
        return email


class DayForm(forms.Form):
    """Where the demonstration goes: a step, or a day."""

    STEPS = (("day", _("Next day")), ("month", _("Next month")), ("date", _("To a day")))
    step = forms.ChoiceField(choices=STEPS)
    day = forms.DateField(label=_("Day"), required=False, widget=forms.DateInput(attrs={"type": "date"}))


def area_choices() -> list[Any]:
    """Everywhere, a region, or a country, as the reader calls them."""
    countries = sorted(((term.code, term.label()) for term in scheme("countries")), key=lambda pair: place_of(pair[1]))
    regions = [(term.code, term.label()) for term in scheme("regions")]
    return [("", _("everywhere")), (_("Regions"), regions), (_("Countries"), countries)]


def area_label(code: str) -> str:
    """What an area is called in the reader's language."""
    for name in ("regions", "countries"):
        if code in scheme(name):
            return scheme(name)[code].label()
    return code
