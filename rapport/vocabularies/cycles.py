"""The implementation cycles, each with the cluster of themes that its report looks at more closely."""

from rapport.vocabularies.schemes import scheme


def themes_of_cycle(cycle: str) -> tuple[str, ...]:
    """The cluster of themes of a cycle, in the order of the programme of work; empty for a cycle of appraisal."""
    return scheme("cycles")[cycle].codes("themes")
