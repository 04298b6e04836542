"""A walk over the site by kinds of page: no link is dead, and every number opens as many partnerships as it says."""

import random
import re
from collections import Counter
from urllib.parse import parse_qsl, urlsplit

from tests.browser.reading import Link
from tests.browser.walking import Walker

SEED = 20100201
PAGES_OF_A_KIND = 2  # that are opened; what they link to is looked at all the same
SEARCHES = 16
LINKS_OF_A_PAGE = 60  # looked at on pages of a kind already seen whole
_FORMS = re.compile(r"/(partnerships|organizations|themes|countries)/[^/]+/([^/]+/)?(history/)?$")
_ENTRIES = re.compile(r"^/(news|publications|links|lessons|toolbox|events)/[^/]+/$")  # months of events among them
_FIGURES = re.compile(r"/[a-z-]+/statistics/")  # their numbers are not all sets: test_figures.py


def test_no_link_is_dead_and_every_number_opens_as_many(walker: Walker) -> None:
    assert Walk(walker, start="/en/").faults() == []


def test_every_value_of_every_facet_opens_as_many_as_it_says(walker: Walker) -> None:
    """Each facet whole, on the registry; and what each links to, looked at without opening it."""
    walk = Walk(walker, start="/en/partnerships/")
    facets = sorted(
        {dict(parse_qsl(urlsplit(href).query)).get("facet", "") for href in walk.hrefs("/en/partnerships/")}
    )
    assert "theme" in facets
    faults = [fault for name in filter(None, facets) for fault in walk.check(f"/en/partnerships/?facet={name}")]
    assert not faults, "\n".join(faults)


def test_numbers_hold_deep_in_the_sets(walker: Walker) -> None:
    """Combinations, exclusions, ranges, other days: narrowed down at random, each number of each step is opened."""
    walk, choose = Walk(walker, start="/en/partnerships/"), random.Random(SEED)  # noqa: S311 - a sample, the same each time
    starts = ("", "?as-at=2006-06-30", "?q=water&not-scope=global", "?registered=2003..2005&partners=2..20")
    faults = []
    for start in starts:
        path = f"/en/partnerships/{start}"
        for _step in range(3):
            faults += walk.check(path, sample=LINKS_OF_A_PAGE)
            path = choose.choice([link.href for link in walk.links(path) if link.number and "?" in link.href])
    assert not faults, "\n".join(faults)


class Walk:
    """Breadth first from a page; of each kind of page a few are opened, and every page that they link to is fetched."""

    def __init__(self, walker: Walker, *, start: str) -> None:
        self.walker, self.start = walker, start
        self.random = random.Random(SEED)  # noqa: S311 - a sample, the same each time

    def faults(self) -> list[str]:
        queue, opened, kinds, faults = [self.start], {self.start}, Counter([kind_of(self.start)]), []
        for path in queue:  # grows as it is read
            is_new = kinds[kind_of(path)] == 1
            faults += self.check(path, sample=None if is_new else LINKS_OF_A_PAGE)
            links = self.hrefs(path)
            self.random.shuffle(links)
            for href in links:
                kind = kind_of(href)
                most = PAGES_OF_A_KIND if not kind.startswith("search") else 1
                is_wanted = kinds[kind] < most and (not kind.startswith("search ") or _searches(kinds) < SEARCHES)
                if href not in opened and is_wanted:
                    kinds[kind] += 1
                    opened.add(href)
                    queue += [href] if self.walker.fetch(href).type == "text/html" else []
        return faults

    def links(self, path: str) -> list[Link]:
        return self.walker.fetch(path).page.links

    def hrefs(self, path: str) -> list[str]:
        """The pages of the site that a page links to, each once."""
        inside = (self.walker.inside(path, link.href) for link in self.links(path))
        return list(dict.fromkeys(href.partition("#")[0] for href in inside if href))

    def check(self, path: str, *, sample: int | None = None) -> list[str]:
        """What is wrong with the links of a page: dead, with a fragment that is not there, or with another number."""
        links = [link for link in self.links(path) if self.walker.inside(path, link.href)]
        if sample is not None and len(links) > sample:
            links = self.random.sample(links, sample)
        targets = {link.href: self.walker.inside(path, link.href) or "" for link in links}
        self.walker.fetch_all(targets.values())
        return [fault for link in links for fault in self._faults_of(path, link, targets[link.href])]

    def _faults_of(self, path: str, link: Link, target: str) -> list[str]:
        answer = self.walker.fetch(target)
        fragment = target.partition("#")[2]
        if answer.status != 200:
            return [f"{path}: “{link.text}” leads to {target}, which answers {answer.status}"]
        if fragment and fragment not in answer.page.ids:
            return [f"{path}: “{link.text}” leads to {target}, where there is no such place"]
        if link.number is not None and not _FIGURES.match(path) and link.number != answer.size:
            return [f"{path}: “{link.text}” promises {link.number}, but {target} has {answer.size}"]
        return []


def kind_of(path: str) -> str:
    """Which template, with which facets: “search country theme”, “/partnerships/x/x/”."""
    parts = urlsplit(path)
    language, _slash, rest = parts.path.lstrip("/").partition("/")
    if len(language) > 2 or language != "en":
        return f"in {language}" if rest else language
    names = sorted({name for name, _value in parse_qsl(parts.query)})
    if rest == "partnerships/":
        return " ".join(["search", *names])
    if entry := _ENTRIES.match(f"/{rest}"):
        return f"/{entry[1]}/x/"
    return _FORMS.sub(lambda form: f"/{form[1]}/x/{'x/' if form[2] else ''}{form[3] or ''}", f"/{rest}")


def _searches(kinds: Counter[str]) -> int:
    return sum(count for kind, count in kinds.items() if kind.startswith("search"))
