"""A second host, founded from data alone: its own language, lists, criteria, report, and no trace of the first."""

import os
import re
import subprocess
import sys
from collections import deque
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Browser, expect

from rapport.testing import REPOSITORY
from tests.browser.serving import serve_home
from tests.browser.walking import Walker

pytestmark = pytest.mark.slow_once
HOST = Path(__file__).parent / "second_host"
MOST_PAGES = 1500
# Ways to what is behind a sign-in, and sets of sets: the walk is of the site, not of every question it can be asked.
LEFT_ALONE = re.compile(r"&|/accounts/|/desk/|/setup/|[?&](facet|not-|and-|order|page|as-at)")
TRACES = re.compile(r"\bCommission\b|\bComissão\b|Johannesburg|Rapport\b|CSD\b")


def rapport(home: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    kept = {name: value for name, value in os.environ.items() if name not in ("DATABASE_URL", "DJANGO_SETTINGS_MODULE")}
    environment = {**kept, "RAPPORT_HOME": str(home), "RAPPORT_TODAY": "2025-11-01"}
    command = [sys.executable, "-m", "rapport.cli", *arguments]
    return subprocess.run(command, cwd=REPOSITORY, env=environment, capture_output=True, text=True, check=False)


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("second-host")
    done = rapport(folder, "setup", str(HOST / "kit"))
    assert done.returncode == 0, done.stderr
    assert "vocabularies/themes.yaml" in done.stdout
    done = rapport(folder, "import", str(HOST / "registry"), "--publish")
    assert "2 created" in done.stdout, done.stderr
    return folder


@pytest.fixture(scope="module")
def walker(home: Path) -> Iterator[Walker]:
    with serve_home(home, today="2025-11-01", language="pt") as address:
        yield Walker(address)


def walk(walker: Walker) -> dict[str, str]:
    """Every page that links lead to from home, by its address."""
    pages: dict[str, str] = {}
    waiting = deque(["/pt/"])
    while waiting and len(pages) < MOST_PAGES:
        path = waiting.popleft()
        if path in pages or LEFT_ALONE.search(path):
            continue
        answer = walker.fetch(path)
        assert answer.status == 200, f"{path} answers {answer.status}"
        pages[path] = answer.body.decode(errors="replace")  # files too: what links promise is there
        if answer.type == "text/html":
            waiting.extend(href.partition("#")[0] for href in answer.page.hrefs if href.startswith("/pt/"))
    return pages


def test_its_whole_site_knows_nothing_of_the_first_host(walker: Walker) -> None:
    pages = walk(walker)
    assert len(pages) > 60
    assert "/pt/register/template.xlsx" in pages
    # A calendar says by which program it was written; a page need not.
    pages = {path: page for path, page in pages.items() if not path.endswith(".ics")}
    found = {path: hit[0] for path, page in pages.items() if (hit := TRACES.search(page))}
    assert found == {}


def test_its_pages_speak_its_language_and_wear_its_colour(walker: Walker) -> None:
    page = walker.fetch("/pt/").body.decode()
    assert '<html lang="pt" dir="ltr">' in page
    assert "Aliança dos Rios" in page
    assert ">Parcerias</a>" in page
    assert "#5b2a86" in walker.fetch("/accent.css").body.decode()
    assert "/mark.svg?5b2a86" in page
    assert "#5b2a86" in walker.fetch("/mark.svg").body.decode()
    card = Image.open(BytesIO(walker.fetch("/pt/card.png").body))
    assert card.convert("RGB").getpixel((600, 5)) == (0x5B, 0x2A, 0x86)
    assert walker.fetch("/en/").status == 404


def test_every_page_of_its_registration_opens_and_asks_for_its_own_commitments(
    walker: Walker, chromium: Browser
) -> None:
    page = chromium.new_page(base_url=walker.address)
    page.goto("/pt/register/")
    page.locator("main form button").first.click()
    expect(page.locator("nav.steps")).to_be_visible()
    for path in [each.get_attribute("href") or "" for each in page.locator("nav.steps a").all()]:
        answer = page.goto(path)
        assert answer is not None
        assert answer.status == 200, path
        if path.endswith("/commitments/"):
            page.get_by_label("Água limpa em cada porto").check()
    page.context.close()


def test_its_lists_criteria_pages_and_report_are_its_own(walker: Walker) -> None:
    assert "Colônia de pescadores" in walker.fetch("/pt/organizations/colonia-sul/x/").body.decode()
    assert "Une as duas margens" in walker.fetch("/pt/guidelines/").body.decode()
    assert "Sobre este registro" in walker.fetch("/pt/about/").body.decode()
    report = walker.fetch("/pt/reports/today/").body.decode()
    assert "Relatório das parcerias dos rios" in report
    assert "parcerias estavam registradas" in report


def test_a_kit_with_mistakes_is_refused_whole_and_names_each(tmp_path: Path) -> None:
    kit, folder = tmp_path / "kit", tmp_path / "home"
    (kit / "vocabularies").mkdir(parents=True)
    (kit / "pages" / "pt").mkdir(parents=True)
    (kit / "host.yaml").write_text("name: X\ncolour: red\n")
    (kit / "vocabularies" / "regions.yaml").write_text("scheme: regions\n")
    (kit / "pages" / "pt" / "about.md").write_text("no head at all")
    done = rapport(folder, "setup", str(kit))
    assert done.returncode == 1
    assert "“colour” is no setting of a host" in done.stderr
    assert "regions.yaml" in done.stderr
    assert "pages/pt/about.md: A page begins with a line" in done.stderr
    assert str(tmp_path / "kit") not in done.stderr
    assert not (folder / "host.yaml").exists()
