"""Rich text as words: for the search, for feeds and for machines."""

import pytest

from rapport.content.rich_text import plain_words


@pytest.mark.parametrize(
    ("stored", "said"),
    [
        (
            "<p>Two days:</p><ul><li><b>Day one</b>: water and health</li><li><b>Day two</b>: transport</li></ul>",
            "Two days: Day one: water and health · Day two: transport",
        ),
        ("<h3>Who comes</h3><p>All. And you.</p><p>Bring a boat</p>", "Who comes · All. And you. Bring a boat"),
        ("<ul><li>Boats<ul><li>of wood</li></ul></li></ul>", "Boats · of wood"),
        ("<p>Quay 2<br/>Harbour</p><hr/>", "Quay 2 Harbour"),
        ("<p>re<b>gist</b>ry &amp; 1 &lt; 2</p>", "registry & 1 < 2"),
        ("<p>水。</p><p>能源</p>", "水。 能源"),
        ("", ""),
    ],
)
def test_blocks_are_set_apart_and_words_are_not(stored: str, said: str) -> None:
    assert plain_words(stored) == said
