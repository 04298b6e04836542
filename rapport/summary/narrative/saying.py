"""Slots become words and numbers: what a text says of the figures of a day, in one language."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date

from babel import Locale

from rapport.look.formats import format_day, format_number, join_words, words_between
from rapport.statistics.figure import Figure
from rapport.statistics.labels import family_of, is_by_theme, scheme_and_code, term_of
from rapport.summary.narrative.conditions import Figures
from rapport.summary.narrative.slots import Slot
from rapport.summary.narrative.templates import Texts, Wording
from rapport.summary.report import Said
from rapport.vocabularies.cycles import themes_of_cycle
from rapport.vocabularies.schemes import scheme

_NUMBER = "#"
_LISTS = ("top", "all", "cluster", "leading")
_PROPER = frozenset({"regions", "countries"})  # schemes of proper names
NOTHING = "–"  # where there is no number: a share of nothing


class UnknownFigureError(Exception):
    """A slot names a figure that there is not; the message says which, and where it is known in what file."""


@dataclass(frozen=True)
class Facts:
    """What a report is written from. ``before``: the figures of the edition before, of the day ``then``."""

    day: date
    figures: Figures
    cycle: str
    host: str = ""
    before: Figures = field(default_factory=dict)
    then: date | None = None
    boxes: int = 0
    organizations: Mapping[str, str] = field(default_factory=dict)  # names by public id


class Speaker:
    """Says texts in a language. ``note(code)`` gives the number of a footnote: in the order of their first mention."""

    def __init__(self, texts: Texts, language: str, facts: Facts, note: Callable[[str], int]) -> None:
        self.texts, self.facts, self.note = texts, facts, note
        self.plural = Locale.parse(language.replace("-", "_").partition("_")[0]).plural_form
        self._words: dict[str, Callable[[], str]] = {
            "day": lambda: format_day(facts.day),
            "then": lambda: format_day(facts.then) or NOTHING,
            "host": lambda: facts.host,
            "cycle": lambda: scheme("cycles").label_of(facts.cycle),
            "themes": self._themes,
        }

    def check(self, wording: Wording) -> None:
        """Raises UnknownFigureError where a wording names what there is not, whether it would be said or not."""
        for slot in wording.slots:
            with _placed(wording, slot):
                if slot.name in _LISTS:
                    self._family(slot)
                elif slot.figure:
                    self._figure(slot.figure)
        for condition in wording.conditions:
            with _placed(wording, str(condition)):
                for id_ in condition.figures:
                    self._figure(id_)

    def is_true(self, wording: Wording) -> bool:
        """Whether its conditions hold, and every list of it lists something."""
        holds = all(each.holds(self.facts.figures, self.facts.before) for each in wording.conditions)
        return holds and all(self._family(slot) for slot in wording.slots if slot.name in _LISTS)

    def say(self, wording: Wording) -> Iterator[Said]:
        """The words of a wording that is true, and was checked."""
        for piece in wording.pieces:
            if isinstance(piece, str):
                yield Said(piece)
            else:
                yield from self._slot(piece)

    def _slot(self, slot: Slot) -> Iterator[Said]:
        match slot.name:
            case "count" | "percent" | "share":
                yield from self._number(slot, self._figure(slot.figure))
            case "was":
                yield from self._was(slot)
            case "top" | "all" | "cluster":
                yield from self._list(slot)
            case "leading":
                yield from self._leading(slot)
            case "boxes":
                yield Said(self._form(slot.forms, self.facts.boxes).replace(_NUMBER, format_number(self.facts.boxes)))
            case "chart":
                yield Said(self.texts.figure.replace(_NUMBER, slot.code))
            case "note":
                yield Said("", note=self.note(slot.code))
            case "assert":
                return
            case name:
                yield Said(self._words[name]())

    def _themes(self) -> str:
        terms = scheme("themes")
        return join_words([
            self._in_a_sentence("themes", code, terms.label_of(code)) for code in themes_of_cycle(self.facts.cycle)
        ])  # fmt: skip

    # --- one figure ---

    def _figure(self, id_: str) -> Figure:
        if id_ not in self.facts.figures:
            raise UnknownFigureError(f"There is no figure “{id_}”.")
        return self.facts.figures[id_]

    def _was(self, slot: Slot) -> Iterator[Said]:
        self._figure(slot.figure)  # a name that is wrong is told at once, not in the edition after
        if then := self.facts.before.get(slot.figure):
            yield from self._number(Slot(slot.kind, figure=slot.figure, forms=slot.forms), then)
        else:
            yield Said(NOTHING)

    def _number(self, slot: Slot, figure: Figure) -> Iterator[Said]:
        if slot.name == "percent":
            yield self._percent(figure)
        elif slot.name == "share":
            yield self._percent(figure)
            yield from self._in_brackets(_count(figure))
        elif slot.forms:
            yield from self._with_words(figure, slot.forms)
        else:
            yield _count(figure)

    def _with_words(self, figure: Figure, forms: Sequence[tuple[str, str]]) -> Iterator[Said]:
        """“348 partnerships were”: the words of the number's plural, the number a link."""
        before, mark, after = self._form(forms, _number_of(figure)).partition(_NUMBER)
        yield Said(before)
        if mark:
            yield _count(figure)
        yield Said(after)

    def _percent(self, figure: Figure) -> Said:
        if figure.value is None or figure.unit != "percent":
            return Said(NOTHING, figure)
        words = self._form(tuple(self.texts.percent.items()), figure.value)
        return Said(words.replace(_NUMBER, format_number(figure.value)), figure)

    def _in_brackets(self, said: Said) -> Iterator[Said]:
        before, _mark, after = self.texts.brackets.partition(_NUMBER)
        yield from (Said(before), said, Said(after))

    def _form(self, forms: Sequence[tuple[str, str]], number: float | None) -> str:
        """The words for a number: those for zero go before those of its plural category."""
        given = dict(forms)
        if not number and "zero" in given:
            return given["zero"]
        return given.get(self.plural(number or 0)) or given.get("other") or (_NUMBER if not forms else "")

    # --- families ---

    def _family(self, slot: Slot) -> list[Figure]:
        """Those of a family that count anything: of a group, of the cluster's themes, the greatest first."""
        prefix, figures = f"{slot.figure}.", self.facts.figures
        family = [
            each for id_, each in figures.items() if id_.startswith(prefix) and not _is_of_nearer(id_, slot.figure)
        ]
        if not family and family_of(prefix) != slot.figure:
            raise UnknownFigureError(f"There is no family of figures “{slot.figure}”.")
        if slot.group:
            family = [each for each in family if slot.group in _groups_of(each)]
        if slot.name == "cluster":
            ids = [f"{prefix}{code}" for code in themes_of_cycle(self.facts.cycle)]
            family = [figures[id_] for id_ in ids if id_ in figures]
        if slot.name in ("top", "leading"):
            family.sort(key=lambda each: (-(_number_of(each) or 0), each.id))
        return [each for each in family if _number_of(each)][: slot.most or None]

    def _list(self, slot: Slot) -> Iterator[Said]:
        """“water (40 per cent), energy (38 per cent)”."""
        figures = self._family(slot)
        names = [self._name(each) for each in figures]
        before, *after = words_between(names)
        yield Said(before)
        for figure, name, between in zip(figures, names, after, strict=True):
            yield Said(name)
            is_count = slot.is_counted or figure.unit == "count"
            yield from self._in_brackets(_count(figure) if is_count else self._percent(figure))
            yield Said(between)

    def _leading(self, slot: Slot) -> Iterator[Said]:
        """The name that leads its family, in words of its gender."""
        figure = self._family(slot)[0]
        forms, gender = dict(slot.forms), self.texts.genders.get(".".join(scheme_and_code(figure.id)), "other")
        words = forms.get(gender) or forms.get("other") or _NUMBER
        yield Said(words.replace(_NUMBER, self._name(figure)))

    def _name(self, figure: Figure) -> str:
        if named := self.texts.names.get(figure.id):
            return named
        terms, code = scheme_and_code(figure.id)
        return self._in_a_sentence(terms, code, term_of(figure.id, self.facts.organizations))

    def _in_a_sentence(self, terms: str, code: str, label: str) -> str:
        """As the template calls it; else its label, which does not begin with a capital within a sentence."""
        named = self.texts.names.get(f"{terms}.{code}")
        if named or not terms or terms in _PROPER or label[1:2].isupper():
            return named or label
        return label[:1].lower() + label[1:]


@contextmanager
def _placed(wording: Wording, named: Slot | str) -> Iterator[None]:
    """A figure that there is not is told with the place of the slot, or of the condition, that names it."""
    try:
        yield
    except UnknownFigureError as error:
        where = f"{wording.file.parent.name}/{wording.file.name}, line {wording.line}, " if wording.file else ""
        what = f"slot {{{named.source}}}" if isinstance(named, Slot) else f"condition “{named}”"
        raise UnknownFigureError(f"{where}{what}: {error}") from None


def _number_of(figure: Figure) -> int | float | None:
    number = figure.numerator if figure.unit == "percent" else figure.value
    if isinstance(number, float) and number.is_integer():
        return int(number)  # a mean that is whole
    return number


def _count(figure: Figure) -> Said:
    number = _number_of(figure)
    return Said(NOTHING if number is None else format_number(number), figure)


def _is_of_nearer(id_: str, family: str) -> bool:
    """Whether a figure is of a family within this one: “progress.activities.ever” within “progress.activities”."""
    return len(family_of(id_)) > len(family) or is_by_theme(id_)


def _groups_of(figure: Figure) -> tuple[str, ...]:
    """“capacity-building” of ``progress.activities.training``."""
    terms, code = scheme_and_code(figure.id)
    return scheme(terms)[code].groups if terms else ()
