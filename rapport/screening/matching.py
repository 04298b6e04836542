"""Whether a submission is of the set that a Query names, though it is not in the sets yet."""

from collections.abc import Collection, Iterable, Iterator
from datetime import date
from urllib.parse import parse_qs

from rapport.organizations.directory import Entry, load_directory
from rapport.registry.document import PartnershipDocument
from rapport.registry.history import InForce
from rapport.registry.models import Submission
from rapport.sets.derive import Entry as SetEntry
from rapport.sets.derive import entry_of
from rapport.sets.facets import FACETS
from rapport.sets.parsing import parse_query
from rapport.sets.query import Query
from rapport.sets.words import Term, read_words


def matches(query: Query, submission: Submission, *, today: date) -> bool:
    """As if it were published today: by its codes, organizations and words."""
    return bool(find_named([query], [submission], today=today))


def find_named(queries: Collection[Query], submissions: Iterable[Submission], *, today: date) -> list[Submission]:
    """The submissions that at least one of the queries names. One look-up of organizations for all of them."""
    entered = enter_all(submissions, today=today)
    return [each for each, entry in entered if any(is_named(query, entry) for query in queries)]


def enter_all(submissions: Iterable[Submission], *, today: date) -> Iterator[tuple[Submission, SetEntry]]:
    """What the sets would hold of each, were it published today."""
    documents = [(each, each.document) for each in submissions]
    known = load_directory({partner.organization for _case, each in documents for partner in each.partners})
    for case, document in documents:
        yield case, entry_of(_as_in_force(document, today), {**known, **_proposed(case)})


def is_named(query: Query, entry: SetEntry) -> bool:
    """Whether all that can be asked of a submission holds; a query that asks nothing of it names none."""
    conditions = [pair for pair in (*query.included, *query.further) if can_be_asked(pair[0])]
    terms = read_words(query.words).terms
    if not (conditions or terms):
        return False
    return (
        all(_has_any(entry, facet, values) for facet, values in conditions)
        and not any(_has_any(entry, facet, values) for facet, values in query.excluded if can_be_asked(facet))
        and all(_has_word(entry, term) for term in terms)
    )


def can_be_asked(facet: str) -> bool:
    """Ranges, and what depends on the day, are of records in force."""
    return not (FACETS[facet].is_range or FACETS[facet].depends_on_day or facet == "updated")


def read_query(text: str) -> Query:
    """A query from its canonical string; nonsense in it is read over, as in an address."""
    return parse_query(parse_qs(text.lstrip("?")))[0]


def _has_word(entry: SetEntry, term: Term) -> bool:
    if term.prefix:
        return any(token.startswith(term.prefix) for token in entry.tokens)
    return not entry.tokens.isdisjoint(term.tokens)


def _has_any(entry: SetEntry, facet: str, values: tuple[str, ...]) -> bool:
    if facet in ("organization", "led-by"):
        return not (entry.organizations if facet == "organization" else entry.leads).isdisjoint(values)
    return any(f"{facet}={value}" in entry.codes for value in values)


def _as_in_force(document: PartnershipDocument, today: date) -> InForce:
    return InForce(
        number=0, public_id="", document=document, version=1, version_id=0, first_on=today, confirmed_on=today,
        confirmed_by_role="", reported_on=None,
    )  # fmt: skip


def _proposed(submission: Submission) -> dict[str, Entry]:
    listed = submission.enclosed.get("organizations", ())
    return {each["key"]: Entry(0, each["key"], each["name"], each["type"], each["country"]) for each in listed}
