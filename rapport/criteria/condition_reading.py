"""Read a condition from plain data, as YAML or JSON gives it; a sentence says what of it is nonsense."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from rapport.criteria import conditions as c
from rapport.criteria.document_fields import Kind, kinds, parts_of
from rapport.criteria.mistakes import Place, as_shown
from rapport.lib.dates import PartialDate
from rapport.look.formats import set_commas

DEEPEST = 8  # conditions within each other
LONGEST = 50  # entries of one list
LARGEST = 1_000_000
LISTS = (Kind.CODES, Kind.PARTS)


def read_condition(given: Any, place: Place, *, depth: int = 0) -> c.Condition:
    """The condition that stands at a place, or ``RulesError``."""
    if not isinstance(given, dict) or len(given) != 1:
        raise place.wrong(
            _("A condition is one key with what it asks, such as “%(example)s”; known keys are %(keys)s.")
            % {"example": "missing: objectives", "keys": set_commas(READERS)}
        )
    if depth >= DEEPEST:
        raise place.wrong(_("At most %(number)d conditions may stand within each other.") % {"number": DEEPEST})
    ((key, value),) = given.items()
    if key not in READERS:
        raise place.at(str(key)).wrong(
            _("“%(key)s” is no condition; known are %(keys)s.") % {"key": as_shown(key), "keys": set_commas(READERS)}
        )
    return READERS[key](value, place.at(key), depth)


def _of_field(make: Callable[[str], c.Condition], *allowed: Kind, part: str = "") -> "Reader":
    def read(given: Any, place: Place, depth: int) -> c.Condition:
        del depth
        field = _field(given, place, *allowed)
        if part and part not in (parts_of(field) if kinds()[field] is Kind.PARTS else {}):
            raise place.wrong(_("“%(field)s” does not list organizations.") % {"field": field})
        return make(field)

    return read


def _fewer(given: Any, place: Place, depth: int) -> c.Condition:
    del depth
    _keys(given, place, "of", "than")
    return c.Fewer(_field(given["of"], place.at("of"), *LISTS), _number(given["than"], place.at("than")))


def _shorter(given: Any, place: Place, depth: int) -> c.Condition:
    del depth
    _keys(given, place, "of", "than")
    return c.Shorter(_field(given["of"], place.at("of"), Kind.TEXT), _number(given["than"], place.at("than")))


def _is(given: Any, place: Place, depth: int) -> c.Condition:
    del depth
    _keys(given, place, "field", "one_of")
    field, part = _field_and_part(given["field"], place.at("field"))
    kind = parts_of(field)[part] if part else kinds()[field]
    if kind not in (Kind.TEXT, Kind.FLAG, Kind.CODES):
        raise place.at("field").wrong(
            _("“%(field)s” holds no codes; name a field of codes, or a part such as partners.role.")
            % {"field": as_shown(given["field"])}
        )
    return c.Is(field, part, _values(given["one_of"], place.at("one_of"), kind))


def _values(given: Any, place: Place, kind: Kind) -> frozenset[str | bool | int]:
    wanted: tuple[type, ...] = (bool,) if kind is Kind.FLAG else (str, int)
    if not isinstance(given, list) or not 0 < len(given) <= LONGEST:
        raise place.wrong(_("This must be a list of one to %(number)d values.") % {"number": LONGEST})
    for each in given:
        if not isinstance(each, wanted) or (isinstance(each, bool) and kind is not Kind.FLAG):
            hint = _("write true or false") if kind is Kind.FLAG else _("write a code, in quotation marks if need be")
            raise place.wrong(
                _("“%(value)s” cannot be a value of this field: %(hint)s.") % {"value": as_shown(each), "hint": hint}
            )
    return frozenset(given)


def _without(given: Any, place: Place, depth: int) -> c.Condition:
    del depth
    field, part = _field_and_part(given, place)
    if not part:
        raise place.wrong(_("Name a list and what its parts lack, such as commitments.explanation."))
    return c.Without(field, part)


def _before(given: Any, place: Place, depth: int) -> c.Condition:
    del depth
    _keys(given, place, "field", "than")
    field, than = _field(given["field"], place.at("field"), Kind.DAY), given["than"]
    if isinstance(than, str) and kinds().get(than) is Kind.DAY:
        return c.Before(field, None, than)
    # YAML reads 2002-01-01 as a date and 2002 as a number; both are meant as they stand.
    written = than.isoformat() if type(than) is date else str(than) if type(than) is int else than
    try:
        return c.Before(field, PartialDate.parse(written), "")
    except (ValueError, AttributeError, TypeError):
        raise place.at("than").wrong(
            _("“%(value)s” is neither a date, such as 2002 or 2002-08-26, nor a field that holds one.")
            % {"value": as_shown(than)}
        ) from None


def _joined(make: Callable[[tuple[c.Condition, ...]], c.Condition]) -> "Reader":
    def read(given: Any, place: Place, depth: int) -> c.Condition:
        if not isinstance(given, list) or not 0 < len(given) <= LONGEST:
            raise place.wrong(_("This must be a list of one to %(number)d conditions.") % {"number": LONGEST})
        return make(tuple(read_condition(each, place.at(n), depth=depth + 1) for n, each in enumerate(given)))

    return read


def _not(given: Any, place: Place, depth: int) -> c.Condition:
    return c.Not(read_condition(given, place, depth=depth + 1))


def _keys(given: Any, place: Place, *keys: str) -> None:
    if not isinstance(given, dict) or set(given) != set(keys):
        raise place.wrong(_("This needs exactly the keys %(keys)s.") % {"keys": set_commas(keys)})


def _number(given: Any, place: Place) -> int:
    if type(given) is not int or not 0 < given <= LARGEST:
        raise place.wrong(_("“%(value)s” must be a whole number of at least 1.") % {"value": as_shown(given)})
    return given


def _field(given: Any, place: Place, *allowed: Kind) -> str:
    known = [name for name, kind in kinds().items() if not allowed or kind in allowed]
    if not isinstance(given, str) or given not in known:
        raise place.wrong(
            _("“%(field)s” is no field that can be asked for here; it must be one of %(fields)s.")
            % {"field": as_shown(given), "fields": set_commas(known)}
        )
    return given


def _field_and_part(given: Any, place: Place) -> tuple[str, str]:
    if not isinstance(given, str) or "." not in given:
        return _field(given, place), ""
    name, _dot, part = given.partition(".")
    field = _field(name, place, Kind.PARTS)
    if part not in parts_of(field):
        raise place.wrong(
            _("The parts of %(field)s have no “%(part)s”; they have %(parts)s.")
            % {"field": field, "part": as_shown(part), "parts": set_commas(parts_of(field))}
        )
    return field, part


Reader = Callable[[Any, Place, int], c.Condition]
READERS: dict[Any, Reader] = {
    "missing": _of_field(c.Missing),
    "empty": _of_field(c.Empty),
    "fewer": _fewer,
    "shorter": _shorter,
    "without_number": _of_field(c.WithoutNumber, Kind.TEXT),
    "only_one_group": _of_field(c.OnlyOneGroup, Kind.PARTS, part="organization"),
    "only_one_type": _of_field(c.OnlyOneType, Kind.PARTS, part="organization"),
    "is": _is,
    "without": _without,
    "before": _before,
    "any": _joined(c.AnyOf),
    "all": _joined(c.AllOf),
    "not": _not,
}
