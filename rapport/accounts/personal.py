"""What the registry holds of a person: each room says it, and forgets it when asked to."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from rapport.accounts.models import User


@dataclass(frozen=True, slots=True)
class Holder:
    export: Callable[[User], Any]  # plain data, as JSON can write it
    erase: Callable[[User], None]


holders: dict[str, Holder] = {}


def register(name: str, *, export: Callable[[User], Any], erase: Callable[[User], None]) -> None:
    """A room that holds something of people. Called in ``AppConfig.ready``."""
    holders[name] = Holder(export, erase)
