"""The tables of a bundle: their columns, what each cell may hold, and which rows would be the same row.

One description serves reading, writing and ``datapackage.json``.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from pydantic import ValidationError

from rapport.exchange.bundle_cells import (
    BadCellError,
    code_of,
    list_of,
    one_of,
    read_commitment_scheme,
    read_count,
    read_currency,
    read_date,
    read_day,
    read_flag,
    read_id,
    read_language,
    read_money,
    read_name,
    read_year,
    text_up_to,
    write_flag,
)
from rapport.lib.cells import join_list
from rapport.registry.document import NONE_OF, TEXT_FIELDS, PartnershipDocument
from rapport.registry.models import JournalEntry, Partnership
from rapport.vocabularies.schemes import VocabularyError


@dataclass(frozen=True, slots=True)
class Column:
    """A column: how a cell is read into a value and written from one. An empty cell never reaches ``read``."""

    name: str
    read: Callable[[str], Any] = str
    write: Callable[[Any], str] = str
    required: bool = False
    kind: str = "string"


@dataclass(frozen=True, slots=True)
class Table:
    name: str
    key: tuple[str, ...]
    columns: tuple[Column, ...]
    foreign: tuple[tuple[str, str], ...] = ()  # column, table it points to
    once: tuple[str, ...] = ()  # columns beside the key that no two rows may share, where they are filled

    @property
    def file(self) -> str:
        return f"{self.name}.csv"


def check_row(table: Table, values: dict[str, Any]) -> None:
    """What cells say together: a code of the scheme that another cell names, an end after its start."""
    if table.name == "places":
        _check_code("regions" if values["kind"] == "region" else "countries", values["code"])
    elif table.name in ("commitments", "report_contributions"):
        try:
            _check_code(values["scheme"], values["code"])
        except VocabularyError as error:
            raise BadCellError(str(error), "Name a scheme that this registry has.", "code") from None
    elif table.name == "partnerships" and values["ends_on"]:
        _check_time_frame(values)


def _check_code(scheme_name: str, code: str) -> None:
    try:
        code_of(scheme_name)(code)
    except BadCellError as bad:
        raise BadCellError(bad.message, bad.remedy, "code") from None


def _check_time_frame(values: dict[str, Any]) -> None:
    given = {name: values[name] for name in ("started_on", "ends_on", "open_ended")}
    try:
        PartnershipDocument(**given)
    except ValidationError as error:
        message = str(error.errors()[0]["msg"]).removeprefix("Value error, ")
        raise BadCellError(message, "Mend the row and import again.", "ends_on") from None


def _text(name: str) -> Column:
    return Column(name)


def _date(name: str) -> Column:
    return Column(name, read_date, kind="string")


def _day(name: str) -> Column:
    return Column(name, read_day, kind="date")


def _flag(name: str) -> Column:
    return Column(name, read_flag, write_flag, kind="boolean")


def _money(name: str) -> Column:
    return Column(name, read_money, kind="number")


def _codes(name: str, read: Callable[[str], Any]) -> Column:
    return Column(name, list_of(read), join_list)


def _id(name: str) -> Column:
    return Column(name, read_id, required=True)


_LONGEST_ROLE = JournalEntry._meta.get_field("role").max_length or 0
LONGEST_KEY = Partnership._meta.get_field("origin_key").max_length or 0
LINKS = ("successor", "phase_of", "replicates")  # columns that name another partnership
PARTNERSHIPS = Table(
    "partnerships",
    ("id",),
    (
        _id("id"),
        _text("name"),
        _text("acronym"),
        _text("objectives"),
        Column("language", read_language),
        Column("scope", code_of("scopes")),
        _date("started_on"),
        _date("ends_on"),
        _flag("open_ended"),
        _date("registered_on"),
        Column("status", code_of("statuses")),
        _date("status_on"),
        Column("successor", read_id),
        _text("website"),
        Column("finance", code_of("finance")),
        _flag("funding_sought"),
        _money("funding_sought_amount"),
        Column("funding_sought_currency", read_currency),
        _codes("in_kind", code_of("in-kind")),
        _codes("none_of", one_of(*NONE_OF)),
        _day("confirmed_on"),
        Column("confirmed_by_role", text_up_to(_LONGEST_ROLE)),
        _day("reported_on"),
        _text("origin"),
        _text("implementation"),
        _text("capacity_building"),
        _text("governance"),
        _text("resources"),
        _money("finance_amount"),
        Column("finance_currency", read_currency),
        Column("origin_key", text_up_to(LONGEST_KEY)),
        _text("targets"),
        _text("monitoring"),
        _text("balance"),
        _codes("dimensions", code_of("dimensions")),
        _codes("added_value", code_of("added-value")),
        Column("phase_of", read_id),
        Column("replicates", read_id),
    ),
    foreign=tuple((column, "partnerships") for column in LINKS),
    once=("origin_key",),
)
ORGANIZATIONS = Table(
    "organizations",
    ("id",),
    (
        _id("id"),
        Column("name", read_name, required=True),
        Column("type", code_of("organization-types")),
        Column("country", code_of("countries")),
        _text("website"),
        _codes("identifiers", str),
        _codes("aliases", str),
    ),
)
PARTNERS = Table(
    "partners",
    ("partnership_id", "organization_id"),
    (
        _id("partnership_id"),
        _id("organization_id"),
        Column("role", one_of("lead", "partner")),
        _codes("roles", code_of("partner-roles")),
        _codes("as_listed", str),
    ),
    foreign=(("partnership_id", "partnerships"), ("organization_id", "organizations")),
)


def _child(name: str, key: tuple[str, ...], *columns: Column) -> Table:
    return Table(
        name, ("partnership_id", *key), (_id("partnership_id"), *columns), (("partnership_id", "partnerships"),)
    )


# A report has no id of its own: its number is its place among those of its partnership.
REPORTS = _child(
    "reports",
    ("number",),
    Column("number", read_count, kind="integer", required=True),
    Column("reported_on", read_day, kind="date", required=True),
    _date("since"),
    Column("language", read_language),
    _text("summary"),
    _codes("activities", code_of("activities")),
    _text("lessons"),
    _text("obstacles"),
    _text("resources"),
    _codes("evidence", str),
)
CONTRIBUTIONS = _child(
    "report_contributions",
    ("report", "scheme", "code", "text"),
    Column("report", read_count, kind="integer", required=True),
    Column("scheme", read_commitment_scheme, required=True),
    Column("code", required=True),
    _text("text"),
)
CHILDREN = (
    PARTNERS,
    _child(
        "themes",
        ("theme",),
        Column("theme", code_of("themes"), required=True),
        Column("rank", code_of("theme-ranks")),
    ),
    _child(
        "places",
        ("kind", "code"),
        Column("kind", one_of("region", "country"), required=True),
        Column("code", required=True),
    ),
    _child("activity_levels", ("level",), Column("level", code_of("scopes"), required=True)),
    _child("mechanisms", ("mechanism",), Column("mechanism", code_of("mechanisms"), required=True)),
    _child(
        "funding_sources", ("type", "name"), Column("type", code_of("funding-sources"), required=True), _text("name")
    ),
    _child(
        "commitments",
        ("scheme", "code", "explanation"),
        Column("scheme", read_commitment_scheme, required=True),
        Column("code", required=True),
        _text("explanation"),
    ),
    _child("fair_participations", ("year",), Column("year", read_year, required=True, kind="integer")),
    _child(
        "texts",
        ("field", "language"),
        Column("field", one_of(*TEXT_FIELDS), required=True),
        Column("language", read_language, required=True),
        _text("text"),
    ),
    _child(
        "deliverables",
        ("id",),
        _id("id"),
        *map(_text, ("title", "indicator", "unit", "baseline", "target")),
        _date("due_on"),
        _text("value"),
        _date("value_on"),
        Column("status", code_of("deliverable-states")),
    ),
    REPORTS,
    CONTRIBUTIONS,
    _child(
        "sources",
        ("file", "row", "column", "value", "fate"),
        _text("file"),
        Column("row", read_count, kind="integer", required=True),
        _text("column"),
        _text("value"),
        _text("fate"),
    ),
)
JOURNAL = Table(
    "journal",
    ("number",),
    (
        Column("number", read_count, kind="integer", required=True),
        _id("partnership_id"),
        Column("kind", required=True),
        Column("happened_on", read_day, kind="date", required=True),
        Column("recorded_at", kind="datetime", required=True),
        Column("role", text_up_to(_LONGEST_ROLE)),
        Column("channel", text_up_to(_LONGEST_ROLE)),
        Column("version", read_count, kind="integer"),
    ),
    foreign=(("partnership_id", "partnerships"),),
)
TABLES = (PARTNERSHIPS, ORGANIZATIONS, *CHILDREN, JOURNAL)
REQUIRED_FILES = (PARTNERSHIPS.file, ORGANIZATIONS.file, PARTNERS.file)
VERSIONS_FILE = "versions.ndjson"
PACKAGE_FILE = "datapackage.json"
FILES = (*(table.file for table in TABLES), VERSIONS_FILE)
