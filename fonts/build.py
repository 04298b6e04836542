"""Make rapport/look/fonts/ again: the fonts that documents are set in, cut down to the six scripts of the product.

    python fonts/build.py FOLDER

FOLDER holds the unpacked packages that rapport/look/fonts/README.md names. The same sources give the same bytes.
"""

import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from fontTools.subset import Options, Subsetter, load_font, save_font
from fontTools.ttLib import TTFont

ROOT = Path(__file__).resolve().parents[1]
TARGET = ROOT / "rapport" / "summary" / "fonts"

# Latin, Greek and Cyrillic with their marks, punctuation, currencies, fractions, arrows and signs of mathematics; not
# the Devanagari that Noto Sans has too.
EUROPEAN = [
    (0x0020, 0x052F), (0x1AB0, 0x1AFF), (0x1C80, 0x1C8F), (0x1D00, 0x20FF), (0x2100, 0x22FF), (0x2500, 0x27BF),
    (0x2C60, 0x2C7F), (0x2DE0, 0x2E7F), (0xA640, 0xA69F), (0xA700, 0xA7FF), (0xAB30, 0xAB6F), (0xFB00, 0xFB06),
    (0xFE20, 0xFE2F), (0xFFFD, 0xFFFD),
]  # fmt: skip
# With the forms for display: texts that were copied from old files have them.
ARABIC = [(0x0600, 0x06FF), (0x0750, 0x077F), (0x0870, 0x08FF), (0x200C, 0x200F), (0xFB50, 0xFDFF), (0xFE70, 0xFEFC)]
# What both Latin and Chinese write is set from the Chinese font in Chinese: “”, ‘’, …, —, ·.
CHINESE = [(0x0020, 0x007E), (0x00A0, 0x00FF), (0x2010, 0x2027), (0x2030, 0x203B), (0x3000, 0x301F), (0xFF01, 0xFF65)]

LATIN_LAYOUT = ["kern", "mark", "mkmk", "ccmp", "locl", "lnum", "tnum", "pnum", "liga", "frac", "sups"]
FONTS = {
    "NotoSans_400Regular.ttf": EUROPEAN,
    "NotoSans_400Regular_Italic.ttf": EUROPEAN,
    "NotoSans_700Bold.ttf": EUROPEAN,
    "NotoSerif_600SemiBold.ttf": EUROPEAN,
    "Vazirmatn_400Regular.ttf": ARABIC,
    "Vazirmatn_700Bold.ttf": ARABIC,
    "NotoSansArabic_400Regular.ttf": ARABIC,
    "NotoSansArabic_700Bold.ttf": ARABIC,
    "NotoSansSC_400Regular.ttf": CHINESE,
    "NotoSansSC_700Bold.ttf": CHINESE,
}


def main(source: Path) -> None:
    chinese = gb_2312() | written_here()
    for name, ranges in FONTS.items():
        wanted = {code for first, last in ranges for code in range(first, last + 1)}
        build(find(source, name), TARGET / name, wanted | chinese if ranges is CHINESE else wanted)
    covered = {code for name in FONTS for code in TTFont(TARGET / name).getBestCmap()}
    (TARGET / "covered.txt").write_text("".join(f"{line}\n" for line in as_ranges(covered)), encoding="ascii")
    (TARGET / "OFL.txt").write_text(license_of(source), encoding="utf-8")


def find(source: Path, name: str) -> Path:
    found = sorted(source.rglob(name))
    if not found:
        sys.exit(f"{name} is not in {source}.")
    return found[0]


def gb_2312() -> set[int]:
    """Every character of the standard, as Python's own table has it."""
    rows = range(0xA1, 0xF8)
    texts = (bytes((row, cell)).decode("gb2312", "ignore") for row in rows for cell in range(0xA1, 0xFF))
    return {ord(letter) for text in texts for letter in text}


def written_here() -> set[int]:
    """Every character of our vocabularies, translations and report templates."""
    suffixes = {".yaml", ".json", ".po", ".csv"}
    files = (each for each in (ROOT / "rapport").rglob("*") if each.suffix in suffixes)
    return {ord(letter) for each in files for letter in each.read_text(encoding="utf-8") if ord(letter) > 0x2E7F}


def build(source: Path, target: Path, wanted: set[int]) -> None:
    """Without instructions for coarse screens, vertical setting and names of glyphs, which a document does not need."""
    options = Options()
    options.hinting = False
    options.notdef_outline = True
    options.layout_features = [*Options._layout_features_default, *LATIN_LAYOUT]
    options.layout_features = [each for each in options.layout_features if each not in {"vert", "vrt2", "vkrn", "valt"}]
    options.drop_tables += ["vhea", "vmtx", "VORG", "DSIG", "STAT", "meta"]
    options.recalc_timestamp = False
    font = load_font(source, options)
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=wanted)
    subsetter.subset(font)
    save_font(font, target, options)


def as_ranges(codes: Iterable[int]) -> Iterator[str]:
    """``41-5A`` for each run of codes, ``4E02`` for one alone."""
    first = last = None
    for code in [*sorted(codes), None]:
        if first is not None and code != last + 1:
            yield f"{first:X}" if first == last else f"{first:X}-{last:X}"
            first = None
        first = code if first is None else first
        last = code


def license_of(source: Path) -> str:
    """The licence once, under the copyright lines of all of the fonts."""
    texts = [each.read_text(encoding="utf-8") for each in sorted(source.rglob("LICENSE_FONT"))]
    owners = sorted({text.splitlines()[0] for text in texts})
    return "\n".join(owners) + "\n" + "\n".join(texts[0].splitlines()[1:]) + "\n"


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit("Usage: python fonts/build.py FOLDER")
    main(Path(sys.argv[1]))
