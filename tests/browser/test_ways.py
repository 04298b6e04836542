"""Ways that people take through the site, each with the script of the browser and without."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser.reading import first_number, read_size
from tests.browser.watching import watch


@pytest.fixture(params=(True, False), ids=("script", "no script"))
def reader(chromium: Browser, site: str, request: pytest.FixtureRequest) -> Iterator[Page]:
    """A reader on a desk; whatever goes wrong on the way fails the test at its end."""
    context = chromium.new_context(
        base_url=site, java_script_enabled=request.param, viewport={"width": 1280, "height": 900}, locale="en"
    )
    page = context.new_page()
    faults = watch(page)
    yield page
    context.close()
    assert not faults, "\n".join(faults)


def size(page: Page) -> int:
    """How many partnerships the set on the page says it has."""
    found = read_size(page.content())
    assert found is not None, page.url
    return found


def follow(link: Locator) -> None:
    """Click, and go on when all of the next page has come: its markup is read as soon as this returns."""
    with link.page.expect_navigation():
        link.click()


def promised(link: Locator) -> int:
    return first_number(link.locator(".n").inner_text()) or 0


def test_from_words_to_a_record_to_an_organization_and_back_to_a_set(reader: Page) -> None:
    reader.goto("/en/")
    reader.get_by_role("searchbox").fill("water")
    reader.get_by_role("searchbox").press("Enter")
    expect(reader).to_have_url(re.compile(r"/en/search/\?q=water$"))
    follow(reader.get_by_role("link", name=re.compile(r"^All \d+$")).first)
    expect(reader).to_have_url(re.compile(r"/en/partnerships/\?q=water$"))
    found = size(reader)
    assert found > 0

    option = reader.locator("#facet-scope li a").first
    narrower = promised(option)
    follow(option)
    assert size(reader) == narrower < found

    follow(reader.locator(".chips a", has_text="water"))  # the words are taken away, the facet stays
    expect(reader.get_by_role("searchbox")).to_have_value("")
    assert size(reader) > narrower

    reader.locator(".hit a").first.click()
    expect(reader.get_by_role("heading", level=1)).not_to_be_empty()
    member = reader.locator(".who li a").first
    name = member.inner_text()
    follow(member)
    expect(reader.get_by_role("heading", level=1)).to_have_text(name)

    memberships = reader.locator("main a.n").first
    number = first_number(memberships.inner_text())
    follow(memberships)
    expect(reader).to_have_url(re.compile(r"/en/partnerships/\?.*organization="))
    assert size(reader) == number


def test_the_registry_as_it_was_on_another_day(reader: Page) -> None:
    reader.goto("/en/partnerships/?theme=water")
    today = size(reader)
    ask = reader.get_by_role("link", name=re.compile("^(as at|another day|day)", re.IGNORECASE))
    ask.first.click()
    reader.locator("input[name=as-at]").fill("2004-12-31")
    follow(reader.locator("form.range button"))
    expect(reader).to_have_url(re.compile("as-at=2004-12-31"))
    expect(reader.locator(".said")).to_contain_text("31 December 2004")
    assert 0 < size(reader) < today
    reader.locator(".hit a").first.click()
    expect(reader).to_have_url(re.compile("as-at=2004-12-31"))


def test_statistics_of_a_set_and_from_a_figure_to_its_partnerships(reader: Page) -> None:
    reader.goto("/en/partnerships/?theme=education&scope=regional")
    found = size(reader)
    follow(reader.locator(".said").get_by_role("link", name="Statistics"))
    expect(reader).to_have_url(re.compile(r"/en/statistics/\?theme=education&scope=regional$"))
    assert size(reader) == found

    reader.locator("input[name=as-at]").fill("2006-06-30")
    follow(reader.get_by_role("button", name="Count"))
    expect(reader.locator(".said")).to_contain_text("30 June 2006")
    assert 0 < size(reader) < found

    number = reader.locator("#figure-I a.n").first
    counted = first_number(number.inner_text())
    follow(number)
    assert size(reader) == counted
    expect(reader.locator(".said")).to_contain_text("30 June 2006")


def test_from_the_map_to_a_country(reader: Page) -> None:
    reader.goto("/en/")
    reader.get_by_role("navigation", name="Main").get_by_role("link", name="Map").click()
    row = reader.locator(".columns li").first
    number, name = first_number(row.locator("a.n").inner_text()), row.locator("a").first.inner_text()
    follow(row.locator("a").first)
    expect(reader.get_by_role("heading", level=1)).to_have_text(name)
    assert size(reader) == number


def test_from_a_country_on_the_map_itself(reader: Page) -> None:
    reader.goto("/en/map/")
    country = reader.locator("svg.map a[href$='country=BR']")  # a large one: dots of small ones may overlap
    number = first_number(country.locator("title").text_content().rpartition(":")[2])
    follow(country)
    assert size(reader) == number


def test_the_same_page_in_another_language_and_back(reader: Page) -> None:
    reader.goto("/en/partnerships/?theme=water")
    found = size(reader)
    follow(reader.get_by_role("link", name="العربية").or_(reader.get_by_role("link", name="العربيّة")))
    expect(reader.locator("html")).to_have_attribute("dir", "rtl")
    expect(reader).to_have_url(re.compile(r"/ar/partnerships/\?theme=water$"))
    assert size(reader) == found
    reader.get_by_role("link", name="English").click()
    expect(reader.locator("html")).to_have_attribute("lang", "en")
