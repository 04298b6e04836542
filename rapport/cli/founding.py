"""``rapport setup``: the founding by a folder."""

from argparse import Namespace
from pathlib import Path

from rapport.cli.home import prepare_home
from rapport.cli.words import fail
from rapport.founding.kits import KitError, take_kit


def run_setup(options: Namespace) -> int:
    """Take a kit, whole or not at all. Servers that run notice it by themselves."""
    prepare_home()
    try:
        taken = take_kit(Path(options.path))
    except KitError as error:
        return fail(f"Nothing was taken.\n{error}")
    print("\n".join(taken))
    return 0
