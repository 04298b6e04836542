"""Every kind of page in each of the six languages: what it is called, which way it runs, and its other languages."""

import pytest

from tests.browser.reading import Page
from tests.browser.templates import LANGUAGES, MISSING
from tests.browser.walking import Walker


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_is_whole_in_each_language(walker: Walker, templates: dict[str, str], language: str) -> None:
    faults = []
    for name, rest in templates.items():
        answer = walker.fetch(f"/{language}{rest}")
        page = answer.page
        path = answer.path
        said = {
            "status": (answer.status, 200),
            "lang": (page.language, LANGUAGES[language]),
            "dir": (page.direction, "rtl" if language == "ar" else "ltr"),
            "number of h1": (len(page.headings), 1),
            "title": (bool(page.title.strip()), True),
            "text of h1": (all(heading.strip() for heading in page.headings), True),
            "canonical within a language it is written in": (_is_of(page, language), True),
            "canonical answers": (walker.fetch(page.canonical).status if page.canonical else None, 200),
            "other languages": (set(page.alternates) - set(LANGUAGES.values()), {"x-default"}),
            "ids said twice": (len(page.ids) - len(set(page.ids)), 0),
        }
        faults += [f"{name} {path}: {what} is {is_!r}, not {due!r}" for what, (is_, due) in said.items() if is_ != due]
        alternates = walker.fetch_all(page.alternates.values())
        faults += [
            f"{name} {path}: {href} answers {other.status}" for href, other in alternates.items() if other.status != 200
        ]
    assert not faults, "\n".join(faults)


def _is_of(page: Page, language: str) -> bool:
    """A text that is there in the language is at home there; one that stands in is at home in one of its own."""
    homes = [code for code, tag in LANGUAGES.items() if tag in page.alternates]
    return page.canonical.split("/")[1] in ([language] if language in homes else homes)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_missing_page_helps_in_each_language(walker: Walker, language: str) -> None:
    for rest in MISSING.values():
        answer = walker.fetch(f"/{language}{rest}")
        assert answer.status == 404, rest
        assert answer.page.language == LANGUAGES[language]
        assert len(answer.page.headings) == 1
        assert f"/{language}/partnerships/" in answer.page.hrefs  # the navigation is there


def test_a_reader_without_a_language_in_the_address_gets_one(walker: Walker) -> None:
    answer = walker.fetch("/")
    assert (answer.status, answer.path) == (200, "/en/")
