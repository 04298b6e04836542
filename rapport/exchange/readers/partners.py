"""Lists of partners: under headings that give their type, or untyped with semicolons or commas."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import cached_property
from typing import Literal

from rapport.exchange.readers.codes import CountryOrNone, OrganizationType
from rapport.exchange.readers.comma_lists import is_list, split_commas
from rapport.exchange.readers.partner_lines import Words, read_line
from rapport.exchange.readers.partner_pieces import AMPERSAND_CLOSED, Headings, Kind, Piece, Style, cut, trimmed
from rapport.exchange.readers.taking import ListedPartner, Reader, Row, Taking
from rapport.exchange.readers.words import fold_word

DOUBTFUL = "Where one partner ends and the next begins is not certain here."
LONGEST_LIST = 20_000  # characters: what is longer is not cut at commas, whose cost grows with the square
NO_PARTNER = "This names no organization."


class PartnersReader(Reader):
    """The partners of a record, each with type and country where the cell gives them for certain.

    A listing keeps its raw line where that differs from the name. What names nobody, and a comma list that was cut
    in doubt, is left word for word.
    """

    reader: Literal["partners"]
    headings: dict[str, OrganizationType] = {}
    types: dict[str, OrganizationType] = {}
    named: dict[OrganizationType, tuple[str, ...]] = {}
    within: dict[OrganizationType, tuple[str, ...]] = {}
    countries: dict[str, CountryOrNone] = {}
    no_partners: tuple[str, ...] = ()
    role: Literal["lead", "partner"] = "partner"
    closes_ampersands: bool = False  # the source writes “R&D;” for “R&D”

    @cached_property
    def _headings(self) -> Headings:
        return Headings(dict(self.headings), closes_ampersands=self.closes_ampersands)

    @cached_property
    def words(self) -> Words:
        named = {name: type_ for type_, names in self.named.items() for name in names}
        within = {word: type_ for type_, words in self.within.items() for word in words}
        return Words(self.types, named, within, self.countries, self.no_partners)

    def take(self, cell: str, row: Row) -> Taking:
        pieces, doubtful = self.cut(cell)
        partners: list[ListedPartner] = []
        left: list[str] = []
        for piece in pieces:
            if piece.kind is not Kind.PARTNER:
                continue
            partner = self.read_line(piece)
            if partner:
                partners.append(partner)
            else:
                left.append(piece.text)
        return self._taking(cell, partners, left, doubtful)

    def read_line(self, piece: Piece) -> ListedPartner | None:
        """The partner that a piece names."""
        partner = read_line(piece.text, self.words, type_=piece.type, ends_in_country=True)
        if partner is None or not self.closes_ampersands:
            return partner
        name = AMPERSAND_CLOSED.sub(r"\1", partner.name)
        return partner if name == partner.name else replace(partner, name=name, lines=(piece.text,))

    def headings_of(self, cell: str) -> Style:
        """How headings stand in a cell."""
        return self._headings.style(cell)

    def cut(self, cell: str) -> tuple[list[Piece], list[str]]:
        """Headings, partners and separators of a cell, whose texts joined are the cell; and what was cut in doubt.

        Commas separate where nothing stronger does: in a cell of one line, behind a heading, or by evidence.
        """
        whole = list(cut(cell, self._headings))
        is_typed = self._headings.is_in(cell)
        lines = [piece for piece in whole if piece.kind is Kind.PARTNER]
        others = frozenset(fold_word(piece.text) for piece in lines if "," not in piece.text)
        pieces: list[Piece] = []
        doubtful: list[str] = []
        for piece in whole:
            may_split = piece.is_inline or not (is_typed or len(lines) > 1) or self._is_list(piece.text, others)
            items = self._split(piece.text, others) if piece.kind is Kind.PARTNER and may_split else None
            if items is None:
                pieces.append(piece)
                continue
            pieces += _item_pieces(items, piece.type)
            if not all(self._is_certain(item, others) for item in items[::2]):
                doubtful.append(piece.text)
        return pieces, doubtful

    def _split(self, text: str, others: frozenset[str]) -> list[str] | None:
        return split_commas(text, self.words, others) if "," in text and len(text) <= LONGEST_LIST else None

    def _is_list(self, text: str, others: frozenset[str]) -> bool:
        return len(text) <= LONGEST_LIST and is_list(text, self.words, others)

    def _is_certain(self, name: str, others: frozenset[str]) -> bool:
        return fold_word(name) in others or len(name.split()) <= 8 or name.endswith(")") or self.words.is_known(name)

    def _taking(self, cell: str, partners: list[ListedPartner], left: list[str], doubtful: list[str]) -> Taking:
        listed = tuple(ListedPartner(p.name, p.type, p.country, self.role == "lead", p.lines) for p in partners)
        why = " ".join(sentence for words, sentence in ((left, NO_PARTNER), (doubtful, DOUBTFUL)) if words)
        kept = "\n".join([*left, *doubtful])
        return Taking(partners=listed, left=kept if listed else cell if kept else "", why=why)


def _item_pieces(items: list[str], type_: str) -> Iterator[Piece]:
    for number, item in enumerate(items):
        if number % 2:
            yield Piece(Kind.SEPARATOR, item)
        else:
            yield from (Piece(part.kind, part.text, type_) for part in trimmed(item))


class OrganizationReader(Reader):
    """One organization a cell, its type and country in columns of their own."""

    reader: Literal["organization"]
    role: Literal["lead", "partner"] = "partner"
    type_column: str = ""
    types: dict[str, OrganizationType] = {}
    country_column: str = ""
    countries: dict[str, CountryOrNone] = {}
    no_partners: tuple[str, ...] = ()

    def columns(self) -> tuple[str, ...]:
        return tuple(filter(None, (self.type_column, self.country_column)))

    @cached_property
    def words(self) -> Words:
        return Words(self.types, {}, {}, self.countries, self.no_partners)

    def take(self, cell: str, row: Row) -> Taking:
        name = " ".join(part.text for part in trimmed(cell) if part.kind is Kind.PARTNER)
        listed = read_line(name, self.words) if name else None
        if listed is None:
            return Taking(left=cell, why=NO_PARTNER)
        type_, type_taking = self._looked_up(row, self.type_column, self.words.type_called, "type of organization")
        country, country_taking = self._looked_up(row, self.country_column, self.words.country_called, "country")
        partner = ListedPartner(
            listed.name, type_ or listed.type, country or listed.country, self.role == "lead", listed.lines
        )
        also = {self.type_column: type_taking, self.country_column: country_taking}
        return Taking(partners=(partner,), also={column: taking for column, taking in also.items() if column})

    def _looked_up(self, row: Row, column: str, look: Callable[[str], str | None], what: str) -> tuple[str, Taking]:
        words = row.get(column, "").strip() if column else ""
        found = look(words) if words else ""
        if found or not words:
            return found or "", Taking()
        return "", Taking(left=row[column], why=f"The mapping does not say which {what} this is.")
