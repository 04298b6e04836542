"""``python -m rapport.locale [LANGUAGE …]``: gather the texts, update the catalogues, compile them.

A language named that has no catalogue yet gets one. Says on standard output what is still to be translated.
"""

import sys
from argparse import ArgumentParser
from collections.abc import Sequence
from pathlib import Path

from babel import Locale, UnknownLocaleError

from rapport.locale import lacking
from rapport.locale.catalogues import FOLDER, Catalogue, installed_languages, unfinished, update_catalogue
from rapport.locale.gathering import gather_messages


def main(arguments: Sequence[str]) -> int:
    """Exit code 2 where there is no language of such a name."""
    parser = ArgumentParser("rapport.locale", description="Gather the texts, update the catalogues, compile them.")
    parser.add_argument("languages", nargs="*", metavar="LANGUAGE", help="begin a catalogue: de, pt_BR, zh_Hans")
    parser.add_argument(
        "--folder", type=Path, default=FOLDER, help="where the catalogues are (as shipped: with the code)"
    )
    given = parser.parse_args(arguments)
    for language in given.languages:
        if not _is_known(language):
            print(f"“{language}” is no language that is known; write it as de, pt_BR or zh_Hans.", file=sys.stderr)
            return 2
    gathered = gather_messages()
    for language in sorted({*installed_languages(given.folder), *given.languages}):
        _tell(language, update_catalogue(language, gathered, given.folder))
        if given.folder == FOLDER:
            for domain in lacking.DOMAINS:
                texts = lacking.gather_lacking(language, domain)
                _tell(f"{language}, {domain} of Wagtail", update_catalogue(language, texts, lacking.FOLDER, domain))
    return 0


def _tell(what: str, catalogue: Catalogue) -> None:
    left = list(unfinished(catalogue))
    print(f"{what}: {len(catalogue)} messages, {len(left)} to translate, {len(catalogue.obsolete)} obsolete")
    for message in left:
        print(f"  {message.id if isinstance(message.id, str) else message.id[0]}")


def _is_known(language: str) -> bool:
    try:
        Locale.parse(language)
    except (UnknownLocaleError, ValueError):
        return False
    return True


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
