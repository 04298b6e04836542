"""What letters of the desk look like: each thing that is said is a paragraph of its own."""

import pytest

from rapport.mail.rendering import render

GIVEN = {
    "name": "Lagoon Watch",
    "address": "https://registry.example/en/register/1.x.y/case/",
    "text": "Which reefs?",
    "reasons": [("Clear", "It is not.")],
    "public_id": "P-1",
    "title": "Oceans",
    "is_new": True,
}


@pytest.mark.parametrize("name", ["asked", "returned", "declined", "accepted"])
def test_what_the_officer_wrote_stands_apart(name):
    _subject, body = render(f"screening/{name}", GIVEN, language="en")
    assert "Which reefs?" in body.split("\n\n")


@pytest.mark.parametrize("name", ["asked", "returned", "declined", "accepted", "intake"])
def test_its_link_stands_apart_at_the_end(name):
    _subject, body = render(f"screening/{name}", GIVEN, language="en")
    links = [each for each in body.split("\n\n") if each.startswith("[")]
    assert len(links) == 1
    assert links[0].endswith(f"]({GIVEN['address']})")


@pytest.mark.parametrize(("name", "said"), [("accepted", "now says"), ("declined", "stays as it was")])
def test_of_a_record_that_was_there_before_it_speaks_of_what_was_sent(name, said):
    subject, body = render(f"screening/{name}", {**GIVEN, "is_new": False}, language="en")
    assert said in body
    assert not any(each in f"{subject}{body}" for each in ("registered", "is public", "Once a year"))
