"""Read a page as a reader does: its title, its set, its links and the numbers on them."""

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import urlsplit

_VOID = frozenset(("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "wbr"))
_NUMBER = re.compile(r"[\d,]*\d")
# What a set says of itself: its size is bold; a page of figures has it as its first link. Some languages name the base
# before the size (“of 348, 39”), so a bold number goes first wherever it stands.
_SAID = re.compile(r"""class="said".*?</p>""", re.DOTALL)
_BOLD = re.compile(r"<strong[^>]*>([\d,]+)</strong>")
_LINKED = re.compile(r"""<a class="n"[^>]*>([\d,]+)</a>""")


@dataclass(slots=True)
class Link:
    """A link, its text, and the number that it promises: the page it opens must show the same."""

    href: str
    text: str = ""
    number: int | None = None
    is_external: bool = False


@dataclass(slots=True)
class Page:
    """What of a page the tests ask about."""

    language: str = ""
    direction: str = ""
    title: str = ""
    canonical: str = ""
    alternates: dict[str, str] = field(default_factory=dict)
    headings: list[str] = field(default_factory=list)
    ids: list[str] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)

    @property
    def hrefs(self) -> list[str]:
        return [link.href for link in self.links]


def read_page(html: str) -> Page:
    reader = _Reader()
    reader.feed(html)
    return reader.page


def read_size(html: str) -> int | None:
    """How many partnerships are in the set on a page; a search, not a parse, for it is asked of thousands of pages."""
    said = _SAID.search(html)
    found = said and (_BOLD.search(said[0]) or _LINKED.search(said[0]))
    return first_number(found[1]) if found else None


def first_number(text: str) -> int | None:
    """“1,234 partnerships” -> 1234; digits are Latin in every language."""
    found = _NUMBER.search(text)
    return int(found[0].replace(",", "")) if found else None


class _Reader(HTMLParser):
    """One pass over the page, with the stack of open elements."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.page = Page()
        self.open: list[tuple[str, tuple[str, ...]]] = []
        self.link: Link | None = None
        self.counted = ""  # the text of the element with class "n" inside the open link

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if "id" in given:
            self.page.ids.append(given["id"])
        if tag == "html":
            self.page.language, self.page.direction = given.get("lang", ""), given.get("dir", "")
        elif tag == "link":
            self._head_link(given)
        elif tag == "h1":
            self.page.headings.append("")
        elif tag == "a" and "href" in given:
            self.link = Link(given["href"], is_external="external" in given.get("rel", ""))
            self.counted = ""
        if tag not in _VOID:
            self.open.append((tag, tuple(given.get("class", "").split())))

    def _head_link(self, given: dict[str, str]) -> None:
        kind, href = given.get("rel", ""), _path_of(given.get("href", ""))
        if kind == "canonical":
            self.page.canonical = href
        elif kind == "alternate" and "hreflang" in given:
            self.page.alternates[given["hreflang"]] = href
        self.page.links.append(Link(href))

    def handle_data(self, data: str) -> None:
        tags = [tag for tag, _classes in self.open]
        if tags[-1:] == ["title"] and "svg" not in tags:
            self.page.title += data
        if "h1" in tags:
            self.page.headings[-1] += data
        if self.link is not None:
            self.link.text += data
            if any("n" in classes for _tag, classes in self._since_link()):
                self.counted += data

    def _since_link(self) -> list[tuple[str, tuple[str, ...]]]:
        start = max(place for place, (tag, _classes) in enumerate(self.open) if tag == "a")
        return self.open[start:]

    def handle_endtag(self, tag: str) -> None:
        if tag == "a" and self.link is not None:
            # A share is not a count: “20%” is checked against its numerator by the tests of figures.
            if "%" not in self.counted:
                self.link.number = first_number(self.counted)
            self.page.links.append(self.link)
            self.link = None
        for place in range(len(self.open) - 1, -1, -1):
            if self.open[place][0] == tag:
                del self.open[place:]
                return


def _path_of(href: str) -> str:
    """Of an address in the head, whatever host it names: canonical ones name that which readers write."""
    parts = urlsplit(href)
    return f"{parts.path}?{parts.query}" if parts.query else parts.path
