"""Questions whose answer is a list of rows: partners, deliverables. A blank row at the end is for the next one."""

import re
from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from rapport.organizations.finding import find_alike, find_named
from rapport.organizations.models import Organization
from rapport.registration.fields import CodeField, CodesField, LineField, PartialDateField, terms_of, write_answer
from rapport.registration.forms import Answers, StepForm
from rapport.registry.document import PartnershipDocument
from rapport.vocabularies.countries import find_country
from rapport.vocabularies.schemes import scheme

MOST_ROWS = 1000
NEW = "new"


def row_numbers(data: Any, prefix: str) -> list[int]:
    """The rows that were posted, in order."""
    pattern = re.compile(rf"{prefix}-(\d{{1,4}})-\w+")
    return sorted({int(match[1]) for name in data if (match := pattern.fullmatch(name))})


class RowForm(forms.Form):
    """One row. Blank, it is no row."""

    remove = forms.BooleanField(required=False, label=gettext_lazy("Remove"))

    @property
    def is_blank(self) -> bool:
        return not any(self.data.get(self.add_prefix(name), "").strip() for name in self.telling)

    telling: tuple[str, ...] = ()  # the fields of which one at least is filled in a row that says something

    @property
    def counts(self) -> bool:
        """Whether it is to be read."""
        return not self.is_blank and not self.data.get(self.add_prefix("remove"))


class RowsForm(StepForm):
    """A step made of rows."""

    prefix_of_rows = ""
    row_form: type[RowForm] = RowForm

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        numbers = row_numbers(self.data, self.prefix_of_rows)[:MOST_ROWS] if self.is_bound else []
        rows = [self.row_form(self.data, prefix=f"{self.prefix_of_rows}-{number}") for number in numbers]
        self.rows: list[Any] = [row for row in rows if row.counts]
        self.prepare_rows()
        blank = f"{self.prefix_of_rows}-{numbers[-1] + 1 if numbers else 0}"
        self.blank = self.row_form(prefix=blank)

    def prepare_rows(self) -> None:
        """Look up at once what the rows will ask for one by one."""

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if len(row_numbers(self.data, self.prefix_of_rows)) > MOST_ROWS:
            self.add_error(
                None, _("There are more than %(most)s rows; bring them by spreadsheet.") % {"most": MOST_ROWS}
            )
        if any(not row.is_valid() for row in self.rows):
            self.add_error(None, _("A row cannot be read; what is wrong stands beside it."))
        return given

    @property
    def readable(self) -> Iterator[Any]:
        return (row for row in self.rows if row.is_valid())

    @classmethod
    def owns(cls, name: str) -> bool:
        return super().owns(name) or name.startswith(f"{cls.prefix_of_rows}-")


def note_on(organization: Organization) -> str:
    """What tells an organization from others of its name: what else it is called, its kind, its country."""
    kind = scheme("organization-types").label_of(organization.type)
    country = scheme("countries").label_of(organization.country)
    return " · ".join(filter(None, (*organization.aliases[:2], kind, country)))


class PartnerRow(RowForm):
    telling = ("name", "id")
    name = LineField(label=gettext_lazy("Organization"))
    id = forms.CharField(required=False, max_length=80, widget=forms.HiddenInput)
    pick = forms.CharField(required=False, max_length=80)
    role = forms.ChoiceField(
        required=False, label=gettext_lazy("Role"),
        choices=lambda: [(code, scheme("partner-roles").label_of(code)) for code in ("partner", "lead")],
    )  # fmt: skip
    roles = CodesField(
        lambda: [(each.code, each.label()) for each in scheme("partner-roles") if each.code not in ("lead", "partner")],
        label=gettext_lazy("Also"),
    )
    type = CodeField(terms_of("organization-types"), empty="", label=gettext_lazy("Kind of organization"))
    country = LineField(longest=100, label=gettext_lazy("Country"))
    known: Mapping[str, Organization] = MappingProxyType({})  # those that any row names, by id
    found: Organization | None = None
    alike: tuple[Organization, ...] = ()

    def clean_country(self) -> str:
        typed = str(self.cleaned_data["country"])
        code = find_country(typed) if typed else ""
        if code is None:
            raise forms.ValidationError(_("There is no country “%(name)s” in the list.") % {"name": typed})
        return code

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        self._find(given)
        if self.found is None and self.is_new and not given.get("type"):
            self.add_error("type", _("Say what kind of organization it is: figures count by it."))
        return given

    def _find(self, given: dict[str, Any]) -> None:
        """Which organization is meant: the one picked, the one held already, or the one of exactly this name."""
        picked = given.get("pick") or given.get("id") or ""
        if picked and picked != NEW:
            self.found = self.known.get(picked)
        if self.found is None and picked != NEW:
            self.found = find_named(given.get("name", ""))
        if self.found is None and picked != NEW:
            self.alike = tuple(find_alike(given.get("name", "")))

    @property
    def is_new(self) -> bool:
        """Not in the authority file: chosen as new, or like none that is there."""
        return self.found is None and (self.data.get(self.add_prefix("pick")) == NEW or not self.alike)

    @property
    def choices(self) -> list[tuple[Organization, str]]:
        """The organizations that may be meant, each with what tells it from the others."""
        return [(each, note_on(each)) for each in self.alike]

    @property
    def key(self) -> str:
        """How the document names it: by its public id, or as one that is still to be entered."""
        return self.found.public_id if self.found else f"new:{self.prefix}"


class PartnersForm(RowsForm):
    further_fields = ("partners",)
    template = "registration/partners.html"
    prefix_of_rows = "partner"
    row_form = PartnerRow

    def prepare_rows(self) -> None:
        wanted = {row.data.get(row.add_prefix(name), "") for row in self.rows for name in ("pick", "id")}
        known = {each.public_id: each for each in Organization.objects.filter(public_id__in=wanted - {"", NEW})}
        for row in self.rows:
            row.known = known

    def read(self) -> dict[str, Any]:
        partners: dict[str, dict[str, Any]] = {}
        for row in self.readable:
            given = row.cleaned_data
            known = partners.get(row.key, {"role": "partner", "roles": ()})
            role = "lead" if "lead" in (known["role"], given["role"]) else "partner"
            roles = tuple(dict.fromkeys([*known["roles"], *given["roles"]]))
            partners[row.key] = {"organization": row.key, "role": role, "roles": roles}
        return {"partners": list(partners.values())}

    def proposed(self) -> list[dict[str, Any]]:
        """Organizations that are not in the authority file yet, as a submission encloses them."""
        return [
            {
                "key": row.key, "id": "", "name": row.cleaned_data["name"], "type": row.cleaned_data["type"],
                "country": row.cleaned_data["country"],
            }
            for row in self.readable
            if row.found is None
        ]  # fmt: skip

    @classmethod
    def write(cls, document: PartnershipDocument) -> Answers:
        names = dict(
            Organization.objects.filter(public_id__in=[each.organization for each in document.partners]).values_list(
                "public_id", "name"
            )
        )
        leads_first = sorted(document.partners, key=lambda partner: partner.role != "lead")
        written: Answers = {}
        for number, partner in enumerate(leads_first):
            row = f"partner-{number}"
            written |= {
                f"{row}-id": [partner.organization],
                f"{row}-name": [names.get(partner.organization, partner.organization)],
                f"{row}-role": [partner.role],
            }
            if partner.roles:
                written[f"{row}-roles"] = list(partner.roles)
        return written


class DeliverableRow(RowForm):
    telling = ("title",)
    id = forms.CharField(required=False, max_length=20, widget=forms.HiddenInput)
    title = LineField(longest=1000, label=gettext_lazy("What is to be delivered"))
    indicator = LineField(longest=1000, label=gettext_lazy("Measured by"))
    unit = LineField(longest=100, label=gettext_lazy("Unit"))
    baseline = LineField(longest=200, label=gettext_lazy("From (baseline)"))
    target = LineField(longest=200, label=gettext_lazy("To (target)"))
    due_on = PartialDateField(label=gettext_lazy("By when"))
    value = LineField(longest=200, label=gettext_lazy("Last value"))
    value_on = PartialDateField(label=gettext_lazy("Measured on"))
    status = CodeField(terms_of("deliverable-states"), empty="", label=gettext_lazy("How far it is"))


class DeliverablesForm(RowsForm):
    further_fields = ("deliverables",)
    template = "registration/deliverables.html"
    prefix_of_rows = "deliverable"
    row_form = DeliverableRow

    def read(self) -> dict[str, Any]:
        given = [{name: row.cleaned_data[name] for name in _DELIVERABLE} for row in self.readable]
        taken = {each["id"] for each in given}
        free = (f"d{number}" for number in range(1, MOST_ROWS * 2) if f"d{number}" not in taken)
        return {"deliverables": [{**each, "id": each["id"] or next(free)} for each in given]}

    @classmethod
    def write(cls, document: PartnershipDocument) -> Answers:
        fields = DeliverableRow.base_fields
        written: Answers = {}
        for number, deliverable in enumerate(document.deliverables):
            for name in _DELIVERABLE:
                value = getattr(deliverable, name)
                given = [value] if name == "id" else write_answer(fields[name], value)
                if given:
                    written[f"deliverable-{number}-{name}"] = given
        return written


_DELIVERABLE = tuple(name for name in DeliverableRow.base_fields if name != "remove")
