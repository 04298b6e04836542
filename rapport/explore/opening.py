"""The sets that a record's page opens."""

from rapport.explore.addresses import set_path
from rapport.sets.query import Query, quote_value


class Opening:
    """The sets that a record's page opens: all of one value of one facet, as at the moment of the page."""

    def __init__(self, moment: Query) -> None:
        # A ``Query`` for each would take longer than reading the record. What stands for facet and value is replaced.
        self._before, self._after = set_path(moment.with_value("scope", "VALUE")).split("scope=VALUE")

    def path(self, facet: str, value: str) -> str:
        return f"{self._before}{facet}={quote_value(value)}{self._after}"
