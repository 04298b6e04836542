from datetime import date
from typing import Any

import pytest
from django.test import Client

from rapport.accounts.models import Role, User
from rapport.accounts.people import find_or_make
from rapport.accounts.roles import grant
from rapport.website.foundation import lay_foundation
from rapport.website.models import News, NewsText


@pytest.fixture
def foundation(db: Any) -> None:
    lay_foundation()


@pytest.fixture
def edith(client: Client, foundation: None, settings: Any) -> User:
    """An editor, signed in. What the second factor asks is tested in accounts."""
    settings.RAPPORT_DEMO = True
    person = find_or_make("edith@example.org", name="Edith")
    grant(person, Role.EDITOR)
    client.force_login(person)
    return person


def tell(title: str = "The fair opens", **fields: Any) -> News:
    """A public piece of news in English, and in the languages that a test names: ``fr="La foire ouvre"``."""
    titles = {"en": title} | {code: fields.pop(code) for code in ("fr", "ar", "ru") if code in fields}
    news = News(language="en", **{"published_on": date(2010, 1, 15), **fields})
    news.texts = [NewsText(language=code, title=words, summary=f"{words}.") for code, words in titles.items()]
    news.save()
    news.save_revision().publish()
    news.refresh_from_db()
    return news
