"""The checker: who is asked when, and what their answers make of an address."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from rapport.content.stand import stand_now
from rapport.testing import NOW, TODAY
from rapport.website.link_asking import Answer, Verdict
from rapport.website.link_checking import check_links, is_wanted, note_answer
from rapport.website.models import Mention, OutsideAddress
from rapport.website.tests.conftest import tell
from rapport.website.tests.links import bind, reach
from rapport.website.tests.outside import leading, web_of

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
GONE, SILENT = Answer(Verdict.GONE, "404"), Answer(Verdict.SILENT, "time")


def address(url: str = "https://reef.example/", **fields: Any) -> OutsideAddress:
    return OutsideAddress.objects.create(url=url, host=url.split("/")[2], **{"next_at": NOW, **fields})


def states(*answers: tuple[int, Answer]) -> list[str]:
    """What an address is after each answer, given so many days after the first."""
    one, found = address(), []
    for days, answer in answers:
        note_answer(one, answer, now=NOW + days * DAY)
        one.refresh_from_db()
        found.append(one.state)
    return found


def test_three_failures_over_three_days_make_it_dead() -> None:
    assert states((0, SILENT), (1, SILENT), (3, SILENT)) == ["failing", "failing", "dead"]


def test_three_failures_within_two_days_do_not() -> None:
    assert states((0, SILENT), (1, SILENT), (2, SILENT), (3, SILENT)) == ["failing", "failing", "failing", "dead"]


def test_gone_twice_is_dead() -> None:
    assert states((0, GONE), (1, GONE)) == ["failing", "dead"]
    assert OutsideAddress.objects.get().why == "404"


def test_one_answer_makes_it_alive_again() -> None:
    alive = Answer(Verdict.ALIVE, "200")
    assert states((0, GONE), (1, alive), (2, GONE), (3, SILENT), (4, GONE)) == ["failing", "alive"] + ["failing"] * 3
    assert OutsideAddress.objects.get().alive_on == TODAY + DAY


@pytest.mark.parametrize("why", ["401", "403", "429", "503", "certificate"])
def test_who_answers_but_not_to_us_is_uncertain_however_often(why: str) -> None:
    assert set(states(*((day, Answer(Verdict.UNCERTAIN, why)) for day in range(9)))) == {"uncertain"}


def test_a_moved_page_keeps_its_new_address() -> None:
    assert states((0, Answer(Verdict.ALIVE, "200", "https://new.example/"))) == ["moved"]
    assert OutsideAddress.objects.get().moved_to == "https://new.example/"


def test_the_living_are_asked_in_a_week_those_that_fail_tomorrow() -> None:
    living, failing = address(), address("https://waste.example/")
    note_answer(living, Answer(Verdict.ALIVE), now=NOW)
    note_answer(failing, SILENT, now=NOW)
    living.refresh_from_db()
    failing.refresh_from_db()
    assert 7 * DAY <= living.next_at - NOW <= 8 * DAY
    assert failing.next_at - NOW == DAY


def test_a_run_asks_one_address_of_a_host_and_the_others_later() -> None:
    with web_of(leading({"/b": (404, "")})) as web:
        for path in "ab":
            address(f"http://reef.example/{path}")
        address("http://waste.example/")
        assert check_links(now=NOW, net=web.net()) == 2
        assert [each.state for each in OutsideAddress.objects.order_by("pk")] == ["alive", "new", "alive"]
        assert check_links(now=NOW + timedelta(minutes=1), net=web.net()) == 1
        assert check_links(now=NOW + timedelta(minutes=2), net=web.net()) == 0
    assert OutsideAddress.objects.get(url="http://reef.example/b").state == "failing"


def test_an_address_that_another_worker_has_claimed_is_not_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    seen = address("http://reef.example/")
    OutsideAddress.objects.update(next_at=NOW + timedelta(hours=1))
    monkeypatch.setattr("rapport.website.link_checking._one_of_each_host", lambda _now: [seen])
    with web_of(leading({})) as web:
        assert check_links(now=NOW, net=web.net()) == 0
    assert web.asked == []


def test_where_nobody_at_all_answers_nobody_is_blamed() -> None:
    """One that was alive is asked as well: if it is silent too, it is our own line."""
    address("http://reef.example/")
    address("http://waste.example/", state="alive", next_at=NOW + DAY)
    with web_of(leading({})) as web:
        fails = replace(web.net(), resolve=no_network)
        assert check_links(now=NOW, net=fails) == 1
        assert [each.state for each in OutsideAddress.objects.order_by("pk")] == ["new", "alive"]
        assert not is_wanted(now=NOW)
        assert is_wanted(now=NOW + timedelta(hours=1))


def no_network(_host: str, _port: int) -> list[str]:
    raise OSError("the network is down")


def test_who_alone_is_silent_is_blamed() -> None:
    address("http://nowhere.example/")
    address("http://waste.example/", state="alive", next_at=NOW + DAY)
    with web_of(leading({})) as web:
        check_links(now=NOW, net=web.net())
    assert [each.state for each in OutsideAddress.objects.order_by("pk")] == ["failing", "alive"]
    assert web.lines() == ["HEAD /"]


def test_an_inner_address_is_not_asked_and_told() -> None:
    bad = "http://169.254.169.254/latest/"
    news = tell()
    text = news.texts.get()
    text.body = f'<p><a href="{bad}">here</a></p>'
    text.save()
    news.refresh_from_db()
    news.save_revision().publish()
    with web_of(leading({})) as web:
        check_links(now=NOW + DAY, net=web.net())
    found = OutsideAddress.objects.get()
    assert (found.url, found.state, found.why, web.asked) == (bad, "refused", "address", [])
    assert Mention.objects.get().kind == "news"


def test_in_the_demonstration_nobody_is_asked(settings: Any) -> None:
    address()
    settings.RAPPORT_CHECK_LINKS = False
    assert not is_wanted(now=NOW)


def test_readers_are_shown_old_pages_until_what_they_say_has_changed() -> None:
    one = address(alive_on=TODAY, state="alive")
    before = stand_now()
    note_answer(one, Answer(Verdict.ALIVE), now=NOW)
    assert stand_now() == before
    note_answer(one, Answer(Verdict.ALIVE), now=NOW + DAY)
    assert stand_now() == before + 1


def test_a_changed_address_begins_anew() -> None:
    link = bind("https://reef.example/")
    reach(link, state="dead", failures=4)
    link.url = "https://new.example/"
    link.save_revision().publish()
    found = OutsideAddress.objects.get()
    assert (found.url, found.state, found.failures) == ("https://new.example/", "new", 0)
