"""Texts of an edition for translators and back: XLIFF 2.1, each slot a placeholder that is kept.

A slot with words by plural category (``{count total | one: …}``) stays in the text: its words are translated too.
"""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from xml.etree import ElementTree as ET

from defusedxml import ElementTree as Safe
from django.utils.translation import gettext as _

from rapport.summary.editing import EditingError
from rapport.summary.editions import BOX, QUOTATION
from rapport.summary.narrative.slots import Slot, SlotError, parse_text

_XLIFF = "urn:oasis:names:tc:xliff:document:2.0"
_GLOSSARY = "urn:oasis:names:tc:xliff:glossary:2.0"
_PLAIN_SLOT = re.compile(r"\{[^{}|]*\}")
_PLAIN_SLOT_KEPT = re.compile(r"(\{[^{}|]*\})")
LARGEST = 5_000_000  # bytes


@dataclass(frozen=True, slots=True)
class Unit:
    """One text: in the language that is translated from, and as it stands in the other.

    ``terms``: words of the glossary that it uses, each with its official wording in the other language.
    """

    code: str
    source: str
    target: str = ""
    is_done: bool = False
    terms: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Translated:
    code: str
    source: str
    target: str


def write_xliff(units: list[Unit], *, source: str, target: str, name: str) -> bytes:
    """A file of one edition, from a language into another."""
    ET.register_namespace("", _XLIFF)
    ET.register_namespace("gls", _GLOSSARY)
    root = ET.Element(_tag("xliff"), {"version": "2.1", "srcLang": source, "trgLang": target})
    file = ET.SubElement(root, _tag("file"), {"id": "report", "original": name})
    for place, unit in enumerate(units, start=1):
        held = ET.SubElement(file, _tag("unit"), {"id": f"u{place}", "name": unit.code})
        _add_terms(held, unit)
        references = _add_data(held, unit)
        state = "translated" if unit.is_done else "initial"
        segment = ET.SubElement(held, _tag("segment"), {"state": state})
        _add_text(ET.SubElement(segment, _tag("source")), unit.source, references)
        _add_text(ET.SubElement(segment, _tag("target")), unit.target, references)
    return bytes(ET.tostring(root, encoding="utf-8", xml_declaration=True))


def _tag(name: str) -> str:
    return f"{{{_XLIFF}}}{name}"


def _add_terms(held: ET.Element, unit: Unit) -> None:
    """As programs of translators show them beside the text."""
    if unit.terms:
        glossary = ET.SubElement(held, f"{{{_GLOSSARY}}}glossary")
        for said, official in unit.terms:
            entry = ET.SubElement(glossary, f"{{{_GLOSSARY}}}glossEntry")
            ET.SubElement(entry, f"{{{_GLOSSARY}}}term").text = said
            ET.SubElement(entry, f"{{{_GLOSSARY}}}translation").text = official


def _add_data(held: ET.Element, unit: Unit) -> dict[str, str]:
    """What each placeholder of the unit stands for, once; gives the reference of each slot."""
    if unit.code.startswith((BOX, QUOTATION)):
        return {}
    slots = dict.fromkeys(_PLAIN_SLOT.findall(unit.source + unit.target))
    references = {slot: f"d{place}" for place, slot in enumerate(slots, start=1)}
    if references:
        data = ET.SubElement(held, _tag("originalData"))
        for slot, reference in references.items():
            ET.SubElement(data, _tag("data"), {"id": reference}).text = slot
    return references


def _add_text(element: ET.Element, text: str, references: dict[str, str]) -> None:
    """Words, and a placeholder for each plain slot."""
    last: ET.Element | None = None
    for place, piece in enumerate(_PLAIN_SLOT_KEPT.split(text)):
        if piece in references:
            given = {"id": f"p{place}", "dataRef": references[piece], "disp": piece, "canDelete": "no"}
            last = ET.SubElement(element, _tag("ph"), given)
        elif last is None:
            element.text = (element.text or "") + piece
        else:
            last.tail = (last.tail or "") + piece


def read_xliff(content: bytes, *, source: str, target: str) -> list[Translated]:
    """The texts of a file that are translated. Raises EditingError where it is no such file, or of other languages."""
    if len(content) > LARGEST:
        raise EditingError(_("The file is too large."))
    try:
        root = Safe.fromstring(content, forbid_dtd=True)
    except Exception as error:  # whatever the parser refuses: broken, an entity, a document type
        raise EditingError(_("This is no XLIFF file that can be read.")) from error
    if root.tag != _tag("xliff"):
        raise EditingError(_("This is no XLIFF file of version 2."))
    if (root.get("srcLang", "").lower(), root.get("trgLang", "").lower()) != (source.lower(), target.lower()):
        raise EditingError(
            _("The file translates from %(source)s into %(target)s: take it to the page of that language.")
            % {"source": root.get("srcLang", "?")[:20], "target": root.get("trgLang", "?")[:20]}
        )
    return list(_read_units(root))


def _read_units(root: ET.Element) -> Iterator[Translated]:
    for unit in root.iter(_tag("unit")):
        data = {each.get("id", ""): each.text or "" for each in unit.iter(_tag("data"))}
        sources, targets = [], []
        for segment in unit.iter(_tag("segment")):
            sources.append(_read_text(segment.find(_tag("source")), data))
            targets.append(_read_text(segment.find(_tag("target")), data))
        if target := "".join(targets).strip():
            yield Translated(unit.get("name", ""), "".join(sources), target)


def _read_text(element: ET.Element | None, data: dict[str, str]) -> str:
    if element is None:
        return ""
    text = element.text or ""
    for each in element:
        text += (
            data.get(each.get("dataRef", ""), each.get("disp", ""))
            if each.tag == _tag("ph")
            else _read_text(each, data)
        )
        text += each.tail or ""
    return text


def lost_slots(code: str, source: str, target: str) -> list[str]:
    """The figures that a translation does not say as often as its source, or says though the source does not."""
    if code.startswith((BOX, QUOTATION)):
        return []
    try:
        theirs, ours = _figures(source), _figures(target)
    except SlotError as error:
        return [f"{{{error.slot}}}: {error}"]
    return sorted({*(theirs - ours), *(ours - theirs)})


def _figures(text: str) -> Counter[str]:
    slots = (each for each in parse_text(text) if isinstance(each, Slot))
    return Counter(f"{{{each.name} {each.figure or each.code}}}".replace(" }", "}") for each in slots)
