"""The styles of the document, its numbering and its settings.

The order of properties is that of the schema: Word refuses a file where it is another.
"""

from collections.abc import Iterable
from string import Template

from rapport.summary.docx.letters import ARABIC, CHINESE, LATIN, Tongue
from rapport.summary.docx.markup import W, to_bytes, w

ACCENT, INK, QUIET, RULE = "0A5A5C", "1C2024", "4C5359", "C9CED0"
TEXT_WIDTH = 9072  # twentieths of a point between the margins of A4
NUMBERED = 1  # the list that counts paragraphs

_STYLES = f"""<w:styles xmlns:w="{W}">
<w:docDefaults><w:rPrDefault><w:rPr>
 <w:rFonts $hint w:ascii="{LATIN}" w:eastAsia="{CHINESE}" w:hAnsi="{LATIN}" w:cs="{ARABIC}"/>
 <w:color w:val="{INK}"/><w:sz w:val="20"/><w:szCs w:val="22"/><w:lang w:val="$tag" w:eastAsia="$east" w:bidi="$bidi"/>
</w:rPr></w:rPrDefault>
<w:pPrDefault><w:pPr><w:spacing w:after="120" w:line="$line" w:lineRule="auto"/></w:pPr></w:pPrDefault></w:docDefaults>
$styles
</w:styles>"""

_FRAME = "".join(
    f'<w:{side} w:val="single" w:sz="6" w:space="8" w:color="{ACCENT}"/>' for side in ("top", "left", "bottom", "right")
)
_IN_FRAME = f'<w:pBdr>{_FRAME}</w:pBdr><w:shd w:val="clear" w:color="auto" w:fill="F3F7F7"/>'
_HEADING_TABS = '<w:tabs><w:tab w:val="left" w:pos="567"/></w:tabs>'
_HEADING_INDENT = '<w:ind w:left="567" w:hanging="567"/>'


def _of_size(half_points: int) -> str:
    """Letters of Arabic are set a tenth larger: at one size they look smaller."""
    return f'<w:sz w:val="{half_points}"/><w:szCs w:val="{half_points + max(1, half_points // 10)}"/>'


def _ink(color: str) -> str:
    return f'<w:color w:val="{color}"/>'


_BOLD, _ITALIC, _KEPT = "<w:b/><w:bCs/>", "<w:i/><w:iCs/>", "<w:keepNext/><w:keepLines/>"

# Id, name (of Word's own where there is one), what it is based on, properties of paragraph and of letters. Italics are
# for words that the report says about itself: nothing in Arabic or Chinese is set in them.
_PARAGRAPHS = (
    ("Title", "Title", "Normal", _KEPT + '<w:spacing w:before="120" w:after="240" w:line="240" w:lineRule="auto"/>',
     _BOLD + _of_size(40)),
    ("Masthead", "Masthead", "Normal", '<w:spacing w:after="40"/>', _ink(QUIET)),
    ("Heading1", "heading 1", "Normal", _KEPT + _HEADING_TABS + '<w:spacing w:before="360" w:after="160"/>'
     + _HEADING_INDENT + '<w:outlineLvl w:val="0"/>', _BOLD + _of_size(30)),
    ("Heading2", "heading 2", "Normal", _KEPT + _HEADING_TABS + '<w:spacing w:before="280" w:after="120"/>'
     + _HEADING_INDENT + '<w:outlineLvl w:val="1"/>', _BOLD + _of_size(24)),
    ("Heading3", "heading 3", "Normal", _KEPT + _HEADING_TABS + '<w:spacing w:before="240" w:after="120"/>'
     + _HEADING_INDENT + '<w:outlineLvl w:val="2"/>', _BOLD + _of_size(21)),
    ("NumberedParagraph", "Numbered Paragraph", "Normal", f'<w:numPr><w:numId w:val="{NUMBERED}"/></w:numPr>', ""),
    ("Caption", "caption", "Normal", _KEPT + '<w:spacing w:before="240" w:after="80"/>', _BOLD + _of_size(20)),
    ("Drawing", "Drawing", "Normal", '<w:spacing w:after="60" w:line="240" w:lineRule="auto"/>', ""),
    ("ChartNote", "Chart Note", "Normal", '<w:spacing w:after="160" w:line="252" w:lineRule="auto"/>',
     _ink(QUIET) + _of_size(17)),
    ("TableText", "Table Text", "Normal", '<w:spacing w:before="20" w:after="20" w:line="240" w:lineRule="auto"/>',
     _of_size(17)),
    ("TableNumber", "Table Number", "TableText", '<w:jc w:val="right"/>', ""),
    ("BoxHeading", "Box Heading", "Normal", _KEPT + _IN_FRAME + '<w:spacing w:after="80"/>'
     '<w:ind w:left="200" w:right="200"/>', _BOLD + _of_size(22)),
    ("BoxText", "Box Text", "Normal", _IN_FRAME + '<w:spacing w:after="80"/><w:ind w:left="200" w:right="200"/>', ""),
    ("BoxSource", "Box Source", "BoxText", "", _ink(QUIET) + _of_size(17)),
    ("Quote", "Quote", "Normal", '<w:keepNext/><w:pBdr>'
     f'<w:left w:val="single" w:sz="18" w:space="10" w:color="{ACCENT}"/></w:pBdr>'
     '<w:spacing w:before="160" w:after="60"/><w:ind w:left="680" w:right="680"/>', ""),
    ("QuoteSource", "Quote Source", "Normal", '<w:spacing w:after="160"/><w:ind w:left="680" w:right="680"/>',
     _ink(QUIET) + _of_size(17)),
    ("TOCHeading", "TOC Heading", "Normal", _KEPT + '<w:spacing w:before="360" w:after="120"/>', _BOLD + _of_size(24)),
    ("Header", "header", "Normal", '<w:spacing w:after="0" w:line="240" w:lineRule="auto"/>',
     _ink(QUIET) + _of_size(16)),
    ("Footer", "footer", "Normal", '<w:spacing w:after="0" w:line="240" w:lineRule="auto"/><w:jc w:val="center"/>',
     _ink(QUIET) + _of_size(16)),
    ("FootnoteText", "footnote text", "Normal", '<w:spacing w:after="40" w:line="240" w:lineRule="auto"/>',
     _of_size(17)),
)  # fmt: skip
_CONTENTS = tuple(
    (
        f"TOC{level}",
        f"toc {level}",
        "Normal",
        f'<w:tabs><w:tab w:val="left" w:pos="{left + 567}"/><w:tab w:val="right" w:pos="{TEXT_WIDTH}"/></w:tabs>'
        f'<w:spacing w:after="60"/><w:ind w:left="{left + 567}" w:right="567" w:hanging="567"/>',
        "",
    )
    for level, left in ((1, 0), (2, 567), (3, 1134))
)
_LETTERS = (
    ("Hyperlink", "Hyperlink", f'{_ink(ACCENT)}<w:u w:val="dotted" w:color="7FA9AA"/>'),
    ("FootnoteReference", "footnote reference", '<w:vertAlign w:val="superscript"/>'),
    ("Warned", "Warned", f"{_ITALIC}{_ink('8A3B12')}"),
)
_TABLE = f"""<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/>
<w:uiPriority w:val="99"/><w:semiHidden/><w:unhideWhenUsed/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar>
<w:top w:w="0" w:type="dxa"/><w:left w:w="85" w:type="dxa"/><w:bottom w:w="0" w:type="dxa"/>
<w:right w:w="85" w:type="dxa"/>
</w:tblCellMar></w:tblPr></w:style>
<w:style w:type="table" w:customStyle="1" w:styleId="FigureTable"><w:name w:val="Figure Table"/>
<w:basedOn w:val="TableNormal"/><w:tblPr><w:tblBorders><w:top w:val="single" w:sz="6" w:space="0" w:color="{INK}"/>
<w:bottom w:val="single" w:sz="6" w:space="0" w:color="{INK}"/>
<w:insideH w:val="single" w:sz="4" w:space="0" w:color="{RULE}"/></w:tblBorders></w:tblPr>
<w:tblStylePr w:type="firstRow"><w:rPr><w:b/><w:bCs/></w:rPr><w:tcPr><w:tcBorders>
<w:bottom w:val="single" w:sz="6" w:space="0" w:color="{INK}"/></w:tcBorders></w:tcPr></w:tblStylePr></w:style>"""
_OWN = {"Masthead", "NumberedParagraph", "Drawing", "ChartNote", "TableText", "TableNumber", "BoxHeading", "BoxText",
        "BoxSource", "QuoteSource", "Warned"}  # fmt: skip


def write_styles(tongue: Tongue) -> bytes:
    languages = {
        "tag": tongue.latin_tag,
        "east": tongue.tag if tongue.is_chinese else "zh-CN",
        "bidi": tongue.tag if tongue.is_from_right else "ar-SA",
        "line": 240 if tongue.is_from_right else 276,  # letters of Arabic bring their own space
        "hint": 'w:hint="eastAsia"' if tongue.is_chinese else "",
    }
    text = Template(_STYLES).substitute(languages, styles="\n".join(_styles(tongue)))
    return f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n{text}'.encode()


def _styles(tongue: Tongue) -> Iterable[str]:
    bidi = "<w:bidi/>" if tongue.is_from_right else ""
    yield (
        '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/>'
        f"<w:pPr>{bidi}</w:pPr></w:style>"
    )
    yield (
        '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont">'
        '<w:name w:val="Default Paragraph Font"/><w:uiPriority w:val="1"/><w:semiHidden/></w:style>'
    )
    for id_, name, base, of_paragraph, of_letters in (*_PARAGRAPHS, *_CONTENTS):
        yield (
            f'<w:style w:type="paragraph"{_own(id_)} w:styleId="{id_}"><w:name w:val="{name}"/>'
            f'<w:basedOn w:val="{base}"/><w:qFormat/>'
            f"<w:pPr>{of_paragraph}</w:pPr><w:rPr>{of_letters}</w:rPr></w:style>"
        )
    for id_, name, of_letters in _LETTERS:
        yield (
            f'<w:style w:type="character"{_own(id_)} w:styleId="{id_}"><w:name w:val="{name}"/>'
            f'<w:basedOn w:val="DefaultParagraphFont"/><w:rPr>{of_letters}</w:rPr></w:style>'
        )
    yield _TABLE
    yield '<w:style w:type="numbering" w:default="1" w:styleId="NoList"><w:name w:val="No List"/></w:style>'


def _own(id_: str) -> str:
    return ' w:customStyle="1"' if id_ in _OWN else ""


def write_numbering(starts: Iterable[int]) -> bytes:
    """One list that counts the paragraphs; ``starts``: numbers with which it begins anew where one was left out."""
    level = w(
        "lvl",
        w("start", val=1), w("numFmt", val="decimal"), w("pStyle", val="NumberedParagraph"), w("suff", val="tab"),
        w("lvlText", val="%1."), w("lvlJc", val="left"),
        w("pPr", w("tabs", w("tab", val="num", pos=567)), w("ind", left=0, firstLine=0)),
        ilvl=0,
    )  # fmt: skip
    root = w("numbering", w("abstractNum", w("multiLevelType", val="singleLevel"), level, abstractNumId=0))
    root.append(w("num", w("abstractNumId", val=0), numId=NUMBERED))
    for number, start in enumerate(starts, start=NUMBERED + 1):
        again = w("lvlOverride", w("startOverride", val=start), ilvl=0)
        root.append(w("num", w("abstractNumId", val=0), again, numId=number))
    return to_bytes(root)


def write_settings(tongue: Tongue) -> bytes:
    """``compatibilityMode`` 15: without it Word opens the document as one of 2007, and says so."""
    word = "http://schemas.microsoft.com/office/word"
    root = w(
        "settings",
        w("zoom", percent=100),
        w("defaultTabStop", val=567),
        w("characterSpacingControl", val="doNotCompress"),
        w("footnotePr", w("footnote", id=-1), w("footnote", id=0)),
        w("compat", w("compatSetting", name="compatibilityMode", uri=word, val=15)),
        w(
            "themeFontLang",
            val=tongue.latin_tag,
            eastAsia="zh-CN" if tongue.is_chinese else None,
            bidi=tongue.tag if tongue.is_from_right else None,
        ),
        w("decimalSymbol", val="."),
        w("listSeparator", val=","),
    )
    return to_bytes(root)
