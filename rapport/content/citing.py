"""How an entry is cited: as BibTeX and as RIS, for programs that keep references."""

import re
import unicodedata
from dataclasses import dataclass
from datetime import date

# What TeX reads as a command, and how it is written where it is none.
_OF_TEX = (("\\", r"\textbackslash "), *((sign, f"\\{sign}") for sign in "{}&%$#_"), ("~", r"\~{}"), ("^", r"\^{}"))


@dataclass(frozen=True, slots=True)
class Citation:
    """``kind`` is one of BibTeX's: techreport, misc. ``issued``: a year, a month or a day."""

    kind: str
    key: str
    title: str
    url: str
    language: str
    issued: str = ""
    authors: tuple[str, ...] = ()
    publisher: str = ""
    symbol: str = ""
    isbn: str = ""
    doi: str = ""
    read_on: date | None = None
    note: str = ""


def write_bibtex(cited: Citation) -> str:
    """One entry. Names of bodies stand in braces, so that no program takes them apart."""
    year, _dash, rest = cited.issued.partition("-")
    fields = {
        "title": f"{{{_tex(cited.title)}}}",
        "author": " and ".join(f"{{{_tex(name)}}}" for name in cited.authors),
        "institution" if cited.kind == "techreport" else "howpublished": _tex(cited.publisher),
        "number": _tex(cited.symbol),
        "year": year,
        "month": str(int(rest[:2])) if rest else "",
        "isbn": _tex(cited.isbn),
        "doi": _line(cited.doi),
        "note": _tex(cited.note),
        "language": cited.language,
        "url": _line(cited.url),
        "urldate": cited.read_on.isoformat() if cited.read_on else "",
    }
    lines = [f"  {name} = {{{value}}}," for name, value in fields.items() if value]
    return "\n".join([f"@{cited.kind}{{{_key(cited.key)},", *lines, "}", ""])


def write_ris(cited: Citation) -> str:
    """One record, lines ended as the format asks."""
    year, _dash, rest = cited.issued.partition("-")
    fields = [
        ("TY", "RPRT" if cited.kind == "techreport" else "ELEC"),
        ("TI", cited.title),
        *(("AU", name) for name in cited.authors),
        ("PB", cited.publisher),
        ("M1", cited.symbol),
        ("PY", year),
        ("DA", "/".join([year, *rest.split("-")]) if rest else ""),
        ("SN", cited.isbn),
        ("DO", cited.doi),
        ("N1", cited.note),
        ("LA", cited.language),
        ("UR", cited.url),
        ("Y2", f"{cited.read_on:%Y/%m/%d}" if cited.read_on else ""),
    ]
    return "".join(f"{tag}  - {_line(value)}\r\n" for tag, value in fields if value) + "ER  - \r\n"


def _line(text: str) -> str:
    """No text may end its field and begin another."""
    return re.sub(r"\s+", " ", text).strip()


def _tex(text: str) -> str:
    written = _line(text)
    # In one go: a sign that stands for another is not read again.
    replaced = dict(_OF_TEX)
    return "".join(replaced.get(char, char) for char in written)


def _key(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return re.sub(r"[^A-Za-z0-9-]+", "-", plain).strip("-") or "entry"
