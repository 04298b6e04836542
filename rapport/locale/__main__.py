"""``python -m rapport.locale [LANGUAGE …]``: gather the texts, update the catalogues, compile them.

A language named that has no catalogue yet gets one. Says on standard output what is still to be translated.
"""

import sys
from collections.abc import Sequence

from babel import Locale, UnknownLocaleError

from rapport.locale.catalogues import installed_languages, unfinished, update_catalogue
from rapport.locale.gathering import gather_messages


def main(named: Sequence[str]) -> int:
    """Exit code 2 where there is no language of such a name."""
    for language in named:
        try:
            Locale.parse(language)
        except (UnknownLocaleError, ValueError):
            print(f"“{language}” is no language that is known; write it as de, pt_BR or zh_Hans.", file=sys.stderr)
            return 2
    gathered = gather_messages()
    for language in sorted({*installed_languages(), *named}):
        catalogue = update_catalogue(language, gathered)
        left = list(unfinished(catalogue))
        print(f"{language}: {len(catalogue)} messages, {len(left)} to translate, {len(catalogue.obsolete)} obsolete")
        for message in left:
            print(f"  {message.id if isinstance(message.id, str) else message.id[0]}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
