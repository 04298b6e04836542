"""Names, objectives, further languages, acronyms and websites, put together from ``words/``."""

import re
from collections import Counter

from demo.closings import bare, closing_sentences
from demo.draw import Draw
from demo.organizations import COUNTRY_OF_PLACE, slug
from demo.places import IN_FRENCH, IN_SPANISH, REGION_PHRASES, country_phrase
from demo.records import Record
from demo.suitability import fits
from demo.words import Subject, read_sentences, read_subjects

SENTENCES = read_sentences()

# Where a sentence on equipment would be out of place: themes, and words of a subject.
ON_PAPER = (
    "Plan",
    "label",
    "Label",
    "Procurement",
    "Reporting",
    "Advertising",
    "Consum",
    "Policy",
    "Financ",
    "Charter",
    "Market",
)
WITHOUT_EQUIPMENT = frozenset(
    [
        "institutional-frameworks",
        "means-of-implementation",
        "information-for-decision-making",
        "education",
        "gender-equality",
        "globalizing-world",
        "major-groups-participation",
        "poverty-eradication",
        "regional-initiatives",
        "biotechnology",
        "tourism",
        "land",
        "human-settlements",
    ]
)


def give_words(records: list[Record]) -> None:
    draw = Draw("words")
    subjects = read_subjects()
    used: Counter[Subject] = Counter()
    names = {record.name.casefold() for record in records if record.name}
    for record in records:
        if record.boxed:
            record.texts = list(record.boxed.texts)
        elif record.written:
            _take_written(record)
        else:
            _tell(draw, record, _choose_subject(draw, record, subjects, used), used, names)
        _give_acronym_and_website(draw, record, names)


def _take_written(record: Record) -> None:
    written = record.written
    assert written
    record.name, record.objectives = written.name, written.objectives
    record.texts = [("name", "en", written.name_en), ("objectives", "en", written.objectives_en)]


def _place_of(record: Record) -> str:
    """The key of its place: subregion, region or country; empty for the world."""
    if record.scope in ("national", "local"):
        return record.countries[0]
    return record.subregion or record.region


def _choose_subject(draw: Draw, record: Record, subjects: list[Subject], used: Counter[Subject]) -> Subject:
    able = [each for each in subjects if each.theme == record.main and fits(record, each)] or [
        each for each in subjects if each.theme == record.main
    ]
    place = _place_of(record)
    speaks = "fr" if place in IN_FRENCH else "es" if place in IN_SPANISH else ""
    in_three = [each for each in able if each.in_three]
    wanted = (
        0.75 if speaks and record.scope != "regional" else 0.5 if speaks else 0.2 if record.scope == "global" else 0.0
    )
    if in_three and draw.chance(wanted):
        able = in_three
        record.language = speaks or draw.one(["fr", "es", "es", "en"])
    elif any(not each.in_three for each in able):
        able = [each for each in able if not each.in_three]
    least = min(used[each] for each in able)
    subject = draw.one([each for each in able if used[each] == least])
    used[subject] += 1
    return subject


def _tell(draw: Draw, record: Record, subject: Subject, used: Counter[Subject], names: set[str]) -> None:
    """Choose once what is said, then say it in the record's language and perhaps in others."""
    how = _choose_how(draw, record, subject)
    stand_in = draw.one(["The partnership", "The initiative", "The programme", "The alliance", "The network"])
    # Told a second time, a subject may go without its problem, if what follows does not point back to it.
    shortly = used[subject] > 1 and bool(how) and not subject.in_three and not _points_back(subject.told["en"].aim)
    tongues = [record.language]
    if subject.in_three:
        tongues += [
            each
            for each in ("en", "fr", "es")
            if each != record.language and draw.chance(0.45 if each == "en" else 0.22)
        ]
    told = {tongue: " ".join(_body(subject, tongue, how, stand_in, shortly=shortly)) for tongue in tongues}
    name = {tongue: _name(draw, record, subject, tongue, names) for tongue in tongues}
    names.add(name[record.language].casefold())
    record.name, record.objectives = name[record.language], told[record.language]
    if record.language == "en":
        already = len(how) + 1 + (not shortly)
        record.objectives = " ".join([told["en"], *closing_sentences(draw, record)[: 5 - already]])
    elif len(record.countries) > 2 and draw.chance(0.5):
        number = len(record.countries)
        record.objectives += (
            f" Des activités sont en cours dans {number} pays."
            if record.language == "fr"
            else f" Hay actividades en marcha en {number} países."
        )
    for tongue in tongues[1:]:
        record.texts += [("name", tongue, name[tongue]), ("objectives", tongue, told[tongue])]


def _choose_how(draw: Draw, record: Record, subject: Subject) -> list[dict[str, str]]:
    """One or two sentences on how it works, of the mechanisms that it has."""
    able = {each: SENTENCES[each] for each in record.mechanisms if each in SENTENCES}
    if record.main in WITHOUT_EQUIPMENT or any(word in subject.told["en"].core for word in ON_PAPER):
        able.pop("technology-transfer", None)
    if subject.in_three:
        able = {each: [told for told in sentences if len(told) == 3] for each, sentences in able.items()}
    mechanisms = [each for each, sentences in able.items() if sentences]
    count = min(len(mechanisms), draw.one([0, 1, 1, 1, 2, 2]))
    return [draw.one(able[each]) for each in draw.exactly(count, mechanisms)]


def _body(subject: Subject, tongue: str, how: list[dict[str, str]], stand_in: str, *, shortly: bool) -> list[str]:
    told = subject.told[tongue]
    # After a sentence on the problem "it" would be read as the problem.
    aim = f"{stand_in} {told.aim.removeprefix('It ')}" if told.aim.startswith("It ") else told.aim
    return [*([] if shortly else [told.why]), aim, *(each[tongue] for each in how)]


def _points_back(aim: str) -> bool:
    return re.search(r"\b(it|its|them|their|they|both|these|such|so|this|there)\b", aim.removeprefix("It ")) is not None


GLOBAL_FORMS = [
    "{core}",
    "{core}",
    "Partnership for {core}",
    "Global Partnership for {core}",
    "{core}: A Global Network",
    "International Initiative on {core}",
    "World Alliance for {core}",
    "{core} Worldwide",
    "Global Programme on {core}",
    "{core}: From Agreement to Action",
    "Learning Network on {core}",
]
PLACED_FORMS = [
    "{core} in {place}",
    "{core} in {place}",
    "{core} in {place}",
    "Partnership for {core} in {place}",
    "{core}: A Partnership for {place}",
    "Alliance for {core} in {place}",
    "{core} across {place}",
]
FORMS = {
    "fr": (
        [
            "{core}",
            "Partenariat mondial : {core}",
            "Réseau international : {core}",
            "{core} : un partenariat international",
        ],
        ["{core} {place}", "{core} {place}", "Partenariat « {core} » {place}", "Initiative {place} : {core}"],
    ),
    "es": (
        ["{core}", "Alianza mundial: {core}", "Red internacional: {core}", "{core}: una asociación internacional"],
        ["{core} {place}", "{core} {place}", "Alianza {place}: {core}", "Iniciativa {place}: {core}"],
    ),
}


def _name(draw: Draw, record: Record, subject: Subject, tongue: str, names: set[str]) -> str:
    core = subject.told[tongue].core
    key = _place_of(record)
    if tongue == "en":
        forms, place = (GLOBAL_FORMS, "") if record.scope == "global" else (PLACED_FORMS, _english_place(draw, record))
        if subject.told[tongue].stands_alone:
            forms = [form for form in forms if form.startswith("{core}")]
        if "African" in core:
            forms = ["{core}"]
    else:
        place = (IN_FRENCH if tongue == "fr" else IN_SPANISH).get(key, "")
        forms = FORMS[tongue][1 if place else 0]
        if record.scope != "global" and not place:
            forms = ["{core}"]
    for form in [*draw.shuffled(forms), "{core}, Phase II in {place}" if place else "{core}, Second Phase"]:
        name = form.format(core=core, place=place)
        if name.casefold() not in names:
            return name
    raise ValueError(f"No name is left for {core}.")


def _english_place(draw: Draw, record: Record) -> str:
    if record.scope == "local":
        return (
            draw.one([place for place, country in COUNTRY_OF_PLACE.items() if country == record.countries[0]])
            + f", {bare(country_phrase(record.countries[0]))}"
        )
    if record.scope == "national":
        return country_phrase(record.countries[0])
    if record.subregion == "the Pacific Islands":
        return "the Pacific"
    return record.subregion or REGION_PHRASES[record.region]


_SMALL_EN = "the and of for in a on to from with across"
_SMALL_FR_ES = "de des du la le les et y en el los las dans un une d l"
_SMALL = frozenset(f"{_SMALL_EN} {_SMALL_FR_ES}".split())


def _give_acronym_and_website(draw: Draw, record: Record, names: set[str]) -> None:
    if record.boxed:
        return
    letters = "".join(
        word[0] for word in re.findall(r"[A-Za-z]+", record.name) if word.casefold() not in _SMALL
    ).upper()
    if record.language == "en" and 3 <= len(letters) <= 5 and letters not in names and draw.chance(0.5):
        record.acronym = letters
        names.add(letters)
    if draw.chance(0.55):
        title = next((text for field, tongue, text in record.texts if (field, tongue) == ("name", "en")), record.name)
        telling = [word for word in slug(title).split("-") if word not in _SMALL]
        label = record.acronym.lower() or "-".join(telling[:4])
        record.website = f"https://{label}.example.{draw.one(['org', 'org', 'net', 'com'])}/"
