"""Make the large vocabularies from the public classifications that they come from.

    python -m rapport.vocabularies.sources.build FOLDER

FOLDER holds ``m49_countries`` (UN M49 in six languages, and country codes; PDDL), ``sdg_translations`` (goals and
targets in six languages; MIT) and ``un_groups`` (members of the regional commissions). The result is kept in git:
run this only when a list has changed, then read the difference.
"""

import sys
from pathlib import Path

from rapport.vocabularies.schemes import SHIPPED
from rapport.vocabularies.sources.countries import build_countries, build_m49_regions
from rapport.vocabularies.sources.goals import build_goals
from rapport.vocabularies.sources.writing import write_scheme


def main(folder: Path) -> None:
    """Write the three files, and say what was written."""
    for content in (build_m49_regions(folder), build_countries(folder), build_goals(folder)):
        file = SHIPPED / f"{content['scheme']}.yaml"
        write_scheme(file, content)
        print(f"{file.name}: {len(content['terms'])} terms", file=sys.stderr)


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit("Give the folder of the classifications: python -m rapport.vocabularies.sources.build FOLDER")
    main(Path(sys.argv[1]))
