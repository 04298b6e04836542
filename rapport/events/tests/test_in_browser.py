"""In a real browser: how events stand in lists, on a telephone and where readers begin at the right."""

from typing import Any

import pytest

from rapport.events.tests.conftest import hold

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
LINES = """() => [...document.querySelectorAll(".meta > li:has(a)")].map(item => {
  const words = document.createRange();
  words.selectNodeContents(item.querySelector("a"));
  const height = parseFloat(getComputedStyle(item.querySelector("a")).lineHeight);
  return [Math.round(item.getBoundingClientRect().height / height), words.getClientRects().length];
})"""
RIGHT = "found => found.getBoundingClientRect().right"


@pytest.fixture
def page(chromium: Any, live_server: Any) -> Any:
    context = chromium.new_context(base_url=live_server.url, viewport={"width": 360, "height": 740})
    yield context.new_page()
    context.close()


def test_the_dot_behind_a_long_theme_stands_in_its_last_line(page: Any) -> None:
    hold(themes=";institutional-frameworks;water;")
    page.goto("/en/events/")
    assert page.evaluate(LINES) == [[2, 2], [1, 1]]


@pytest.mark.parametrize(
    ("path", "places"),
    [("/ar/events/", [".hit h2 a", ".hit .meta", ".hit p"]), ("/ar/events/reefs/", ["h1", "article .meta", ".lede"])],
)
def test_a_title_from_the_left_begins_where_an_arabic_page_does(page: Any, path: str, places: list[str]) -> None:
    hold("Reefs", summary="For schools.")
    page.set_viewport_size({"width": 1440, "height": 900})
    page.goto(path)
    begins = [page.eval_on_selector(place, RIGHT) for place in places]
    assert begins == [begins[0]] * 3
    assert page.eval_on_selector(places[0], "found => found.getBoundingClientRect().left") > 700
