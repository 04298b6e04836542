"""Links at the desk: what waits, what the checker found, and a new address taken over by one press."""

from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client

from rapport.accounts.models import Role, User
from rapport.accounts.people import find_or_make
from rapport.accounts.roles import grant
from rapport.website.link_gathering import gather_links, outside_links
from rapport.website.models import Link, Mention, OutsideAddress, Tool
from rapport.website.tests.conftest import tell
from rapport.website.tests.links import bind, forge, reach
from rapport.website.tests.test_suggestions import suggest

pytestmark = pytest.mark.django_db
LIST, FINDINGS = "/en/desk/content/snippets/website/link/", "/en/desk/links/"


def form(**fields: Any) -> dict[str, Any]:
    """What a browser sends of the form of a link."""
    text = {"language": "en", "title": "Guide", "summary": "", "says_the_same": "on", "id": fields.pop("text", "")}
    initial = 1 if text["id"] else 0
    numbers = {"texts-TOTAL_FORMS": 1, "texts-INITIAL_FORMS": initial, "texts-MIN_NUM_FORMS": 1}
    sent = {"language": "en", "slug": "", "partnerships": "", "url": "https://reef.example/", "speaks_1": ""}
    return {**sent, **numbers, "texts-MAX_NUM_FORMS": 1000, **{f"texts-0-{n}": v for n, v in text.items()}, **fields}


def test_an_editor_publishes_a_link(client: Client, edith: User) -> None:
    fields = form(url="HTTPS://Reef.example", speaks_0=["en"], speaks_1="SW, pt-br", **{"action-publish": "1"})
    answer = client.post(f"{LIST}add/", fields)
    assert answer.status_code == 302, answer.content.decode()[-3000:]
    link = Link.objects.get()
    assert (link.live, link.url, link.speaks) == (True, "https://reef.example/", ";en;sw;pt-br;")


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"url": "http://10.0.0.1/"}, "lies within a network"),
        ({"url": "javascript:alert(1)"}, "begins with https://"),
        ({"url": "https://taken.example"}, "There is a link to this page already."),
        ({"speaks_1": "klingonese"}, "is no code of a language"),
    ],
)
def test_a_wrong_address_is_refused_with_a_sentence(
    client: Client, edith: User, fields: dict[str, str], sentence: str
) -> None:
    bind("https://taken.example/")
    answer = client.post(f"{LIST}add/", form(**fields, **{"action-publish": "1"}))
    assert answer.status_code == 200
    assert sentence in answer.content.decode()
    assert Link.objects.count() == 1


def test_the_list_is_narrowed_to_what_was_suggested_and_to_what_is_dead(client: Client, edith: User) -> None:
    suggest(Client(), url="https://new.example/", title="Newcomer")
    reach(bind("https://dead.example/", "Late guide"), state="dead")
    whole = client.get(LIST).content.decode()
    assert "Newcomer" in whole
    assert "Late guide" in whole
    suggested = client.get(f"{LIST}?suggested=true").content.decode()
    assert ("Newcomer" in suggested, "Late guide" in suggested) == (True, False)
    dead = client.get(f"{LIST}?health=dead").content.decode()
    assert ("Newcomer" in dead, "Late guide" in dead) == (False, True)


def test_the_lists_of_the_content_desk_open(client: Client, edith: User) -> None:
    tool = forge()
    for path in ("tool/", f"tool/edit/{tool.pk}/", "link/add/", "tool/add/", "tool/?kind_of=guide&health=moved"):
        assert client.get(f"/en/desk/content/snippets/website/{path}").status_code == 200


def test_the_first_page_of_the_desk_says_what_waits_and_what_is_dead(client: Client, edith: User) -> None:
    assert "?suggested=true" not in client.get("/en/desk/").content.decode()
    suggest(Client())
    reach(bind("https://dead.example/"), state="dead")
    page = client.get("/en/desk/").content.decode()
    assert "1 suggested link waits for an editor" in page
    assert '<a href="/en/desk/links/?state=dead">1 link is dead</a>' in page
    assert "?state=moved" not in page


def test_a_page_that_moved_is_told_on_the_first_page_and_found_in_the_navigation(client: Client, edith: User) -> None:
    reach(bind(), state="moved", moved_to="https://reef.example/new")
    page = client.get("/en/desk/").content.decode()
    assert '<a href="/en/desk/links/?state=moved">1 link has moved</a>' in page
    assert '<a href="/en/desk/links/">What the checker of links found</a>' in page
    assert "is dead" not in page


def test_an_address_on_a_port_that_nobody_asks_is_refused_with_a_sentence(foundation: None) -> None:
    for entry in (Link(url="http://example.org:22/"), Tool(url="https://example.org:8443/x")):
        with pytest.raises(ValidationError, match="names a port other than those of the web"):
            entry.clean()
    link = Link(url="http://Example.org:80/")
    link.clean()
    assert link.url == "http://example.org/"


def test_who_does_not_write_sees_nothing_of_it(client: Client, foundation: None, settings: Any) -> None:
    settings.RAPPORT_DEMO = True
    person = find_or_make("ada@example.org", name="Ada")
    grant(person, Role.MODERATOR)
    client.force_login(person)
    assert client.get(FINDINGS).status_code == 403
    assert client.post(f"{FINDINGS}1/take-over/").status_code == 403
    assert Client().get(FINDINGS).status_code == 302


def linked(*urls: str) -> Any:
    """A piece of news that leads to them."""
    news = tell()
    text = news.texts.get()
    text.body = "".join(f'<p><a href="{url}">there</a></p>' for url in urls) + '<a linktype="page" id="3">x</a>'
    text.save()
    news.refresh_from_db()
    news.save_revision().publish()
    return news


@pytest.mark.parametrize("count", [1, 3])
def test_the_findings_ask_the_same_whatever_their_number(
    client: Client, edith: User, count: int, django_assert_num_queries: Any
) -> None:
    linked(*(f"https://{number}.example/" for number in range(count)))
    OutsideAddress.objects.update(state="dead")
    client.get(FINDINGS)
    with django_assert_num_queries(10):
        page = client.get(FINDINGS).content.decode()
    assert page.count("The fair opens") == count


def test_they_say_in_which_entry_an_address_stands_and_why_it_is_told(client: Client, edith: User) -> None:
    news = linked("http://169.254.169.254/")
    OutsideAddress.objects.update(state="refused", why="address")
    page = client.get(f"{FINDINGS}?state=refused").content.decode()
    assert f'href="/en/desk/content/snippets/website/news/edit/{news.pk}/"' in page
    assert "It is no address of a public page." in page
    assert "There are none." in client.get(f"{FINDINGS}?state=nonsense").content.decode()


def test_one_press_takes_over_where_a_page_moved(client: Client, edith: User) -> None:
    link = bind()
    address = reach(link, state="moved", moved_to="https://reef.example/new")
    assert "Take over the new address" in client.get(f"{FINDINGS}?state=moved").content.decode()
    page = client.post(f"{FINDINGS}{address.pk}/take-over/", follow=True).content.decode()
    assert "The new address stands in: Guide to reefs." in page
    link.refresh_from_db()
    assert (link.url, link.latest_revision.user) == ("https://reef.example/new", edith)
    assert [(each.url, each.state) for each in OutsideAddress.objects.all()] == [("https://reef.example/new", "new")]


def test_a_link_with_changes_of_its_own_is_left_to_its_editor(client: Client, edith: User) -> None:
    link = bind()
    address = reach(link, state="moved", moved_to="https://reef.example/new")
    link.partnerships = ";P-1;"
    link.save_revision()
    page = client.post(f"{FINDINGS}{address.pk}/take-over/", follow=True).content.decode()
    assert "has changes that are not public yet" in page
    assert Link.objects.get().url == "https://reef.example/guide"


def test_a_page_that_moved_to_where_another_link_leads_is_not_taken_twice(client: Client, edith: User) -> None:
    bind("https://reef.example/new", "New guide")
    address = reach(bind(), state="moved", moved_to="https://reef.example/new")
    page = client.post(f"{FINDINGS}{address.pk}/take-over/", follow=True).content.decode()
    assert "Another link leads there already" in page


def test_an_address_is_asked_once_in_however_many_entries_it_stands() -> None:
    linked("https://reef.example/guide", "HTTPS://reef.example/guide", "ftp://reef.example/", "mailto:a@example.org")
    link = bind()
    assert OutsideAddress.objects.count() == 1
    assert sorted(Mention.objects.values_list("kind", flat=True)) == ["link", "news"]
    link.delete()
    assert [each.kind for each in Mention.objects.all()] == ["news"]


def test_what_is_public_no_more_is_asked_no_more() -> None:
    news = linked("https://reef.example/")
    news.unpublish()
    assert not OutsideAddress.objects.exists()


def test_once_a_day_everything_is_gathered_anew() -> None:
    news = linked("https://reef.example/")
    OutsideAddress.objects.all().delete()
    Mention.objects.create(
        kind="news", number=99, address=OutsideAddress.objects.create(url="x", host="x", next_at=news.latest_changed_at)
    )
    gather_links(today=news.published_on)
    assert [each.number for each in Mention.objects.all()] == [news.pk]
    assert outside_links(news) == [each.url for each in OutsideAddress.objects.all()]
