"""A query in words: what its set is made by, condition by condition."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _

from rapport.look.formats import format_day
from rapport.sets.facets import RANGES, facet_label, value_label
from rapport.sets.query import Query


@dataclass(frozen=True, slots=True)
class Condition:
    """One condition in the reader's words, and the query without it."""

    label: str
    without: Query


def name_conditions(query: Query) -> Iterator[Condition]:
    """In the order of its address: words, values, further ones, exclusions, day and time."""
    if query.words:
        yield Condition(_("“%(words)s”") % {"words": query.words}, query.without("q"))
    for name, values in query.included:
        for value in values:
            yield Condition(_name(name, value), query.without_value(name, value))
    for name, values in query.further:
        label = " / ".join(_name(name, value) for value in values)
        others = tuple(pair for pair in query.further if pair != (name, values))
        yield Condition(_("and %(what)s") % {"what": label}, replace(query, further=others))
    for name, values in query.excluded:
        for value in values:
            label = _("not %(what)s") % {"what": _name(name, value)}
            yield Condition(label, query.excluding(name, {*values} - {value}))
    if query.as_at:
        label = _("as at %(day)s") % {"day": format_day(query.as_at)}
        yield Condition(label, query.at(as_at=None, known_at=query.known_at))
    if query.known_at:
        label = _("as known on %(day)s") % {"day": format_day(query.known_at.date())}
        yield Condition(label, query.at(as_at=query.as_at))


def _name(facet: str, value: str) -> str:
    label = value_label(facet, value)
    if facet in RANGES and ".." in value:
        # Set apart from the words around it, so that it runs from left to right in Arabic too.
        label = f"\u2066{value.replace('..', '–')}\u2069"
    return _("%(facet)s: %(value)s") % {"facet": facet_label(facet), "value": label}
