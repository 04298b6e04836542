"""One page of each kind of page there is, and the languages they come in."""

import re

from tests.browser.walking import Walker

LANGUAGES = {"ar": "ar", "zh-hans": "zh-Hans", "en": "en", "fr": "fr", "ru": "ru", "es": "es"}

# A set with every kind of condition; pages of sets behave differently with none, with some, and with nothing found.
DEEP = "q=water&theme=education,oceans-seas&partner=government&not-scope=global"
EMPTY = "q=watter&country=FJ&scope=local"

FIXED = {
    "home": "/",
    "search": "/partnerships/",
    "search, with conditions": f"/partnerships/?{DEEP}",
    "search, as at another day": "/partnerships/?as-at=2006-06-30&page=2",
    "search, a facet whole": "/partnerships/?facet=country",
    "search, nothing found": f"/partnerships/?{EMPTY}",
    "search, not understood": "/partnerships/?theme=nonsense&as-at=yesterday",
    "catalogue": "/partnerships/catalogue/?theme=transport",
    "map": "/map/",
    "map of a set": "/map/?theme=water",
    "themes": "/themes/",
    "theme": "/themes/transport/",
    "countries": "/countries/",
    "country": "/countries/FJ/",
    "country without partnerships": "/countries/AQ/",
    "organizations": "/organizations/",
    "organizations, searched": "/organizations/?q=water",
    "statistics": "/statistics/",
    "statistics of a set": f"/statistics/?{DEEP}",
    "figures": "/statistics/figures/",
    "reports": "/reports/",
    "report of today": "/reports/today/",
    "edition": "/reports/summary-report-2010/",
    "edition beside what was published": "/reports/summary-report-2010/published/",
    "one search": "/search/?q=water",
    "one search, nothing found": "/search/?q=zzzz",
    "page": "/about/",
    "news": "/news/",
    "news, narrowed": "/news/?theme=transport",
    "piece of news": "/news/fair-programme/",
    "publications": "/publications/",
    "publication": "/publications/handbook-of-small-partnerships/",
    "lessons": "/lessons/",
    "lesson": "/lessons/begin-with-the-drivers/",
    "links": "/links/",
    "link": "/links/water-handbooks/",
    "suggest a link": "/links/suggest/",
    "toolbox": "/toolbox/",
    "tool": "/toolbox/agreement-on-one-sheet/",
    "events": "/events/",
    "month": "/events/month/2010-05/",
    "event": "/events/workshop-on-waste/",
    "write to the secretariat": "/contact/",
    "look": "/styleguide/",
}
# Search machines are not sent to these.
UNLISTED = {"register": "/register/", "sign in": "/accounts/login/"}
MISSING = {
    "missing page": "/no/such/page/",
    "missing record": "/partnerships/P-9999/",
    "missing organization": "/organizations/government-of-fijji/",
}


def name_templates(walker: Walker) -> dict[str, str]:
    """The fixed pages, and a record with its history and an organization, found as a reader finds them."""
    real = _first(walker, "/en/partnerships/?origin=real", r"/partnerships/[^/?]+/[^/?]+/")
    fictional = _first(walker, "/en/partnerships/?origin=fictional", r"/partnerships/[^/?]+/[^/?]+/")
    found = {
        "record": fictional,
        "record, real": real,
        "record, as at another day": f"{fictional}?as-at=2010-01-05",
        "history": f"{fictional}history/",
        "organization": _first(walker, f"/en{fictional}", r"/organizations/[^/?]+/[^/?]+/"),
    }
    return {**FIXED, **found}


def _first(walker: Walker, path: str, pattern: str) -> str:
    links = walker.fetch(path).page.hrefs
    found = next((href for href in links if re.fullmatch(f"/en{pattern}", href)), None)
    assert found is not None, f"{path} links to nothing like {pattern}"
    return found.removeprefix("/en")
