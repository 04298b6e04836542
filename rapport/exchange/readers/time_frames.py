"""Time frames in one cell: “June 2016 - June 2026”, “2012 - ongoing”, “- 2007-04-01”."""

from typing import Any, Literal

from rapport.exchange.readers.dates import DateRead, Order, Sentinel, number_order, read_known_date, split_sides
from rapport.exchange.readers.taking import Reader, Row, Taking
from rapport.exchange.readers.words import fold_word


class TimeFrameReader(Reader):
    """A start and an end around a dash. ``open_ended`` are the words for an end that is not foreseen."""

    reader: Literal["time-frame"]
    prefix: str = ""
    open_ended: tuple[str, ...] = ("ongoing", "open-ended")
    unknown: tuple[str, ...] = ()
    sentinels: tuple[Sentinel, ...] = ()

    def columns(self) -> tuple[str, ...]:
        return tuple(sentinel.column for sentinel in self.sentinels if sentinel.column)

    def take(self, cell: str, row: Row) -> Taking:
        text = cell.strip().removeprefix(self.prefix)
        sides = list(split_sides(text))
        if len(sides) != 2:
            return Taking(left=cell, why="A time frame has a start and an end, with a dash between.")
        start, end = (side.strip() for side in sides)
        order: Order = number_order(start) or number_order(end)
        started, ended = self._read(start, row, order), self._read(end, row, order)
        if started.date and ended.date and ended.date.certainly_before(started.date):
            return Taking(left=cell, why=f"The end ({ended.date}) is before the start ({started.date}).")
        is_open = self._is_open(end)
        fields: dict[str, Any] = {}
        if started.date:
            fields["started_on"] = started.date
        if ended.date and not is_open:
            fields["ends_on"] = ended.date
        if is_open:
            fields["open_ended"] = True
        return self._taking(cell, fields, started, DateRead(None) if is_open else ended)

    def _read(self, words: str, row: Row, order: Order) -> DateRead:
        return read_known_date(words, row, self.unknown, self.sentinels, order) if words else DateRead(None)

    def _is_open(self, words: str) -> bool:
        return fold_word(words).replace(" ", "") in {fold_word(word).replace(" ", "") for word in self.open_ended}

    def _taking(self, cell: str, fields: dict[str, Any], started: DateRead, ended: DateRead) -> Taking:
        halves = [(name, read) for name, read in (("start", started), ("end", ended)) if read.left]
        if not halves:
            return Taking(fields)
        why = " ".join(f"{name.capitalize()}: {read.why}" for name, read in halves)
        return Taking(fields, left=" - ".join(read.left for _name, read in halves) if fields else cell, why=why)
