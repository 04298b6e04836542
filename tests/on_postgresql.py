"""Run the tests once more, on PostgreSQL: the server of RAPPORT_TEST_POSTGRESQL.

Without one it says so and ends well; on the integration server (CI=true) a missing one is a failure.
"""

import os
import subprocess
import sys


def main(arguments: list[str]) -> int:
    url = os.environ.get("RAPPORT_TEST_POSTGRESQL", "")
    if not url:
        print("PostgreSQL is not there (RAPPORT_TEST_POSTGRESQL is empty): its run of the tests is skipped.")
        return os.environ.get("CI") == "true"
    # What does not touch the database, or brings its own, need not run twice.
    command = [sys.executable, "-m", "pytest", "-m", "not browser and not slow_once", *arguments]
    return subprocess.run(command, env={**os.environ, "DATABASE_URL": url}, check=False).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
