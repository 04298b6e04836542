"""Rich text as readers get it: cleaned by a list of what is allowed, whatever wrote it into the database."""

import html
import re

import nh3
from markupsafe import Markup
from wagtail.admin.rich_text.converters.contentstate import ContentstateConverter
from wagtail.rich_text import expand_db_html

# What an editor's buttons offer. Heads begin at the third rank: pages and sections have the ones above.
FEATURES = ["h3", "h4", "bold", "italic", "ol", "ul", "blockquote", "hr", "link", "document-link"]
_TAGS = {"p", "br", "h2", "h3", "h4", "b", "strong", "i", "em", "ol", "ul", "li", "blockquote", "hr", "a", "sup", "sub"}
_ATTRIBUTES = {"a": {"href", "hreflang", "lang"}, "p": {"lang", "dir"}, "blockquote": {"lang", "dir"}}
_SCHEMES = {"http", "https", "mailto"}
_TAG = re.compile(r"<[^>]+>")
_BREAK = re.compile(r"<br\b[^>]*>")
_EDGE_OF_BLOCK = re.compile(r"</?(?:p|h[1-6]|ul|ol|li|blockquote|hr)\b[^>]*>")
_ENDS = tuple(".!?…:;,。！？：；，؟؛،")
_BLOCK_KEY = re.compile(r' data-block-key="[^"]*"')


def clean_html(written: str) -> str:
    """Only what is allowed stays; addresses that would run something go, and links tell no one whence readers come."""
    return nh3.clean(
        written, tags=_TAGS, attributes=_ATTRIBUTES, url_schemes=_SCHEMES, link_rel="noopener", strip_comments=True
    )


def show_rich_text(stored: str) -> Markup:
    """What Wagtail keeps, with its links to pages and files made addresses. A link to what is gone is words alone."""
    return Markup(clean_html(expand_db_html(stored)))  # noqa: S704 - cleaned by the line that it is made in


def plain_words(stored: str) -> str:
    """Rich text without any mark: for the search, for feeds and for summaries. Paragraphs and items are set apart."""
    blocks = filter(None, map(_words_of, _EDGE_OF_BLOCK.split(_BREAK.sub(" ", stored))))
    return " ".join(block if block.endswith(_ENDS) else f"{block} ·" for block in blocks).removesuffix(" ·")


def _words_of(block: str) -> str:
    return " ".join(html.unescape(nh3.clean(_TAG.sub("", block), tags=set())).split())


def as_edited(stored: str) -> str:
    """Rich text as the editor of the desk writes it, without its keys of paragraphs.

    It puts what a program wrote otherwise (keys, marks, white space), though nobody touched a word.
    """
    converter = ContentstateConverter(FEATURES)
    return _BLOCK_KEY.sub("", converter.to_database_format(converter.from_database_format(stored)))
