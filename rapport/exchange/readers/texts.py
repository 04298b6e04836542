"""Texts: a cell that is one text, and a cell with several sections under headings."""

import re
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from rapport.exchange.readers.debris import mend
from rapport.exchange.readers.taking import PLACE, Reader, Row, Taking, plain_name
from rapport.lib.folding import fold
from rapport.registry.document import TEXT_FIELDS

_WEB_ADDRESS = re.compile(r"(?:(https?)://)?([\w-]+(?:\.[\w-]+)+(?::\d+)?(?:[/?#]\S*)?)", re.IGNORECASE)


def _is_text_field(field: str) -> str:
    if field not in TEXT_FIELDS:
        raise ValueError(f"“{field}” is no field for text; there are {', '.join(TEXT_FIELDS)}.")
    return field


TextField = Annotated[str, AfterValidator(_is_text_field)]


class TextReader(Reader):
    """The whole cell is the text of a field. ``heading`` is put before it where several columns make one text."""

    reader: Literal["text"] = "text"
    field: TextField
    heading: str = ""

    def take(self, cell: str, row: Row) -> Taking:
        text = mend(cell).strip()
        return Taking({self.field: f"{self.heading}\n{text}" if self.heading else text})


class Repeats(BaseModel):
    """A section that says again what another column says."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    repeats: str


class SectionsReader(Reader):
    """A text with headings, each alone on a line. What stands before the first heading goes to ``field``."""

    reader: Literal["sections"]
    field: TextField
    headings: dict[str, TextField | Repeats] = Field(min_length=1)

    def columns(self) -> tuple[str, ...]:
        return tuple(target.repeats for target in self.headings.values() if isinstance(target, Repeats))

    def take(self, cell: str, row: Row) -> Taking:
        fields: dict[str, str] = {}
        left = []
        for heading, text in self._sections(cell):
            target = self.headings[heading] if heading else self.field
            if isinstance(target, str):
                words = mend(text).strip()
                fields[target] = f"{fields[target]}\n\n{words}" if target in fields else words
            elif not _says_again(text, row.get(plain_name(target.repeats), "")):
                left.append(f"{heading}\n{text}")
        why = "It says other than the column that it should repeat." if left else ""
        return Taking(fields, left="\n\n".join(left), why=why)

    def _sections(self, text: str) -> list[tuple[str, str]]:
        """Heading (first: none) and text of each section that has a text."""
        known = {heading.strip().casefold(): heading for heading in self.headings}
        sections: list[tuple[str, list[str]]] = [("", [])]
        for line in text.split("\n"):
            heading = known.get(mend(line).strip().casefold())
            if heading is None:
                sections[-1][1].append(line)
            else:
                sections.append((heading, []))
        texts = ((heading, "\n".join(lines).strip()) for heading, lines in sections)
        return [(heading, body) for heading, body in texts if body]


class RepeatsReader(Reader):
    """A cell made from other cells, such as a number with a sign before it: taken where it is just that."""

    reader: Literal["repeats"]
    patterns: tuple[str, ...] = Field(min_length=1)  # with the names of columns in braces

    def columns(self) -> tuple[str, ...]:
        return tuple(name for pattern in self.patterns for name in PLACE.findall(pattern))

    def take(self, cell: str, row: Row) -> Taking:
        expected = [PLACE.sub(lambda match: row.get(plain_name(match[1]), "").strip(), each) for each in self.patterns]
        if cell.strip() in expected:
            return Taking()
        return Taking(left=cell, why=f"Expected was {' or '.join(f'“{each}”' for each in expected)}.")


class WebAddressReader(Reader):
    """A web address, with or without ``http://``."""

    reader: Literal["web-address"]

    def take(self, cell: str, row: Row) -> Taking:
        match = _WEB_ADDRESS.fullmatch(cell.strip())
        if match is None:
            return Taking(left=cell, why="This is not one web address, such as https://example.org/.")
        return Taking({"website": f"{(match[1] or 'http').lower()}://{match[2]}"})


def _says_again(text: str, cell: str) -> bool:
    return fold(mend(text)).replace(" ", "") in fold(mend(cell)).replace(" ", "")
