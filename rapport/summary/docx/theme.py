"""The theme and the table of fonts: what Word offers to whoever writes on in the document."""

from rapport.summary.docx.letters import ARABIC, CHINESE, LATIN
from rapport.summary.docx.markup import Element, a, to_bytes, w
from rapport.summary.docx.styles import ACCENT, INK, QUIET

_COLORS = {
    "dk1": INK, "lt1": "FFFFFF", "dk2": QUIET, "lt2": "F3F7F7", "accent1": ACCENT, "accent2": "8A3B12",
    "accent3": "7FA9AA", "accent4": "B08D3C", "accent5": "5B6B8C", "accent6": "7C7F83", "hlink": ACCENT,
    "folHlink": QUIET,
}  # fmt: skip


def write_theme() -> bytes:
    colors = (a(name, a("srgbClr", val=color)) for name, color in _COLORS.items())
    return to_bytes(a(
        "theme",
        a(
            "themeElements",
            a("clrScheme", *colors, name="Rapport"),
            a("fontScheme", _fonts("majorFont"), _fonts("minorFont"), name="Rapport"),
            a(
                "fmtScheme",
                a("fillStyleLst", *_three_fills()),
                a("lnStyleLst", *(a("ln", _fill(), w=width) for width in (6350, 12700, 19050))),
                a("effectStyleLst", *(a("effectStyle", a("effectLst")) for _ in range(3))),
                a("bgFillStyleLst", *_three_fills()),
                name="Rapport",
            ),
        ),
        name="Rapport",
    ))  # fmt: skip


def _fonts(kind: str) -> Element:
    return a(kind, a("latin", typeface=LATIN), a("ea", typeface=CHINESE), a("cs", typeface=ARABIC))


def _fill() -> Element:
    return a("solidFill", a("schemeClr", val="phClr"))


def _three_fills() -> list[Element]:
    return [_fill() for _ in range(3)]  # the schema wants three


def write_fonts() -> bytes:
    return to_bytes(w("fonts", *(w("font", w("family", val="swiss"), w("pitch", val="variable"), name=name)
                                 for name in (LATIN, ARABIC, CHINESE))))  # fmt: skip
