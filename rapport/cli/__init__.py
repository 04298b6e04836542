"""``rapport``: the one command.

Results go to standard output, progress to standard error, and failure is a non-zero exit.
"""

import argparse
import os
import sys
from collections.abc import Sequence

from django.core.exceptions import ImproperlyConfigured
from django.db import DatabaseError

DEMONSTRATION_DAY = "2010-02-01"


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command and return its exit code. A mistake of the user is a sentence, never a traceback."""
    options = _make_parser().parse_args(arguments)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "rapport.settings")
    if options.command == "demo":
        os.environ.setdefault("RAPPORT_TODAY", DEMONSTRATION_DAY)
        os.environ.setdefault("RAPPORT_DEMO", "true")
        # By name: browsers keep no passkey for a number.
        os.environ.setdefault("RAPPORT_URL", f"http://localhost:{options.port}")
    try:
        import django

        django.setup()
        from rapport.cli import commands, founding, reporting

        name = f"run_{options.command}"
        code: int = next(getattr(each, name) for each in (commands, reporting, founding) if hasattr(each, name))(
            options
        )
    except ImproperlyConfigured as error:
        print(f"rapport: {error}", file=sys.stderr)
        return 2
    except DatabaseError as error:
        print(f"rapport: The database could not do it, and nothing was written: {str(error).strip()}.", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:
        return 1
    except OSError as error:
        print(f"rapport: {error.filename or 'The data directory'}: {error.strerror or error}.", file=sys.stderr)
        return 1
    return code


def _make_parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="rapport", description="The registry of partnerships that keeps itself current and writes its own report."
    )
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")

    demo = commands.add_parser("demo", help="load the demonstration registry and serve it as of 1 February 2010")
    demo.add_argument("--port", type=_port, default=8000)
    demo.add_argument("--load-only", action="store_true", help="load it, and do not serve it")

    serve = commands.add_parser("serve", help="serve the registry")
    serve.add_argument("--port", type=_port, default=8000)
    serve.add_argument("--host", default="127.0.0.1", help="the address to listen on")
    serve.add_argument("--workers", type=int, default=1, help="web processes")

    work = commands.add_parser("work", help="do what falls due: jobs, letters, mail that comes in")
    work.add_argument("--once", action="store_true", help="do what is due now, and end")
    work.add_argument("--parent", type=int, help=argparse.SUPPRESS)

    take = commands.add_parser("import", help="take in a bundle, or a spreadsheet through a mapping")
    take.add_argument("path", metavar="PATH")
    take.add_argument("--mapping", metavar="NAME or FILE", help="how to read a spreadsheet; shipped ones by name")
    take.add_argument("--strict", action="store_true", help="any bad row refuses the whole import")
    take.add_argument("--publish", action="store_true", help="publish at once; without it rows wait as submissions")
    take.add_argument("--report", metavar="OUT.csv", help="write the fate of every source cell")

    give = commands.add_parser("export", help="write the registry as a bundle (folder, or zip by its ending)")
    give.add_argument("path", metavar="PATH")
    give.add_argument("--as-at", metavar="DAY", dest="as_at", help="the registry as it was on a day")

    figures = commands.add_parser("statistics", help="every statistic, with the page that lists its partnerships")
    figures.add_argument("--as-at", metavar="DAY", dest="as_at")
    figures.add_argument("--known-at", metavar="TIME", dest="known_at")
    figures.add_argument("--cluster", metavar="CYCLE")
    figures.add_argument("--organization", metavar="ID", action="append", default=[])
    figures.add_argument("--format", choices=("csv", "json", "table"), default="table")

    report = commands.add_parser("report", help="the summary report: of an edition, or of a day")
    report.add_argument("--edition", metavar="NAME", help="by its name or its address; without it, the report of a day")
    report.add_argument("--as-at", metavar="DAY", dest="as_at", help="default: today")
    report.add_argument("--language", metavar="LANG", help="one, several apart by commas, or “all”")
    report.add_argument("--format", default="html", help="html, docx, pdf; csv or xlsx for its figures; or “all”")
    report.add_argument("--output", metavar="PATH", help="a file, or a folder; default: standard output")

    audit = commands.add_parser("audit", help="check a published table of figures for what cannot be true")
    audit.add_argument("path", metavar="FILE", help="CSV or XLSX")
    audit.add_argument("--format", choices=("csv", "json", "table"), default="table")

    invite = commands.add_parser("invite", help="invite somebody to a role of the registry, and print the link")
    invite.add_argument("email", metavar="ADDRESS")
    invite.add_argument("--role", default="administrator", help="default: administrator")

    setup = commands.add_parser("setup", help="make the data directory the registry of a host, by its kit")
    setup.add_argument("path", metavar="PATH", help="a folder, a zip of one, or a file such as host.yaml")

    commands.add_parser("rebuild", help="make projections and sets anew from the versions")
    return parser


def _port(text: str) -> int:
    if not (text.isascii() and text.isdigit() and 0 < int(text) < 65536):
        raise argparse.ArgumentTypeError(f"“{text}” is no port: write a number from 1 to 65535.")
    return int(text)
