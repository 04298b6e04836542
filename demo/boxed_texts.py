"""Names and aims of the boxed initiatives in further languages, in our words."""

TEXTS: dict[int, list[tuple[str, str, str]]] = {}
