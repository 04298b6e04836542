"""Whether a submission is of the set that a Query names, though it is not in the sets yet."""

import functools
from datetime import date

from rapport.organizations.directory import Entry, load_directory
from rapport.registry.document import PartnershipDocument
from rapport.registry.history import InForce
from rapport.registry.models import Submission
from rapport.sets.derive import entry_of
from rapport.sets.parsing import parse_query
from rapport.sets.query import Query
from rapport.sets.words import read_words


def matches(query: Query, submission: Submission, *, today: date) -> bool:
    """As if it were published today: by its codes and words. Ranges and days are of records in force, and count not."""
    document = submission.document
    directory = {**load_directory([each.organization for each in document.partners]), **_proposed(submission)}
    codes = entry_of(_as_in_force(document, today), directory)
    has = functools.partial(_has_any, codes.codes)
    conditions = [*query.included, *query.further]
    return (
        all(has(facet, values) for facet, values in conditions if _is_coded(facet, codes.codes))
        and not any(has(facet, values) for facet, values in query.excluded)
        and all(any(token in codes.tokens for token in term.tokens) for term in read_words(query.words).terms)
    )


def read_query(text: str) -> Query:
    """A query from its canonical string; nonsense in it is read over, as in an address."""
    pairs = [pair.partition("=") for pair in text.lstrip("?").split("&") if pair]
    params: dict[str, list[str]] = {}
    for name, _sign, value in pairs:
        params.setdefault(name, []).append(value.replace("+", " "))
    return parse_query(params)[0]


def _has_any(codes: frozenset[str], facet: str, values: tuple[str, ...]) -> bool:
    return any(f"{facet}={value}" in codes for value in values)


def _is_coded(facet: str, codes: frozenset[str]) -> bool:
    return any(code.startswith(f"{facet}=") for code in codes)


def _as_in_force(document: PartnershipDocument, today: date) -> InForce:
    return InForce(
        number=0, public_id="", document=document, version=1, version_id=0, first_on=today, confirmed_on=today,
        confirmed_by_role="", reported_on=None,
    )  # fmt: skip


def _proposed(submission: Submission) -> dict[str, Entry]:
    listed = submission.enclosed.get("organizations", ())
    return {each["key"]: Entry(0, each["key"], each["name"], each["type"], each["country"]) for each in listed}
