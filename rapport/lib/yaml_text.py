"""YAML that people write: no key is lost, and a mistake has its line."""

from collections.abc import Iterator, Sequence
from typing import Any

import yaml

DEEPEST = 20  # levels of lists and keys within each other


def refuse_growth(text: str) -> None:
    """Aliases of aliases grow without bound, and deep nesting is slow to read. Raises ``yaml.MarkedYAMLError``."""
    depth = 0
    for event in yaml.parse(text, Loader=yaml.CSafeLoader):
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        problem = "an alias (*) is not allowed here" if isinstance(event, yaml.AliasEvent) else ""
        if problem or depth > DEEPEST:
            mark: Any = event.start_mark  # of the C parser, alike in all but its class
            raise yaml.MarkedYAMLError(problem=problem or f"more than {DEEPEST} levels", problem_mark=mark)


class StrictLoader(yaml.CSafeLoader):
    """Refuses a key that stands twice, of which YAML would silently take the last. (Fast: it keeps no positions.)"""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        seen = set()
        for key, _value in node.value:
            if not isinstance(key, yaml.ScalarNode):
                raise yaml.constructor.ConstructorError(None, None, "a key must be a text", key.start_mark)
            if key.value in seen:
                raise yaml.constructor.ConstructorError(None, None, f"“{key.value}” stands twice", key.start_mark)
            seen.add(key.value)
        return super().construct_mapping(node, deep)


class Lines:
    """The lines of a YAML text, composed once for many questions."""

    def __init__(self, text: str) -> None:
        self._root = yaml.compose(text, Loader=yaml.CSafeLoader)

    def find(self, steps: Sequence[str | int]) -> int:
        """The line, from 1, of a place, or of the nearest place around it that exists."""
        node = self._root
        line = node.start_mark.line if node else 0
        for step in steps:
            node = next(_children(node, step), None)
            if node is None:
                break
            line = node.start_mark.line
        return line + 1


def find_line(text: str, steps: Sequence[str | int]) -> int:
    """The line of one place in a YAML text."""
    return Lines(text).find(steps)


def _children(node: yaml.Node | None, step: str | int) -> Iterator[yaml.Node]:
    if isinstance(node, yaml.MappingNode):
        yield from (value for key, value in node.value if key.value == step)
    elif isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
        yield node.value[step]
