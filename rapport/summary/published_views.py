"""A published report beside an edition of ours, figure by figure."""

from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from rapport.look.navigation import in_language
from rapport.organizations.directory import load_directory
from rapport.registry.kept import kept
from rapport.statistics.labels import label_of, organizations_in
from rapport.summary import documents
from rapport.summary.audit.findings import Finding
from rapport.summary.audit.statements import Statement
from rapport.summary.comparing import Compared, compare
from rapport.summary.models import Edition


@dataclass(frozen=True)
class Row:
    """``label``: the figure in the reader's language; ``href``: the partnerships behind ours."""

    statement: Statement
    verdict: str
    findings: tuple[Finding, ...]
    ours: int | float | None
    label: str = ""
    href: str = ""
    base: int | None = None


@kept
def published(request: HttpRequest, slug: str) -> HttpResponse:
    """Of a frozen edition to which a table of published figures was added."""
    edition = Edition.objects.filter(slug=slug, state=Edition.State.FROZEN).first()
    if edition is None or not edition.published:
        raise Http404(_("There are no published figures to compare this edition with."))
    figures = {each.id: each for each in documents.figures_of(edition)}
    entries = load_directory(organizations_in(list(figures)))
    names = {public_id: entry.name for public_id, entry in entries.items()}
    comparison = compare(edition.published, figures)
    context = {
        "edition": edition,
        "canonical": in_language(f"/reports/{slug}/published/"),
        "comparison": {"rows": [_row(each, names) for each in comparison.rows], "counted": comparison.counted},
        "fiction": edition.reports.values_list("body__fiction", flat=True).first(),
    }
    return render(request, "summary/published.html", context)


def _row(compared: Compared, names: dict[str, str]) -> Row:
    statement, figure = compared.statement, compared.figure
    row = Row(statement, str(compared.verdict), compared.findings, compared.ours)
    if figure is None:
        return row
    base = figure.denominator if statement.is_share else None
    return Row(
        statement, row.verdict, row.findings, row.ours, label_of(figure.id, names),
        in_language(figure.query.path()), base,
    )  # fmt: skip
