"""What each command does."""

import os
import sys
from argparse import Namespace
from contextlib import nullcontext
from dataclasses import replace
from pathlib import Path

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from tqdm import tqdm

from rapport.accounts import demonstration, letters, offers
from rapport.accounts.models import Role
from rapport.accounts.roles import STAFF
from rapport.cli import restarting, working
from rapport.cli.home import prepare_home
from rapport.cli.words import fail, lay_out, read_day, read_time
from rapport.content.cards import rebuild_cards
from rapport.exchange.archive import UnreadableSourceError
from rapport.exchange.bundle_reading import read_bundle
from rapport.exchange.bundle_writing import write_bundle
from rapport.exchange.fates import FateReport
from rapport.exchange.importing import Imported, RefusedImportError, import_reading
from rapport.exchange.intake import CellFate, Fate, Problem, Reading
from rapport.exchange.mapping import MappingError, load_mapping
from rapport.exchange.spreadsheets import read_spreadsheet
from rapport.founding import keys
from rapport.lib import clock
from rapport.organizations.directory import as_written
from rapport.registry import projection
from rapport.registry.document import ID_PATTERN
from rapport.registry.models import Partnership
from rapport.screening.demonstration import load_cases
from rapport.statistics.figures import compute_figures, write_rows
from rapport.summary.demonstration import load_edition
from rapport.vocabularies.schemes import scheme
from rapport.website.demonstration import load_content

DEMONSTRATION = Path(__file__).resolve().parents[2] / "demo" / "registry-2010"
PEOPLE = DEMONSTRATION.parent / "people.yaml"
SPEAKERS = DEMONSTRATION.parent / "focal-points.csv"
CASES = DEMONSTRATION.parent / "cases.yaml"
EDITION = DEMONSTRATION.parent / "edition.yaml"
WEBSITE = DEMONSTRATION.parent / "website.yaml"
_SHOWN_PROBLEMS = 50


def run_import(options: Namespace) -> int:
    prepare_home()
    try:
        reading = _open(Path(options.path), options.mapping)
        imported = _import(reading, options)
    except (UnreadableSourceError, MappingError) as error:
        return fail(str(error))
    except RefusedImportError as error:
        _tell_problems(error.problems)
        return fail(f"Refused: {len(error.problems)} problems under --strict; nothing was written.")
    _tell(imported, is_publishing=options.publish)
    return 1 if imported.is_empty else 0


def _open(path: Path, mapping: str | None) -> Reading:
    if mapping is None:
        return read_bundle(path)
    return read_spreadsheet(path, load_mapping(mapping, settings.RAPPORT_MAPPINGS))


def _import(reading: Reading, options: Namespace) -> Imported:
    report = FateReport(Path(options.report)) if options.report else nullcontext()
    with report as fates, tqdm(total=reading.total or None, unit=" records", disable=None, file=sys.stderr) as bar:
        imported = import_reading(
            reading,
            today=clock.today(),
            now=clock.now(),
            is_publishing=options.publish,
            is_strict=options.strict,
            on_record=bar.update,
            on_cells=fates.add if fates else lambda cells: None,
        )
        if fates and options.mapping is None:  # a bundle is taken whole, but for what was wrong
            fates.add(_refused(each) for each in imported.problems)
        return imported


def _refused(problem: Problem) -> CellFate:
    why = f"{problem.message} {problem.remedy}"
    return CellFate(problem.file, problem.line, problem.column, problem.value, Fate.REFUSED, problem.value, why)


def _tell(imported: Imported, *, is_publishing: bool) -> None:
    _tell_problems(imported.problems)
    if is_publishing:
        outcome = imported.outcome
        print(
            f"{len(outcome.created)} created, {len(outcome.changed)} changed, {len(outcome.confirmed)} confirmed, "
            f"{len(outcome.unchanged)} unchanged; {imported.organizations} new organizations; "
            f"{len(imported.problems)} problems."
        )
    else:
        print(f"{imported.submitted} submissions wait; {len(imported.problems)} problems.")


def _tell_problems(problems: list[Problem]) -> None:
    for problem in problems[:_SHOWN_PROBLEMS]:
        print(problem, file=sys.stderr)
    if len(problems) > _SHOWN_PROBLEMS:
        print(f"… and {len(problems) - _SHOWN_PROBLEMS} more; all are kept for repair.", file=sys.stderr)


def run_export(options: Namespace) -> int:
    prepare_home()
    try:
        rows = write_bundle(Path(options.path), as_at=read_day(options.as_at))
    except ValueError as error:
        return fail(str(error))
    except OSError as error:
        return fail(f"{options.path}: {error.strerror}; what stood there still does." if error.strerror else str(error))
    print(", ".join(f"{count} {name}" for name, count in rows.items()))
    return 0


def run_rebuild(options: Namespace) -> int:
    prepare_home()
    projection.rebuild(today=clock.today())
    rebuild_cards()
    print("Projections, sets and the cards of content were made anew.")
    return 0


def run_statistics(options: Namespace) -> int:
    prepare_home()
    try:
        as_at, known_at = read_day(options.as_at), read_time(options.known_at)
    except ValueError as error:
        return fail(str(error))
    cycle = settings.RAPPORT_CLUSTER if options.cluster is None else options.cluster
    if wrong := [each for each in options.organization if not ID_PATTERN.fullmatch(each)]:
        return fail(f"“{wrong[0]}” is not the id of an organization: it has 1 to 80 of A-Z a-z 0-9 . _ ~ -")
    if cycle not in scheme("cycles"):
        return fail(f"There is no cycle “{cycle}”; there are {', '.join(scheme('cycles').codes)}.")
    figures = compute_figures(
        today=clock.today(), as_at=as_at, known_at=known_at, cycle=cycle, organizations=as_written(options.organization)
    )
    rows = [figure.row() for figure in figures]
    sys.stdout.writelines(lay_out(rows) if options.format == "table" else [write_rows(rows, options.format)])
    return 0


def run_invite(options: Namespace) -> int:
    """How the first administrator gets in: the link can be used before any mail can be sent."""
    prepare_home()
    if options.role not in STAFF:
        return fail(f"There is no role “{options.role}” of the registry; there are {', '.join(STAFF)}.")
    try:
        validate_email(options.email)
    except ValidationError:
        return fail(f"“{options.email}” is no address.")
    offer = offers.invite(options.email, Role(options.role), by=None, now=clock.real_now())
    print(letters.link("accounts:offer", offers.token_of(offer)))
    return 0


def run_serve(options: Namespace) -> int:
    prepare_home()
    if not keys.is_founded():
        print(f"Nobody looks after this registry yet. Set it up at {keys.founding_address()}", file=sys.stderr)
    if settings.RAPPORT_DEMO and (hindrance := demonstration.find_hindrance()):
        return fail(hindrance)
    return _serve(options.host, options.port, options.workers)


def run_demo(options: Namespace) -> int:
    prepare_home()
    reading = read_bundle(DEMONSTRATION)
    records = list(reading.records)
    held = set(Partnership.objects.values_list("public_id", flat=True))
    if not held:
        with tqdm(total=len(records), unit=" records", disable=None, file=sys.stderr) as bar:
            import_reading(
                replace(reading, records=iter(records)),
                today=clock.today(), now=clock.now(), is_publishing=True, is_strict=True, on_record=bar.update,
            )  # fmt: skip
    elif not {record.id for record in records} <= held:
        return fail(
            f"{settings.RAPPORT_HOME} holds another registry. Name an empty directory for the demonstration: "
            "RAPPORT_HOME=./demonstration rapport demo"
        )
    if hindrance := demonstration.find_hindrance():
        return fail(hindrance)
    demonstration.load_people(PEOPLE)
    demonstration.load_speakers(SPEAKERS)
    load_cases(CASES)
    load_edition(EDITION)
    load_content(WEBSITE)
    return 0 if options.load_only else _serve("127.0.0.1", options.port, 1)


def _serve(host: str, port: int, workers: int) -> int:
    from granian import Granian
    from granian.constants import Interfaces

    # Workers are processes of their own: what this one decided for them travels by the environment.
    if settings.RAPPORT_TODAY:
        os.environ["RAPPORT_TODAY"] = settings.RAPPORT_TODAY.isoformat()
    os.environ["RAPPORT_DEMO"] = str(settings.RAPPORT_DEMO).lower()
    print(f"{settings.RAPPORT_NAME} is at http://{host}:{port}/ (Ctrl-C ends it)", file=sys.stderr)
    with restarting.when_the_host_changes() as restart, working.keep_worker():
        Granian(
            "rapport.cli.web:application", address=host, port=port, interface=Interfaces.WSGI, workers=workers,
            log_access=False, backlog=128,
            # One works; the others wait for what is still on its way (``lib.whole_requests``).
            blocking_threads=16,
            # One worker that is killed, for want of memory say, must not take the house down.
            respawn_failed_workers=True, respawn_interval=0.5,
            # One that is asked to end while it begins may not hear it: who ends the server does not wait for ever.
            workers_kill_timeout=60,
        ).serve()  # fmt: skip
    return restart.if_asked()


def run_work(options: Namespace) -> int:
    prepare_home()
    return working.work_once() if options.once else working.work(parent=options.parent)
