"""What one search finds of the pages that editors make; it follows what is published, moved and deleted."""

from collections.abc import Iterator
from typing import Any

from rapport.content import cards
from rapport.content.cards import Said
from rapport.content.rich_text import plain_words
from rapport.website.pages import TextPage


def all_pages() -> Iterator[Said]:
    for page in TextPage.objects.live().select_related("locale"):
        yield _said(page)


def _said(page: TextPage) -> Said:
    words = " ".join(plain_words(str(each)) for each in page.body.stream_block.get_searchable_content(page.body))
    return Said(str(page.translation_key), page.language, page.title, f"{page.lede} {words}".strip(), _path(page))


def _path(page: TextPage) -> str:
    """By its place in the tree: Wagtail knows no address of a page before the site has its home."""
    _before, _home, below = page.url_path.split("/", 2)
    return f"/{below}"


def _write(key: Any) -> None:
    translations = TextPage.objects.live().filter(translation_key=key).select_related("locale")
    cards.write_cards("page", str(key), [_said(page) for page in translations])


def follow_page(instance: Any, **_of_a_signal: Any) -> None:
    if isinstance(instance, TextPage):
        _write(instance.translation_key)


def follow_moved_page(instance: Any, **_of_a_signal: Any) -> None:
    """The addresses of all pages below it change too."""
    for page in TextPage.objects.descendant_of(instance, inclusive=True):
        _write(page.translation_key)


def follow_deleted_page(instance: TextPage, **_of_a_signal: Any) -> None:
    _write(instance.translation_key)
