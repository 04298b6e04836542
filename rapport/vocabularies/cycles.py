"""The implementation cycles, each with the cluster of themes that its report looks at more closely."""

from rapport.vocabularies.schemes import scheme


def themes_of_cycle(cycle: str) -> tuple[str, ...]:
    """The cluster of themes of a cycle, in the order of the programme of work; empty for a cycle of appraisal."""
    return scheme("cycles")[cycle].codes("themes")


def cycle_of_theme(theme: str) -> str | None:
    """The cycle in whose cluster a theme is; ``None`` for a cross-cutting theme."""
    return next((term.code for term in scheme("cycles") if theme in term.codes("themes")), None)
