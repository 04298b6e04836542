"""Make the registry of one size: ``python -m benchmarks.load SIZE ANSWER``, in the environment of its home."""

import json
import os
import sys
import time
from pathlib import Path


def main(size: int, answer: Path) -> None:
    import django

    django.setup()
    from benchmarks.synthetic import Synthetic, load_database
    from rapport.cli.home import prepare_home

    prepare_home()
    started = time.perf_counter()
    load_database(Synthetic(size))
    taken = time.perf_counter() - started
    Path(os.environ["RAPPORT_HOME"], "loaded").write_text(f"{taken:.1f} s\n")
    answer.write_text(json.dumps([{"seconds": taken}]))


if __name__ == "__main__":
    main(int(sys.argv[1]), Path(sys.argv[2]))
