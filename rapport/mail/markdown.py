"""One body, two parts: Markdown as letters use it, to text and to HTML; and text of others made harmless in it."""

import re
from collections.abc import Callable, MutableMapping, Sequence
from functools import cache
from typing import Any

from babel import Locale, UnknownLocaleError
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token
from markdown_it.utils import OptionsDict

from rapport.lib.texts import clean_text

_MARKUP = re.compile(r"[\\`*_\[\]<>&~|#]")
_ESCAPED = re.compile(r"\\([\\`*_\[\]<>&~|#])")
# At the beginning of a line these begin a list, a quotation, a heading, a rule or code.
_LINE_START = re.compile(r"^[ \t]+", re.MULTILINE)
_LINE_MARK = re.compile(r"^([-+=])|^(\d{1,9})([.)])", re.MULTILINE)
_BREAK = re.compile(r"(?<!\n)\n(?!\n)")


def escape_markdown(text: str) -> str:
    """The text so that Markdown shows it as it is, line by line: no link, no heading, no markup of its own."""
    text = _LINE_START.sub("", clean_text(text))
    text = _MARKUP.sub(r"\\\g<0>", text)
    text = _LINE_MARK.sub(lambda found: f"{found[2]}\\{found[3]}" if found[2] else f"\\{found[1]}", text)
    return _BREAK.sub("\\\\\n", text)


class _Reader(MarkdownIt):
    """An address between < and > may be escaped like any other text: templates need not know where they put it."""

    def normalizeLink(self, url: str) -> str:  # noqa: N802 - the name is the library's
        return super().normalizeLink(_ESCAPED.sub(r"\1", url))

    def normalizeLinkText(self, link: str) -> str:  # noqa: N802
        return super().normalizeLinkText(_ESCAPED.sub(r"\1", link))


@cache
def _reader() -> MarkdownIt:
    # No raw HTML; and addresses only where the writer made a link, so that no stranger's text becomes one.
    reader = _Reader("commonmark", {"html": False, "linkify": False}).disable("image")
    reader.add_render_rule("link_open", _open_link)
    return reader


def _open_link(
    renderer: RendererHTML, tokens: Sequence[Token], place: int, options: OptionsDict, env: MutableMapping[str, Any]
) -> str:
    """An address that is its own text runs from left to right, also in an Arabic letter."""
    if tokens[place].markup == "autolink":
        tokens[place].attrSet("dir", "ltr")
    return renderer.renderToken(tokens, place, options, env)


def to_html(body: str, *, language: str) -> SafeString:
    """Within an element that says its language and direction."""
    rendered = _reader().render(body)
    html = f'<div lang="{escape(html_language(language))}" dir="{direction(language)}">\n{rendered}</div>'
    return mark_safe(html)  # noqa: S308 - raw HTML is off: what markdown-it gives is its own


@cache
def direction(language: str) -> str:
    try:
        return "rtl" if Locale.parse(language, sep="-").character_order == "right-to-left" else "ltr"
    except (UnknownLocaleError, ValueError):
        return "ltr"


def html_language(language: str) -> str:
    """``zh-hans`` is written ``zh-Hans``, ``pt-br`` ``pt-BR``."""
    return "-".join(
        part.title() if len(part) == 4 else part.upper() if place and len(part) == 2 else part
        for place, part in enumerate(language.split("-"))
    )


def to_text(body: str) -> str:
    """As a person would write it in a plain mail: links after their words, lists with dashes."""
    lines: list[str] = []
    _Writer(lines).write(_reader().parse(body))
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip("\n")


class _Writer:
    """Walks the blocks of a body. ``_lists`` holds the number of the next item of each open list, 0 for dashes."""

    def __init__(self, lines: list[str]) -> None:
        self.lines, self._lists, self._mark, self._quotes = lines, list[int](), "", 0

    def write(self, tokens: Sequence[Token]) -> None:
        for token in tokens:
            if token.type == "inline":
                self._add(_write_inline(token.children or []))
            elif token.type in ("fence", "code_block"):
                self._add(token.content.rstrip("\n"))
                self._end_block()
            elif token.type == "hr":
                self._add("* * *")
                self._end_block()
            elif step := self._STEPS.get(token.type):
                step(self, token)

    def _add(self, text: str) -> None:
        indent = "  " * max(len(self._lists) - 1, 0)
        before = "> " * self._quotes + indent
        rest = before + " " * len(self._mark)
        for place, line in enumerate(text.split("\n")):
            self.lines.append(((before + self._mark) if place == 0 else rest) + line)
        self._mark = " " * len(self._mark)

    def _end_block(self, token: Token | None = None) -> None:
        if not (token and token.hidden):  # the paragraphs of a tight list are hidden
            self.lines.append(("> " * self._quotes).rstrip())

    def _open_list(self, token: Token) -> None:
        self._lists.append(int(token.attrGet("start") or 1) if token.type == "ordered_list_open" else 0)

    def _close_list(self, _token: Token) -> None:
        self._lists.pop()
        self._mark = ""
        self._end_block()

    def _open_item(self, _token: Token) -> None:
        number = self._lists[-1]
        self._mark = f"{number}. " if number else "- "
        self._lists[-1] = number + 1 if number else 0

    def _close_item(self, _token: Token) -> None:
        self._mark = ""

    def _open_quote(self, _token: Token) -> None:
        self._quotes += 1

    def _close_quote(self, _token: Token) -> None:
        if self.lines[-1:] == ["> " * (self._quotes - 1) + ">"]:  # after its last paragraph, where it ends anyway
            self.lines.pop()
        self._quotes -= 1
        self._end_block()

    _STEPS: dict[str, Callable[["_Writer", Token], None]] = {
        "paragraph_close": _end_block,
        "heading_close": _end_block,
        "bullet_list_open": _open_list,
        "ordered_list_open": _open_list,
        "bullet_list_close": _close_list,
        "ordered_list_close": _close_list,
        "list_item_open": _open_item,
        "list_item_close": _close_item,
        "blockquote_open": _open_quote,
        "blockquote_close": _close_quote,
    }


def _write_inline(tokens: Sequence[Token]) -> str:
    written: list[str] = []
    links: list[tuple[str, int]] = []
    for token in tokens:
        if token.type in ("softbreak", "hardbreak"):
            written.append("\n")
        elif token.type == "link_open":
            links.append((str(token.attrGet("href") or ""), len(written)))
        elif token.type == "link_close":
            address, began = links.pop()
            if "".join(written[began:]) != address:
                written.append(f" <{address}>")
        else:
            written.append(token.content)
    return "".join(written)
