"""The order of what stands within what in a DOCX, by the standard: Word refuses a file where it is another.

ECMA-376, part 1 (transitional): what an element may hold, one after another. Only what we write is listed; whatever
else we come to write must be listed first.
"""

import pytest
from lxml import etree

from rapport.summary.docx import write_docx
from rapport.summary.docx.markup import PREFIXES
from rapport.summary.report import Illustration, Paragraph, Part, Quotation, Report, Said
from rapport.summary.tests.documents import everywhere, of_blocks, register_three, written
from rapport.summary.tests.opened import Opened
from rapport.testing import TODAY

pytestmark = pytest.mark.django_db

ORDER = {
    "w:document": "background body",
    "w:sectPr": """headerReference footerReference footnotePr endnotePr type pgSz pgMar paperSrc pgBorders lnNumType
        pgNumType cols formProt vAlign noEndnote titlePg textDirection bidi rtlGutter docGrid printerSettings""",
    "w:p": "pPr",
    "w:pPr": """pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr suppressLineNumbers pBdr shd tabs
        suppressAutoHyphens kinsoku wordWrap overflowPunct topLinePunct autoSpaceDE autoSpaceDN bidi adjustRightInd
        snapToGrid spacing ind contextualSpacing mirrorIndents suppressOverlap jc textDirection textAlignment
        textboxTightWrap outlineLvl divId cnfStyle rPr sectPr pPrChange""",
    "w:numPr": "ilvl numId",
    "w:pBdr": "top left bottom right between bar",
    "w:r": "rPr",
    "w:rPr": """rStyle rFonts b bCs i iCs caps smallCaps strike dstrike outline shadow emboss imprint noProof snapToGrid
        vanish webHidden color spacing w kern position sz szCs highlight u effect bdr shd fitText vertAlign rtl cs em
        lang eastAsianLayout specVanish oMath""",
    "w:sdt": "sdtPr sdtEndPr sdtContent",
    "w:docPartObj": "docPartGallery docPartCategory docPartUnique",
    "w:tbl": "tblPr tblGrid tr",
    "w:tblPr": """tblStyle tblpPr tblOverlap bidiVisual tblStyleRowBandSize tblStyleColBandSize tblW jc tblCellSpacing
        tblInd tblBorders shd tblLayout tblCellMar tblLook tblCaption tblDescription""",
    "w:tblCellMar": "top left start bottom right end",
    "w:tblBorders": "top left start bottom right end insideH insideV",
    "w:tr": "tblPrEx trPr tc",
    "w:tc": "tcPr p",
    "w:tcPr": """cnfStyle tcW gridSpan hMerge vMerge tcBorders shd noWrap tcMar textDirection tcFitText vAlign hideMark
        headers""",
    "w:styles": "docDefaults latentStyles style",
    "w:docDefaults": "rPrDefault pPrDefault",
    "w:style": """name aliases basedOn next link autoRedefine hidden uiPriority semiHidden unhideWhenUsed qFormat locked
        personal personalCompose personalReply rsid pPr rPr tblPr trPr tcPr tblStylePr""",
    "w:tblStylePr": "pPr rPr tblPr trPr tcPr",
    "w:numbering": "numPicBullet abstractNum num numIdMacAtCleanup",
    "w:abstractNum": "nsid multiLevelType tmpl name styleLink numStyleLink lvl",
    "w:lvl": "start numFmt lvlRestart pStyle isLgl suff lvlText lvlPicBulletId legacy lvlJc pPr rPr",
    "w:num": "abstractNumId lvlOverride",
    "w:lvlOverride": "startOverride lvl",
    "w:settings": """writeProtection view zoom removePersonalInformation mirrorMargins updateFields defaultTabStop
        autoHyphenation evenAndOddHeaders characterSpacingControl footnotePr endnotePr compat docVars rsids
        themeFontLang clrSchemeMapping decimalSymbol listSeparator""",
    "w:font": "altName panose1 charset family notTrueType pitch sig",
    "wp:inline": "extent effectExtent docPr cNvGraphicFramePr graphic",
    "c:chartSpace": """date1904 lang roundedCorners AlternateContent style clrMapOvr pivotFmts protection chart spPr
        txPr externalData printSettings userShapes extLst""",
    "c:chart": """title autoTitleDeleted pivotFmts view3D floor sideWall backWall plotArea legend plotVisOnly
        dispBlanksAs extLst""",
    "c:plotArea": "layout barChart catAx valAx dTable spPr",
    "c:manualLayout": "layoutTarget xMode yMode wMode hMode x y w h extLst",
    "c:barChart": "barDir grouping varyColors ser dLbls gapWidth overlap serLines axId extLst",
    "c:ser": """idx order tx spPr invertIfNegative pictureOptions dPt dLbls trendline errBars cat val shape extLst""",
    "c:dLbls": """dLbl delete numFmt spPr txPr dLblPos showLegendKey showVal showCatName showSerName showPercent
        showBubbleSize separator showLeaderLines""",
    "c:strRef": "f strCache extLst",
    "c:numRef": "f numCache extLst",
    "c:strCache": "ptCount pt extLst",
    "c:numCache": "formatCode ptCount pt extLst",
    "c:catAx": """axId scaling delete axPos majorGridlines minorGridlines title numFmt majorTickMark minorTickMark
        tickLblPos spPr txPr crossAx crosses crossesAt auto lblAlgn lblOffset tickLblSkip tickMarkSkip noMultiLvlLbl""",
    "c:valAx": """axId scaling delete axPos majorGridlines minorGridlines title numFmt majorTickMark minorTickMark
        tickLblPos spPr txPr crossAx crosses crossesAt crossBetween majorUnit minorUnit dispUnits""",
    "c:scaling": "logBase orientation max min",
    "c:title": "tx layout overlay spPr txPr",
    "c:rich": "bodyPr lstStyle p",
    "c:txPr": "bodyPr lstStyle p",
    "c:externalData": "autoUpdate",
    "a:p": "pPr r endParaRPr",
    "a:pPr": "defRPr",
    "a:r": "rPr t",
    "a:rPr": "ln noFill solidFill highlight latin ea cs sym hlinkClick rtl",
    "a:defRPr": "ln noFill solidFill highlight latin ea cs sym hlinkClick rtl",
    "a:themeElements": "clrScheme fontScheme fmtScheme extLst",
    "a:clrScheme": "dk1 lt1 dk2 lt2 accent1 accent2 accent3 accent4 accent5 accent6 hlink folHlink extLst",
    "a:fontScheme": "majorFont minorFont extLst",
    "a:majorFont": "latin ea cs font extLst",
    "a:fmtScheme": "fillStyleLst lnStyleLst effectStyleLst bgFillStyleLst extLst",
}
# These begin with their properties; what follows may come in any order.
OPEN = {"w:p", "w:r", "w:tc"}
NEEDED = {
    "w:tbl": {"tblPr", "tblGrid"},
    "w:tc": {"p"},
    "wp:inline": {"extent", "docPr", "graphic"},
    "c:chart": {"plotArea"},
    "c:barChart": {"barDir", "ser", "axId"},
    "c:catAx": {"axId", "scaling", "axPos", "crossAx"},
    "c:valAx": {"axId", "scaling", "axPos", "crossAx"},
    "w:settings": {"compat"},
}


def name_of(element: etree._Element) -> str:
    name = etree.QName(element)
    prefixes = {namespace: prefix for prefix, namespace in PREFIXES.items()}
    return f"{prefixes.get(name.namespace, '?')}:{name.localname}"


def is_ordered(element: etree._Element) -> bool:
    """Not where a text only names a chart that is elsewhere."""
    parent = element.getparent()
    return name_of(element) in ORDER and (parent is None or name_of(parent) != "a:graphicData")


def misplaced(element: etree._Element) -> str:
    """What is wrong within an element: empty where all stands as it should."""
    name = name_of(element)
    order = ORDER[name].split()
    children = [etree.QName(child).localname for child in element]
    if lacking := NEEDED.get(name, set()) - set(children):
        return f"{name} lacks {lacking}"
    if name in OPEN:
        return f"{name}: {children}" if order[0] in children[1:] else ""
    if strange := set(children) - set(order):
        return f"{name} may not hold {strange}"
    places = [order.index(child) for child in children]
    return "" if places == sorted(places) else f"{name}: {children}"


def reports(language: str) -> list[Report]:
    """With everything that a document can have: boxes, notes, grouped charts, other languages, gaps in numbers."""
    register_three()
    other = "ar" if language == "en" else "en"
    blocks = [
        Paragraph(7, "x", (Said("Words", note=1), Said("again", note=1)), mark="Marked.", language=other),
        Paragraph(9, "x", (), is_open=True),
        Quotation("Words", "Source", "P-1", "/", language=other, mark="Marked."),
    ]
    deep = Part("I", "a", "One", (), (Part("A", "b", "Two", (), (Part("1", "c", "Three", (), ()),)),))
    return [
        written(language, featured=["P-1"]),
        everywhere("text", language),
        of_blocks(*blocks, language=language, notes=((Said("Note."),),)),
        of_blocks(language=language, parts=(deep,)),
        Report("", language, TODAY, (), (), ()),
    ]


@pytest.mark.parametrize("language", ["en", "ar", "zh-hans"])
def test_everything_stands_in_the_order_of_the_standard(language: str) -> None:
    seen, wrong = set(), set()
    for report in reports(language):
        for part in Opened(write_docx(report)).parts.values():
            for element in filter(is_ordered, part.iter(etree.Element)):
                seen.add(name_of(element))
                wrong.add(misplaced(element))
    assert wrong == {""}
    assert seen == set(ORDER)  # else the table says what nobody writes any more


@pytest.mark.parametrize(
    ("markup", "expected"),
    [
        ("<w:pPr xmlns:w='{w}'><w:bidi/><w:pStyle/></w:pPr>", "w:pPr: ['bidi', 'pStyle']"),
        ("<w:rPr xmlns:w='{w}'><w:made-up/></w:rPr>", "w:rPr may not hold {'made-up'}"),
        ("<w:p xmlns:w='{w}'><w:r/><w:pPr/></w:p>", "w:p: ['r', 'pPr']"),
        ("<c:chart xmlns:c='{c}'><c:plotVisOnly/></c:chart>", "c:chart lacks {'plotArea'}"),
    ],
)
def test_what_stands_wrongly_is_found(markup: str, expected: str) -> None:
    assert misplaced(etree.fromstring(markup.format(**PREFIXES))) == expected


def test_each_chart_has_axes_of_its_own_that_cross() -> None:
    register_three()
    report = written("en")
    assert any(isinstance(each, Illustration) for each in report.blocks())
    opened = Opened(write_docx(report))
    for chart in opened.charts():
        bars = opened.values("//c:barChart/c:axId/@val", chart)
        labels, values = (
            [opened.values(f"//c:{axis}/c:{end}/@val", chart)[0] for end in ("axId", "crossAx")]
            for axis in ("catAx", "valAx")
        )
        assert labels == values[::-1] == bars
