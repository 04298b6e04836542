"""Partnerships that name one another: by whom they were succeeded, of which they are a phase, which they repeat."""

from collections.abc import Iterator

from rapport.exchange.archive import Archive
from rapport.exchange.bundle_history import read_links
from rapport.exchange.bundle_tables import Values
from rapport.exchange.tables import LINKS
from rapport.registry.existing import find_ids

Partnerships = dict[str, tuple[int, Values]]  # by folded id: line and values


def settle_links(partnerships: Partnerships, archive: Archive) -> Iterator[tuple[int, Values, str]]:
    """Write each id as its own record is, and take out whoever names one that is nowhere: line, values, column.

    Then whoever names one of those is taken out too. An id that the record's own history names in that place is no
    mistake: an export as at a past day knows of it before it was registered. It stays as it was written, too.
    """
    named = {
        (key, link): values[link].casefold()
        for key, (_line, values) in partnerships.items()
        for link in LINKS
        if values[link]
    }
    known = find_ids(set(named.values()) - set(partnerships))
    ids = known | {key: values["id"] for key, (_line, values) in partnerships.items()}
    strange = {place: other for place, other in named.items() if ids.get(other) != partnerships[place[0]][1][place[1]]}
    foretold = read_links(archive) if strange else set()
    for (key, link), other in strange.items():
        values = partnerships[key][1]
        if (key, link, values[link]) in foretold:
            del named[key, link]
        else:
            values[link] = ids.get(other, values[link])
    return _take_out(partnerships, named, set(known))


def _take_out(
    partnerships: Partnerships, named: dict[tuple[str, str], str], known: set[str]
) -> Iterator[tuple[int, Values, str]]:
    while lost := {
        key: link
        for (key, link), other in reversed(named.items())
        if key in partnerships and other not in known | set(partnerships)
    }:
        for key, link in reversed(lost.items()):
            line, values = partnerships.pop(key)
            yield line, values, link
