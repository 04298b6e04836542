"""Elements of Office Open XML. Text comes in only as text of an element or value of an attribute, never as markup."""

from typing import Any

from lxml import etree  # type: ignore[import-untyped]

from rapport.lib.archives import clean

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
WP = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
A = "http://schemas.openxmlformats.org/drawingml/2006/main"
C = "http://schemas.openxmlformats.org/drawingml/2006/chart"
PREFIXES = {"w": W, "r": R, "wp": WP, "a": A, "c": C}
_XML = "http://www.w3.org/XML/1998/namespace"

Element = Any  # lxml gives its elements no types


class Maker:
    """``w("p", child, …, val="…")``: an element of one namespace. What is ``None`` is left out.

    An attribute is of the namespace too where the format wants that; ``r_id`` and ``xml_space`` are of theirs.
    """

    def __init__(self, namespace: str, *, is_qualifying: bool = False) -> None:
        self._tag = f"{{{namespace}}}"
        self._attribute = self._tag if is_qualifying else ""

    def __call__(self, tag: str, *children: Element | str | None, **attributes: str | float | None) -> Element:
        element = etree.Element(self._tag + tag, nsmap=PREFIXES)
        for name, value in attributes.items():
            if value is not None:
                element.set(self._name(name), clean(str(value)))
        for child in children:
            if isinstance(child, str):
                element.text = clean(child)
            elif child is not None:
                element.append(child)
        return element

    def _name(self, name: str) -> str:
        if name.startswith("r_"):
            return f"{{{R}}}{name[2:]}"
        if name.startswith("xml_"):
            return f"{{{_XML}}}{name[4:]}"
        return self._attribute + name


w = Maker(W, is_qualifying=True)
wp, a, c = Maker(WP), Maker(A), Maker(C)


def to_bytes(element: Element) -> bytes:
    written: bytes = etree.tostring(element, xml_declaration=True, encoding="UTF-8", standalone=True)
    return written
