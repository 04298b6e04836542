"""Every page, in every language, without a word of English: what stands in a catalogue is what a reader gets.

The registry of these tests speaks no language at all: every word of its records begins with “zz”.
"""

import re
from collections.abc import Iterator
from datetime import date
from html.parser import HTMLParser
from typing import Any

import pytest
from django.conf import settings
from django.template.loader import render_to_string
from django.test import Client, RequestFactory
from django.utils.translation import override, to_locale

from rapport.locale.catalogues import forms_of, read_catalogue
from rapport.organizations.authority import Authority, Named
from rapport.registry.document import PartnershipDocument
from rapport.registry.proposal import Proposal
from rapport.registry.publishing import publish
from rapport.sets.facets import FACETS
from rapport.sets.query import ORDERS
from rapport.testing import NOW, TODAY

pytestmark = pytest.mark.slow_once  # words of a page are those of its catalogue, whatever the database
OTHER_SCRIPTS = ("ar", "ru", "zh-hans")
LANGUAGES = [code for code, _name in settings.LANGUAGES if code != "en"]
SHOWN_ATTRIBUTES = {"aria-label", "title", "placeholder", "alt"}
# Names and codes that are the same in every language.
SAME = {
    "Atom",
    "iCalendar",
    "https",
    "Rapport",
    "CSV",
    "JSON",
    "XLSX",
    "SVG",
    "Natural",
    "Earth",
    "EUR",
    "XXI",
    "III",
    "VII",
    "VIII",
}
SAME |= set(ORDERS)  # as addresses write them
SAME |= {name for _code, name in settings.LANGUAGES}
ORIGIN = "fictional: zzmade"
LISTED = [{"organization": f"zz-{n}", "roles": ("donor",) if n < 2 else ()} for n in range(34)]
FULL: dict[str, Any] = {
    "name": "Zzfull",
    "acronym": "ZZF",
    "objectives": "Zzobjectives. " * 300,
    "implementation": "Zzimplementation.",
    "capacity_building": "Zzcapacity.",
    "governance": "Zzgovernance.",
    "resources": "Zzresources.",
    "language": "xx",
    "scope": "regional",
    "regions": ("africa",),
    "countries": ("FJ", "KE"),
    "activity_levels": ("local",),
    "started_on": "2003-05",
    "ends_on": "2008",
    "registered_on": "2003-06-01",
    "website": "https://zz.zz/",
    "finance": "secured",
    "finance_amount": "12.50",
    "finance_currency": "EUR",
    "funding_sought": True,
    "funding_sought_amount": "5",
    "in_kind": ("staff",),
    "none_of": ("fairs",),
    "mechanisms": ("training", "research"),
    "themes": ({"theme": "transport", "rank": "primary"}, {"theme": "energy", "rank": "secondary"}),
    "partners": [{**LISTED[0], "role": "lead", "as_listed": ("zz zz",)}, *LISTED[1:]],
    "funding_sources": ({"type": "ngo", "name": "Zzfund"},),
    "commitments": ({"scheme": "mdg", "code": "7", "explanation": "Zzbecause."},),
    "texts": ({"field": "name", "language": "yy", "text": "Zzother"},),
    "sources": ({"file": "zz.zz", "row": 4, "column": "zz", "value": "zz?", "fate": "zz"},),
    "origin": ORIGIN,
}
PATHS = (
    "", "partnerships/", "partnerships/?q=zzfull+zzz&theme=energy&not-country=FJ&as-at=2009-06-01&known-at=2010-01-01",
    "partnerships/?q=zzful", "partnerships/?ended=yes&and-country=KE&country=FJ", "partnerships/?order=name&page=2",
    "partnerships/?zznope=1&order=zz&as-at=zz&known-at=zz&started=zz&partners=zz&duration=9..2&theme=zz&ends=..",
    "partnerships/catalogue/", "partnerships/catalogue/?theme=energy", "organizations/", "organizations/?q=zzzz",
    "organizations/zz-0/x/", "organizations/zz-40/x/", "themes/", "themes/energy/", "themes/waste-management/",
    "countries/", "countries/FJ/", "countries/AF/", "map/", "map/?theme=energy", "statistics/", "statistics/figures/",
    "statistics/?theme=energy&as-at=2009-01-01&cluster=zz", "statistics/charts/I.svg", "statistics/charts/VIII.svg",
    "search/?q=zzfull", "search/", "news/", "publications/", "lessons/", "links/", "links/suggest/", "toolbox/",
    "events/", "events/month/2010-05/",
    "guidelines/", "guidelines/bali-2002/", "guidelines/self-check/?check=1&voluntary=yes",
    "partnerships/P-0/x/", "partnerships/P-0/x/?as-at=2005-01-01", "partnerships/P-0/x/history/",
    *(f"partnerships/P-{n}/x/" for n in range(1, 7)), *(f"partnerships/?facet={name}" for name in (*FACETS, "as-at")),
)  # fmt: skip
MISSING = ("zzz/", "partnerships/P-00/", "organizations/zzz/", "themes/zzz/", "countries/zzz/")


@pytest.fixture
def registry(db: None, settings: Any) -> None:
    settings.RAPPORT_TODAY = TODAY
    Authority().enter([Named(f"zz{n}", f"zz-{n}", f"Zz{n}", "government" if n < 33 else "", "FJ") for n in range(41)])
    lives = (
        {},
        {"started_on": "2009", "ends_on": None, "open_ended": True, "origin": "zzreal"},
        {"started_on": None, "ends_on": "2012", "status": "merged", "status_on": "2009", "successor": "P-1"},
        {"started_on": None, "ends_on": None, "partners": (), "objectives": "", "countries": ()},
        {"started_on": "2011", "ends_on": None, "name": "", "acronym": "", "themes": ()},
        {"started_on": None, "ends_on": None, "open_ended": True, "status": "withdrawn"},
        {"started_on": "2002", "ends_on": "2012", "name": "Zzlast"},
    )
    told = [date(2010, 1, 28), date(2008, 9, 1), None, date(2007, 6, 1), date(2001, 1, 1), date(2009, 12, 28), TODAY]
    publish(
        [
            Proposal(
                f"P-{n}", PartnershipDocument.model_validate(FULL | life), confirmed_on=day, confirmed_by_role="officer"
            )
            for n, (life, day) in enumerate(zip(lives, told, strict=True))
        ]
        + [Proposal(f"Q-{n}", PartnershipDocument.model_validate(FULL | {"name": f"Zz{n}"})) for n in range(20)],
        today=TODAY,
        now=NOW,
    )
    changed = PartnershipDocument.model_validate(FULL | {"scope": "global", "funding_sought": False, "in_kind": ()})
    publish([Proposal("P-0", changed, happened_on=date(2009, 6, 1), role="focal-point")], today=TODAY, now=NOW)


class Texts(HTMLParser):
    """What a reader sees or hears of a page: texts between tags, and those of some attributes."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.texts: list[str] = []
        self._silent = 0
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._silent += tag in ("code", "script", "style")
        given = dict(attrs)
        described = given.get("content") if given.get("name") == "description" else None
        self.texts += [text for text in (described, *(given.get(name) for name in SHOWN_ATTRIBUTES)) if text]

    def handle_endtag(self, tag: str) -> None:
        self._silent -= tag in ("code", "script", "style")

    def handle_data(self, data: str) -> None:
        if not self._silent and data.strip():
            self.texts.append(" ".join(data.split()))


def read_pages(language: str) -> Iterator[tuple[str, list[str]]]:
    """Every page in a language, with its texts."""
    client = Client()
    for path in (*PATHS, *MISSING):
        response = client.get(f"/{language}/{path}", follow=True)
        assert response.status_code == (404 if path in MISSING else 200), path
        yield path, Texts(response.content.decode()).texts
    for name in ("400.html", "403.html", "500.html"):
        with override(language):
            page = render_to_string(name, request=RequestFactory().get(f"/{language}/"))
        yield name, Texts(page).texts


def english_patterns(language: str) -> list[re.Pattern[str]]:
    """The English texts that have another translation, with anything in the places that are filled in."""
    patterns = []
    for message in read_catalogue(to_locale(language)):
        for text in (message.id,) if isinstance(message.id, str) else message.id:
            bare = re.sub(r"<[^>]*>", "", text)
            if text not in forms_of(message) and re.search(r"[A-Za-z]{3}", re.sub(r"%\(\w+\)[sd]", "", bare)):
                patterns.append(re.compile(re.sub(r"%\\\(\w+\\\)[sd]", ".+", re.escape(bare))))
    return patterns


def latin_words(text: str) -> list[str]:
    """Words that no page in another script can have but as names."""
    words = re.findall(r"[A-Za-zÀ-ÿ]{3,}", re.sub(r"https?://\S+", "", text.replace(ORIGIN, "")))
    return [word for word in words if word not in SAME and not word.lower().startswith("zz")]


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_page_shows_a_word_of_english(registry: None, language: str) -> None:
    patterns = english_patterns(language)
    shown = {text: path for path, texts in read_pages(language) for text in texts}
    untranslated = {text: shown[text] for text in shown if any(pattern.fullmatch(text) for pattern in patterns)}
    foreign = {text: shown[text] for text in shown if language in OTHER_SCRIPTS and latin_words(text)}
    assert (untranslated, foreign) == ({}, {})


def test_an_english_page_would_be_found(registry: None) -> None:
    texts = Texts(Client().get("/en/partnerships/").content.decode()).texts
    patterns = english_patterns("fr")
    found = [text for text in texts if any(pattern.fullmatch(text) for pattern in patterns)]
    assert {"Theme", "Clear all", "Narrow down"}.intersection(found) == {"Theme", "Narrow down"}
    assert [text for text in texts if latin_words(text)]
