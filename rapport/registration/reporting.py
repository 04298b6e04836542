"""The step of a progress report: what was done, and for which of the promises."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from rapport.registration.commitments import is_commitment, label_of
from rapport.registration.fields import CodesField, PartialDateField, ProseField, terms_of
from rapport.registration.forms import Answers, StepForm, listed
from rapport.registration.suggesting import suggest_activities
from rapport.registry.document import PartnershipDocument


class ReportForm(StepForm):
    """One report. What it says of each commitment stands in answers named by the commitment."""

    extra = ("since", "summary", "activities", "lessons", "obstacles", "changed_resources", "evidence")
    further_fields = ("reports",)
    template = "registration/report.html"
    since = PartialDateField(label=gettext_lazy("Since when"))
    summary = ProseField(
        rows=8, label=gettext_lazy("What was done"), help_text=gettext_lazy("In a few sentences, for readers outside.")
    )
    activities = CodesField(
        terms_of("activities"),
        label=gettext_lazy("Of these kinds"),
        help_text=gettext_lazy("So that what all partnerships do can be counted. Suggestions come from your text."),
    )
    lessons = ProseField(rows=3, label=gettext_lazy("Lessons learned"))
    obstacles = ProseField(rows=3, label=gettext_lazy("Obstacles"))
    changed_resources = ProseField(rows=3, label=gettext_lazy("What changed in its resources"))
    evidence = forms.CharField(
        required=False, max_length=4000, label=gettext_lazy("Where it can be seen"),
        help_text=gettext_lazy("Addresses of documents or pages, one a line."),
        widget=forms.Textarea(attrs={"rows": 3, "dir": "ltr"}),
    )  # fmt: skip

    def __init__(self, *args: Any, commitments: tuple[str, ...] = (), **options: Any) -> None:
        super().__init__(*args, **options)
        self.commitments = [code for code in dict.fromkeys(commitments) if is_commitment(code)]
        for code in self.commitments:
            self.fields[f"did-{code}"] = ProseField(rows=3, label=label_of(code))
        text = " ".join(self.data.get(name, "") for name in ("summary", "lessons")) if self.is_bound else ""
        chosen = set(listed(self.data, "activities")) if self.is_bound else set()
        self.suggested = [code for code in suggest_activities(text) if code not in chosen]

    def clean_evidence(self) -> tuple[str, ...]:
        lines = [line.strip() for line in str(self.cleaned_data["evidence"]).splitlines() if line.strip()]
        read = forms.URLField(assume_scheme="https")
        try:
            return tuple(str(read.clean(line)) for line in lines)
        except forms.ValidationError:
            raise forms.ValidationError(
                _("Write addresses such as %(example)s, one a line.") % {"example": "https://example.org/report.pdf"}
            ) from None

    def read(self) -> dict[str, Any]:
        """No field of the document, but one more of its reports: see ``report``."""
        return {}

    @property
    def report(self) -> dict[str, Any] | None:
        """What this report says; nothing where it says nothing."""
        given = self.cleaned_data
        contributions = [
            {"scheme": code.split(":", 1)[0], "code": code.split(":", 1)[1], "text": text}
            for code in self.commitments
            if (text := given.get(f"did-{code}", ""))
        ]
        said = {name: given.get(name) or "" for name in ("summary", "lessons", "obstacles")}
        told = {**said, "resources": given.get("changed_resources", "")}
        if not (any(told.values()) or contributions or given.get("activities")):
            return None
        return {
            **told,
            "since": given.get("since"),
            "activities": given.get("activities", ()),
            "contributions": contributions,
            "evidence": given.get("evidence", ()),
        }

    @property
    def contributions(self) -> list[Any]:
        return [self[f"did-{code}"] for code in self.commitments]

    @classmethod
    def write(cls, document: PartnershipDocument) -> Answers:
        last = document.reports[-1] if document.reports else None
        return {"since": [last.reported_on.isoformat()]} if last else {}

    @classmethod
    def owns(cls, name: str) -> bool:
        return super().owns(name) or name.startswith("did-")
