"""Who plays in this room: an officer at the desk, an edition of two records, and a template of two paragraphs."""

from collections.abc import Callable
from pathlib import Path

import pytest

from rapport.accounts.models import Role, User
from rapport.accounts.people import find_or_make
from rapport.summary.models import Edition
from rapport.summary.narrative.templates import load_template
from rapport.testing import NOW, REEF, TODAY, WASTE, add_second_factor, document, register

OUTLINE = """
sections:
  - {code: one, number: I, content: [first, second, {boxes: rest}, {quotations: 2, of: registry}]}
"""
HEADS = {
    "en": 'title: A report\npercent: {other: "# per cent"}\nheadings: {one: One}\n',
    "fr": 'title: Un rapport\npercent: {other: "# pour cent"}\nheadings: {one: Un}\n',
}
TEXTS = {
    "en": """paragraphs:
  first:
    - {when: percent scope.regional > 50, text: "More than half are regional ({percent scope.regional})."}
    - "{percent scope.regional} are regional."
  second: "{count total} in all."
""",
    "fr": """paragraphs:
  first:
    - {when: percent scope.regional > 50, text: "Plus de la moitié sont régionaux ({percent scope.regional})."}
    - "{percent scope.regional} sont régionaux."
  second: "{count total} en tout."
""",
}


@pytest.fixture
def narratives(tmp_path: Path, settings) -> Callable[..., Path]:
    """Write a template of the host's own, named “small”; texts by language replace those above."""

    def write(**texts: str) -> Path:
        folder = tmp_path / "narratives" / "small"
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "outline.yaml").write_text(texts.pop("outline", OUTLINE))
        for language, text in {**TEXTS, **texts}.items():
            (folder / f"{language}.yaml").write_text(HEADS[language] + text)
        settings.RAPPORT_NARRATIVES = [tmp_path / "narratives"]
        load_template.cache_clear()
        return folder

    return write


@pytest.fixture
def registry(db) -> None:
    """A regional partnership and a subregional one."""
    register(P_1=document(REEF), P_2=document(WASTE))


@pytest.fixture
def edition(registry, narratives) -> Edition:
    narratives()
    return Edition.objects.create(
        slug="first", name="First edition", template="small", as_at=TODAY, cycle="2010-2011", languages=["en", "fr"],
        opened_at=NOW,
    )  # fmt: skip


@pytest.fixture
def officer(client, db) -> User:
    user = find_or_make("olga@example.org")
    user.role_grants.create(role=Role.OFFICER)
    add_second_factor(user)
    client.force_login(user)
    return user
