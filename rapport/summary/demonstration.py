"""The edition of the demonstration: opened, edited, approved and frozen by invented people, by everybody's doors."""

from pathlib import Path
from typing import Any

import yaml

from rapport.accounts import people
from rapport.lib import clock
from rapport.lib.yaml_text import StrictLoader
from rapport.summary import editing
from rapport.summary.audit.table import read_table
from rapport.summary.comparing import rows_of
from rapport.summary.editions import Workshop
from rapport.summary.models import Edition


def load_edition(path: Path) -> Edition | None:
    """Play the edition of a file, and freeze it. Nothing, where there is any edition."""
    if Edition.objects.exists():
        return None
    told: dict[str, Any] = yaml.load(path.read_text(), Loader=StrictLoader)  # noqa: S506 a safe loader, made strict
    user, now = people.find_or_make(told["by"]), clock.now()
    edition = editing.open_edition(
        Edition(
            name=told["name"], as_at=told["as_at"], cycle=told["cycle"], languages=told["languages"],
            featured=told["featured"], quoted=told["quoted"],
            published=rows_of(read_table(path.parent / told["published"])),
        ),
        user, now=now,
    )  # fmt: skip
    workshop = Workshop(edition, clock.today())
    for code, texts in told["texts"].items():
        is_first = not code.startswith(("box:", "quotation:"))
        for language, text in texts.items():
            editing.edit(workshop, code, language, text, user, now=now, is_translation=not is_first)
            is_first = False
    editing.approve(Workshop(edition := Edition.objects.get(pk=edition.pk), clock.today()), user, now=now)
    editing.freeze(edition, now=now, is_marked=True)
    return Edition.objects.get(pk=edition.pk)
