"""Which group of organizations a type belongs to: in statistics of groups the nine major groups count as one."""

from rapport.vocabularies.schemes import scheme


def organization_group(type_code: str) -> str:
    """The group of a type of organization. Raises ``KeyError`` for a type that there is not."""
    return scheme("organization-types")[type_code].groups[0]


def types_in_group(group: str) -> tuple[str, ...]:
    """The types of organization of a group, in the order in which they are shown."""
    return tuple(term.code for term in scheme("organization-types").in_group(group))
