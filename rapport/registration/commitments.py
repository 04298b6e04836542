"""The agreed commitments that a partnership serves: which, and how."""

import re
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from rapport.registration.fields import Choices, CodesField, ProseField
from rapport.registration.forms import Answers, StepForm, listed
from rapport.registry.document import PartnershipDocument
from rapport.vocabularies.schemes import Scheme, scheme


def _main_terms(known: Scheme) -> Choices:
    """Goals and chapters. Their targets are hundreds: those are written by their codes."""
    main = (term for term in known if not any(group in known for group in term.groups))
    return [(f"{known.name}:{term.code}", f"{term.code.upper()} {term.label()}") for term in main]


def _schemes() -> list[Scheme]:
    return [scheme(term.code) for term in scheme("commitment-schemes")]


def _choices() -> Choices:
    return [choice for known in _schemes() for choice in _main_terms(known)]


class CommitmentsForm(StepForm):
    extra = ("commitment", "further")
    further_fields = ("commitments",)
    template = "registration/commitments.html"
    commitment = CodesField(_choices, label=gettext_lazy("What was agreed, and it serves"))
    further = forms.CharField(
        required=False,
        label=gettext_lazy("Targets and further codes"),
        widget=forms.TextInput(attrs={"dir": "ltr"}),
        max_length=2000,
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        further = _("With their scheme: %(example)s. Several are separated by blanks.") % {"example": "sdg:14.2, mdg:7"}
        self.fields["further"].help_text = further
        self.chosen = self._find_chosen() if self.is_bound else []
        for code in self.chosen:
            question: str = _("How does it serve “%(commitment)s”?") % {"commitment": label_of(code)}
            self.fields[f"why-{code}"] = ProseField(rows=3, label=question)

    def _find_chosen(self) -> list[str]:
        given = [*listed(self.data, "commitment"), *_parted(self.data.get("further", ""))]
        return [code for code in dict.fromkeys(given) if is_commitment(code)]

    def clean_further(self) -> str:
        text = str(self.cleaned_data["further"])
        unknown = [code for code in _parted(text) if not is_commitment(code)]
        if unknown:
            raise forms.ValidationError(
                _("There is no commitment “%(code)s”. Write scheme and code, such as %(example)s.")
                % {"code": unknown[0], "example": "sdg:14.2"}
            )
        return text

    def read(self) -> dict[str, Any]:
        given = [(code, self.cleaned_data.get(f"why-{code}", "")) for code in self.chosen]
        parted = [(*code.split(":", 1), why) for code, why in given]
        return {"commitments": [{"scheme": name, "code": code, "explanation": why} for name, code, why in parted]}

    @property
    def groups(self) -> list[tuple[str, Choices]]:
        """The choices, scheme by scheme."""
        return [(known.label(), _main_terms(known)) for known in _schemes()]

    @property
    def explanations(self) -> list[Any]:
        return [self[f"why-{code}"] for code in self.chosen]

    @classmethod
    def write(cls, document: PartnershipDocument) -> Answers:
        codes = list(dict.fromkeys(f"{each.scheme}:{each.code}" for each in document.commitments))
        main = {value for value, _label in _choices()}
        listed, further = [code for code in codes if code in main], [code for code in codes if code not in main]
        written: Answers = {"commitment": listed} if listed else {}
        if further:
            written["further"] = [" ".join(further)]
        for each in document.commitments:
            if each.explanation:
                before = written.get(f"why-{each.scheme}:{each.code}", [])
                written[f"why-{each.scheme}:{each.code}"] = ["\n\n".join([*before, each.explanation])]
        return written

    @classmethod
    def owns(cls, name: str) -> bool:
        return super().owns(name) or name.startswith("why-")


def _parted(text: str) -> list[str]:
    return re.sub("[,;،؛、；，]", " ", text).split()


def is_commitment(code: str) -> bool:
    """Whether “scheme:code” is one that this registry knows."""
    name, _, rest = code.partition(":")
    return name in scheme("commitment-schemes") and rest in scheme(name)


def label_of(code: str) -> str:
    name, _, rest = code.partition(":")
    return f"{scheme(name).label()}, {rest.upper()}: {scheme(name).label_of(rest)}"
