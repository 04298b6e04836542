"""Reports to be written: of the registry, of blocks alone, and texts that some format would take for its own signs."""

from collections.abc import Sequence
from dataclasses import replace

from rapport.summary.composing import Asked, compose, gather
from rapport.summary.narrative.templates import load_template
from rapport.summary.report import Block, Paragraph, Part, Report, Said
from rapport.testing import TODAY

LANGUAGES = ["en", "fr", "es", "ru", "ar", "zh-hans"]
HOSTILE = [
    '#import "x": y', "#read(\"/etc/passwd\")", "$x^2$", "a\\b \\u{41} \\", "`raw` ```more```", "] [ ]] [[", "} { )( ",
    "*bold* _italic_", "= Heading", "- list + list", "/ term: x", "<label> @reference", "// comment /* comment */",
    "https://example.org/a?b=c#d", '"quotes" \'single\' -- ---', "~ ... \u2026", "<script>alert(1)</script>",
    "{percent x}", "«Ж» 「中文」【方】《书》〔龟〕", "(اسم) [عربي]", "]]> <![CDATA[ &amp; &#0; </w:t>",
]  # fmt: skip


def written(language: str, *, featured: Sequence[str] = ()) -> Report:
    """The shipped report of whatever is registered."""
    gathered = gather(Asked(TODAY, "2010-2011", featured=featured), today=TODAY)
    return compose(gathered, load_template(), language)


def of_blocks(*blocks: Block, language: str = "en", **changes: object) -> Report:
    report = Report("Title", language, TODAY, ("Host",), (), (Part("I", "one", "Introduction", blocks, ()),))
    return replace(report, **changes)


def saying(text: str) -> Paragraph:
    return Paragraph(1, "one", (Said(text),))
