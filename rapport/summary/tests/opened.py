"""A DOCX that was opened again: its parts, what they lead to, and what stands in its paragraphs."""

import io
import posixpath
import zipfile
from collections.abc import Iterator
from typing import Any

from lxml import etree

from rapport.summary.docx.markup import PREFIXES, R, W

RELATIONS = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
BODY, NOTES, STYLES = "word/document.xml", "word/footnotes.xml", "word/styles.xml"


class Opened:
    """Raises what lxml raises where a part is not well-formed."""

    def __init__(self, docx: bytes) -> None:
        self.archive = zipfile.ZipFile(io.BytesIO(docx))
        self.names = self.archive.namelist()
        self.parts = {name: self._parsed(name) for name in self.names if name.endswith((".xml", ".rels"))}
        self.body = self.parts[BODY][0]

    def _parsed(self, name: str) -> Any:
        return etree.fromstring(self.archive.read(name))

    def relations(self, part: str = BODY) -> dict[str, Any]:
        """By id: what a part leads to."""
        folder, name = posixpath.split(part)
        found = self.parts.get(posixpath.join(folder, "_rels", f"{name}.rels"), ())
        return {each.get("Id"): each for each in found}

    def target(self, part: str, id_: str) -> str:
        """The name of the part that a relation leads to; of one that leads out, its address."""
        relation = self.relations(part)[id_]
        if relation.get("TargetMode") == "External":
            return str(relation.get("Target"))
        return posixpath.normpath(posixpath.join("/", posixpath.dirname(part), relation.get("Target")))[1:]

    def find(self, path: str, part: str = BODY) -> list[Any]:
        found: list[Any] = self.parts[part].xpath(path, namespaces=PREFIXES)
        return found

    def values(self, path: str, part: str = BODY) -> list[str]:
        """The attributes that a path ends in."""
        return [str(each) for each in self.find(path, part)]

    def paragraphs(self, style: str, part: str = BODY) -> list[Any]:
        return self.find(f"//w:p[w:pPr/w:pStyle/@w:val='{style}']", part)

    def texts(self, style: str, part: str = BODY) -> list[str]:
        """What stands in the paragraphs of a style."""
        return [text_of(each) for each in self.paragraphs(style, part)]

    def links(self, part: str = BODY) -> Iterator[tuple[str, str]]:
        """Words that lead out of the document, with where they lead."""
        for each in self.find("//w:hyperlink[@r:id]", part):
            yield text_of(each), self.target(part, each.get(f"{{{R}}}id"))

    def charts(self) -> list[str]:
        """The names of the parts of its charts, in the order of the text."""
        return [self.target(BODY, id_) for id_ in self.values("//c:chart/@r:id")]


def text_of(element: Any) -> str:
    """Its letters, a tab for a tab; not the instructions of fields."""
    tab = f"{{{W}}}tab"
    shown = element.xpath(".//w:t | .//w:r/w:tab", namespaces=PREFIXES)
    return "".join("\t" if each.tag == tab else each.text or "" for each in shown)


def value(element: Any, name: str) -> str:
    """An attribute of the namespace of texts."""
    return str(element.get(f"{{{W}}}{name}", ""))
