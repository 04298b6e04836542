"""Codes in a mapping, checked against the vocabularies when the mapping is read."""

from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, ConfigDict

from rapport.vocabularies.schemes import scheme


def code_of(scheme_name: str) -> AfterValidator:
    """A validator that knows the codes of a scheme."""

    def check(code: str) -> str:
        known = scheme(scheme_name)
        if code not in known:
            codes = ", ".join(known.codes)
            raise ValueError(f"“{code}” is not in the vocabulary {scheme_name}; there are {codes}.")
        return code

    return AfterValidator(check)


def _country_or_none(code: str) -> str:
    if code and code not in scheme("countries"):
        raise ValueError(f'“{code}” is no country; write its two letters such as FR, or "" for what is no country.')
    return code


Theme = Annotated[str, code_of("themes")]
Scope = Annotated[str, code_of("scopes")]
Region = Annotated[str, code_of("regions")]
Country = Annotated[str, code_of("countries")]
CountryOrNone = Annotated[str, AfterValidator(_country_or_none)]  # "" for what is no country
Mechanism = Annotated[str, code_of("mechanisms")]
InKind = Annotated[str, code_of("in-kind")]
Finance = Annotated[str, code_of("finance")]
Status = Annotated[str, code_of("statuses")]
FundingSource = Annotated[str, code_of("funding-sources")]
OrganizationType = Annotated[str, code_of("organization-types")]
Rank = Annotated[str, code_of("theme-ranks")]


class Saying(BaseModel):
    """What a word in a cell, or a constant of the mapping, says of the partnership."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    scope: Scope | None = None
    status: Status | None = None
    finance: Finance | None = None
    open_ended: bool | None = None
    funding_sought: bool | None = None
    language: str | None = None
    theme: Theme | None = None
    rank: Rank = "primary"
    regions: tuple[Region, ...] = ()
    countries: tuple[Country, ...] = ()
    activity_levels: tuple[Scope, ...] = ()
    mechanisms: tuple[Mechanism, ...] = ()
    in_kind: tuple[InKind, ...] = ()
    funding_source: FundingSource | None = None
    nothing: bool = False  # the word is understood, and says nothing that the record has a field for

    def fields(self) -> dict[str, Any]:
        """The fields of the document that it fills."""
        said = self.model_dump(exclude_defaults=True, exclude={"theme", "rank", "funding_source", "nothing"})
        if self.theme:
            said["themes"] = ({"theme": self.theme, "rank": self.rank},)
        if self.funding_source:
            said["funding_sources"] = ({"type": self.funding_source},)
        return said
