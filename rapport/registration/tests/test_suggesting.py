"""Activities are suggested from what a report says, in any language and whatever the forms of its words."""

import pytest

from rapport.registration.suggesting import suggest_activities


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("We raised funds of 20,000 dollars.", {"fund-raising"}),
        ("A memorandum of understanding was signed, and a toolkit came out.", {"memorandums", "toolkits"}),
        ("The steering committee met; there are national focal points.", {"steering-committees", "focal-points"}),
        ("Three workshops, a newsletter and a training course.", {"workshops", "newsletters", "training"}),
        ("Case studies, a web portal and a pilot project.", {"case-studies", "portals", "pilot-projects"}),
        ("Trois ateliers et un bulletin d’information.", {"workshops", "newsletters"}),
        ("Se celebraron tres talleres.", {"workshops"}),
        ("Проведено три семинара-практикума.", {"workshops"}),
        ("举办了三次讲习班。", {"workshops"}),
        ("عُقدت ثلاث حلقات عمل.", {"workshops"}),
        ("عقدنا حلقتي عمل وأصدرنا نشرة إخبارية ووقعنا مذكرة تفاهم.", {"workshops", "newsletters", "memorandums"}),
        ("نظمنا ورشة عمل.", {"workshops"}),
        ("Nous avons lancé un bulletin.", {"newsletters"}),
        ("Lanzamos un boletín; se firmó un memorándum de entendimiento.", {"newsletters", "memorandums"}),
        ("The weather was fine.", set()),
        ("", set()),
    ],
)
def test_what_a_text_speaks_of_is_suggested(text: str, codes: set[str]) -> None:
    assert set(suggest_activities(text)) >= codes
    assert codes or not suggest_activities(text)
