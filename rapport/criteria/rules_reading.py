"""Read what a rule set says from plain data: the body of a version, or a file without its head."""

import json
import re
from functools import lru_cache
from types import MappingProxyType
from typing import Any

from django.utils.translation import gettext as _

from rapport.criteria.condition_reading import read_condition
from rapport.criteria.document_fields import kinds
from rapport.criteria.mistakes import Place, as_shown
from rapport.criteria.rules import LEVELS, TEXTS, WEIGHTS, Check, Criterion, Rules
from rapport.look.formats import set_commas
from rapport.vocabularies.reading import STATES
from rapport.vocabularies.terms import Texts

CODE = re.compile(r"\A[a-z0-9][a-z0-9-]{0,39}\Z")
MOST_CRITERIA, MOST_CHECKS = 100, 30
LONGEST_TEXT = 4000
BODY = ("labels", "introduction", "source", "criteria")
_CRITERION = ("code", *TEXTS, "source", "paragraph", "state", "weight", "checks")
_CHECK = ("level", "message", "when", "field")


@lru_cache(maxsize=32)
def parse_body(body: str) -> Rules:
    """What a version says; kept, for one version is asked again and again."""
    return read_rules(json.loads(body), Place())


def write_body(content: dict[str, Any]) -> str:
    """Canonical JSON. Days, which JSON does not have, are written as people write them."""
    return json.dumps(content, ensure_ascii=False, separators=(",", ":"), default=str)


def read_rules(given: Any, place: Place) -> Rules:
    """The rules, or ``RulesError``."""
    _known_keys(given, place, BODY)
    listed = given.get("criteria")
    if not isinstance(listed, list) or not 0 < len(listed) <= MOST_CRITERIA:
        raise place.at("criteria").wrong(_("There must be one to %(number)d criteria.") % {"number": MOST_CRITERIA})
    criteria: dict[str, Criterion] = {}
    for number, each in enumerate(listed):
        criterion = read_criterion(each, place.at("criteria", number))
        if criterion.code in criteria:
            raise place.at("criteria", number, "code").of(criterion.code).wrong(_("This code stands twice."))
        criteria[criterion.code] = criterion
    return Rules(
        labels=_texts(given, place, "labels"),
        introduction=_texts(given, place, "introduction", is_needed=False),
        source=_source(given, place),
        criteria=MappingProxyType(criteria),
    )


def read_criterion(given: Any, place: Place) -> Criterion:
    _known_keys(given, place, _CRITERION)
    code = given.get("code")
    if not isinstance(code, str) or not CODE.fullmatch(code):
        raise place.at("code").wrong(
            _("“%(code)s” is no code: write small letters, digits and hyphens.") % {"code": as_shown(code)}
        )
    place = place.of(code)
    checks = given.get("checks", [])
    if not isinstance(checks, list) or len(checks) > MOST_CHECKS:
        raise place.at("checks").wrong(_("This must be a list of at most %(number)d.") % {"number": MOST_CHECKS})
    paragraph = given.get("paragraph", "")
    if not isinstance(paragraph, str | int) or len(str(paragraph)) > 60:
        raise place.at("paragraph").wrong(_("A paragraph is a number or a short text."))
    return Criterion(
        code=code,
        labels=_texts(given, place, "labels"),
        why=_texts(given, place, "why"),
        question=_texts(given, place, "question"),
        right=_texts(given, place, "right"),
        source=_source(given, place),
        paragraph=str(paragraph),
        state=_choice(given, place, "state", STATES),
        weight=_choice(given, place, "weight", WEIGHTS),
        checks=tuple(_check(each, place.at("checks", number)) for number, each in enumerate(checks)),
    )


def _check(given: Any, place: Place) -> Check:
    _known_keys(given, place, _CHECK)
    if "when" not in given:
        raise place.at("when").wrong(_("The condition is missing."))
    when = read_condition(given["when"], place.at("when"))
    field = given.get("field", when.fields()[0])
    if field not in kinds():
        raise place.at("field").wrong(_("“%(field)s” is no field of a record.") % {"field": as_shown(field)})
    return Check(
        level=_choice(given, place, "level", LEVELS),
        message=_texts(given, place, "message"),
        when=when,
        field=field,
    )


def _known_keys(given: Any, place: Place, keys: tuple[str, ...]) -> None:
    if not isinstance(given, dict):
        raise place.wrong(_("Here must stand the keys %(keys)s.") % {"keys": set_commas(keys)})
    for key in given:
        if key not in keys:
            raise place.at(str(key)).wrong(
                _("“%(key)s” is not known here; known are %(keys)s.") % {"key": as_shown(key), "keys": set_commas(keys)}
            )


def _choice(given: dict[str, Any], place: Place, key: str, known: tuple[Any, ...]) -> Any:
    value = given.get(key)
    if value not in known or not isinstance(value, str):
        raise place.at(key).wrong(
            _("“%(value)s” is not possible; it must be one of %(known)s.")
            % {"value": as_shown(value), "known": set_commas(known)}
        )
    return value


def _source(given: dict[str, Any], place: Place) -> Texts:
    """The symbol of a document as it stands, or words for it in several languages."""
    if isinstance(given.get("source"), str) and given["source"].strip():
        return MappingProxyType({"en": given["source"].strip()})
    return _texts(given, place, "source")


def _texts(given: dict[str, Any], place: Place, key: str, *, is_needed: bool = True) -> Texts:
    texts = given.get(key, None if is_needed else {})
    place = place.at(key)
    if not isinstance(texts, dict) or (is_needed and not texts):
        raise place.wrong(
            _("This must give at least one language and its text, such as “%(example)s”.")
            % {"example": "en: Clear objectives"}
        )
    for language, text in texts.items():
        if not isinstance(language, str):  # a bare no, for Norwegian, is false in YAML
            raise place.wrong(_("The language “%(value)s” must stand in quotation marks.") % {"value": language})
        if not isinstance(text, str) or not text.strip() or len(text) > LONGEST_TEXT:
            raise place.at(language).wrong(
                _("A text must have one to %(number)d characters.") % {"number": LONGEST_TEXT}
            )
    return MappingProxyType({language.lower(): text.strip() for language, text in texts.items()})
