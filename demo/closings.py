"""Last sentences of an objective: where the work is, when it ends, by what it will be judged."""

from demo.draw import Draw
from demo.places import country_phrase
from demo.records import Record
from demo.words import read_measures

MEASURES = read_measures()
ON_PLACES = (
    "Work began in {listed}.",
    "The first sites are in {listed}.",
    "Work is furthest advanced in {listed}.",
    "Partners in {listed} lead the way, and others follow at their own pace.",
    "Trials run in {listed}.",
)
ON_THE_END = (
    "The partners have given themselves until {year}.",
    "By the end of {year} all that has been built is to be in the hands of those who use it.",
    "A review half-way decides what is continued until {year}.",
)
ON_MEASURES = (
    "The partners ask to be judged by one thing: {measure}.",
    "Every two years the partners report on {measure}.",
    "The yardstick is plain: {measure}.",
)
ON_THE_PARTNERS = (
    "A small steering group of the lead partners meets twice a year.",
    "There is no fee; every partner brings what it can do best.",
    "New partners are welcome if they bring work of their own.",
)


def closing_sentences(draw: Draw, record: Record) -> list[str]:
    """None, one or two sentences, true of the record where they name countries or years."""
    sentences = []
    if len(record.countries) > 1 and record.scope not in ("national", "local") and draw.chance(0.45):
        sentences.append(draw.one(ON_PLACES).format(listed=_listed(draw, record.countries)))
    measure = draw.one(MEASURES[record.main])
    if record.ends_on and draw.chance(0.4):
        forms = (
            ON_THE_END
            if not _countable(measure)
            else (*ON_THE_END, ON_THE_END[0][:-1] + "; what counts is the number of {measure}.")
        )
        sentences.append(draw.one(forms).format(year=record.ends_on[:4], measure=measure))
    elif draw.chance(0.45):
        sentences.append(draw.one(draw.one([ON_MEASURES, ON_MEASURES, ON_THE_PARTNERS])).format(measure=measure))
    return sentences


def bare(country: str) -> str:
    """The name of a country without its article."""
    return country.removeprefix("the ")


def _listed(draw: Draw, countries: list[str]) -> str:
    named = [country_phrase(code) for code in draw.exactly(min(draw.between(2, 4), len(countries)), countries)]
    named.sort(key=bare)
    return f"{', '.join(named[:-1])} and {named[-1]}"


def _countable(measure: str) -> bool:
    return "," not in measure and not measure.startswith(("tonnes", "hectares", "stocks", "days", "litres", "hours"))
