"""One measurement at one size: ``python -m benchmarks.one NAME SIZE ANSWER``, in the environment of its home."""

import importlib
import json
import sys
from pathlib import Path


def main(name: str, size: int, answer: Path) -> None:
    import django

    django.setup()
    measure = importlib.import_module(f"benchmarks.measurements.{name}").measure
    answer.write_text(json.dumps([row.as_json() for row in measure(size)]))


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), Path(sys.argv[3]))
