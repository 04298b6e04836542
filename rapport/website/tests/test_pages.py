"""Pages that editors make: their language, their trees, what is behind, and where they moved to."""

import json
import re
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from django.utils.translation import gettext, override
from wagtail.models import Collection, Locale, Page, Task, Workflow

from rapport.accounts.models import User
from rapport.content.card_models import Card
from rapport.content.rights import APPROVAL
from rapport.lib import clock
from rapport.testing import REEF, WASTE, document, register
from rapport.website.foundation import lay_foundation
from rapport.website.pages import HomePage, TextPage
from rapport.website.tests.conftest import tell

pytestmark = pytest.mark.django_db


def add_page(parent: Any, title: str, *, body: str = "[]", **fields: Any) -> TextPage:
    page = TextPage(title=title, body=body, locale=parent.locale, **fields)
    parent.add_child(instance=page)
    page.save_revision().publish()
    return TextPage.objects.get(pk=page.pk)


def home(language: str = "en") -> HomePage:
    return HomePage.objects.get(locale__language_code=language)


def translate(page: TextPage, language: str, title: str) -> TextPage:
    copied = page.copy_for_translation(Locale.objects.get(language_code=language), copy_parents=True)
    copied.title, copied.caught_up_at = title, clock.real_now()
    copied.save_revision().publish()
    return TextPage.objects.get(pk=copied.pk)


def test_a_foundation_laid_twice_is_laid_once(foundation: None) -> None:
    before = TextPage.objects.count()
    lay_foundation()
    assert TextPage.objects.count() == before > 0
    assert HomePage.objects.count() == 6


def test_what_wagtail_names_in_english_has_a_name_that_is_the_same_in_every_language(foundation: None) -> None:
    assert Page.get_first_root_node().get_admin_display_title() == settings.RAPPORT_NAME
    assert Collection.get_first_root_node().name == settings.RAPPORT_NAME


def test_the_one_approval_is_called_what_the_reader_calls_it(foundation: None) -> None:
    for language, _name in settings.LANGUAGES:
        with override(language):
            named = [str(each) for each in (*Workflow.objects.all(), *Task.objects.all())]
            assert named == [gettext("Approval")] * 2
    assert Workflow.objects.values_list("name", flat=True).get() == APPROVAL  # so that it is found again


def test_a_page_in_another_language_stands_in_with_a_mark(client: Client, foundation: None) -> None:
    add_page(home(), "Our way", slug="our-way")
    page = client.get("/ru/our-way/").content.decode()
    assert '<h1 lang="en" dir="ltr">Our way</h1>' in page
    assert "notice" in page
    assert 'rel="canonical" href="http://127.0.0.1:8000/en/our-way/"' in page


def test_a_translation_is_found_by_the_address_of_the_main_page(client: Client, foundation: None) -> None:
    page = add_page(home(), "Our way", slug="our-way")
    french = translate(page, "fr", "Notre voie")
    assert french.url == "/fr/our-way/"
    assert "Notre voie" in client.get("/fr/our-way/").content.decode()
    french.slug = "notre-voie"
    french.save()
    assert client.get("/fr/our-way/")["Location"] == "/fr/notre-voie/"


def test_a_translation_that_is_behind_says_so_and_leads_to_the_newer_text(client: Client, foundation: None) -> None:
    page = add_page(home(), "Our way", slug="our-way")
    french = translate(page, "fr", "Notre voie")
    assert not french.is_behind()
    page.save_revision().publish()
    assert french.is_behind()
    assert 'href="/en/our-way/" hreflang="en"' in client.get("/fr/our-way/").content.decode()


def test_a_page_that_moved_leaves_its_old_address_as_a_way_to_the_new_one(client: Client, foundation: None) -> None:
    below, other = add_page(home(), "Our way", slug="our-way"), add_page(home(), "Shelter", slug="shelter")
    draft = below.save_revision()  # somebody edits it while it is moved
    below.move(other, pos="last-child")
    assert client.get("/en/our-way/")["Location"] == "/en/shelter/our-way/"
    assert Card.objects.get(title="Our way").path == "/shelter/our-way/"
    draft.publish()
    assert client.get("/en/shelter/our-way/").status_code == 200


def test_it_does_so_in_the_languages_in_which_it_stood_in_too(client: Client, foundation: None) -> None:
    below, other = add_page(home(), "Our way", slug="our-way"), add_page(home(), "Shelter", slug="shelter")
    assert client.get("/ar/our-way/").status_code == 200
    below.move(other, pos="last-child")
    answer = client.get("/ar/our-way/")
    assert (answer.status_code, answer["Location"]) == (301, "/ar/shelter/our-way/")
    assert client.get("/ar/shelter/our-way/").status_code == 200
    TextPage.objects.get(pk=below.pk).unpublish()
    assert client.get("/ar/our-way/").status_code == 404


def test_around_a_page_that_stands_in_are_the_pages_of_the_reader(client: Client, foundation: None) -> None:
    above = add_page(home(), "Our way", slug="our-way")
    inner = add_page(above, "Inner", slug="inner")
    add_page(inner, "Deep", slug="deep", show_in_menus=True)
    translate(above, "ar", "طريقنا")
    translate(TextPage.objects.get(slug="deep"), "fr", "Profond")
    page = client.get("/ar/our-way/inner/").content.decode()
    assert '<a href="/ar/our-way/" dir="auto">طريقنا</a>' in page
    assert '<a href="/ar/our-way/inner/deep/" dir="auto">Deep</a>' in page


def test_a_number_on_a_page_opens_its_partnerships(client: Client, foundation: None) -> None:
    register(P_1=document(REEF), P_2=document(WASTE))
    block = '[{"type":"set","value":{"before":"We count","query":"theme=waste-management","after":"of them."}}]'
    add_page(home(), "Counted", slug="counted", body=block)
    page = client.get("/en/counted/").content.decode()
    assert '<a class="n" href="/en/partnerships/?theme=waste-management">1</a>' in page


def test_the_first_pages_are_not_deleted(client: Client, edith: User) -> None:
    page = TextPage.objects.get(slug="about", locale__language_code="en")
    client.post(f"/en/desk/content/pages/{page.pk}/delete/")
    assert TextPage.objects.filter(pk=page.pk).exists()


def test_nor_are_they_among_many_or_made_private(client: Client, edith: User) -> None:
    first = TextPage.objects.get(locale__language_code="en", slug="how-to-register")
    ticked = f"?next=/en/desk/content/pages/{home().pk}/&id={first.pk}"
    for action in ("delete", "unpublish"):
        client.post(f"/en/desk/content/bulk/wagtailcore/page/{action}/{ticked}")
        client.post(f"/en/desk/content/pages/{first.pk}/{action}/")
    assert TextPage.objects.get(pk=first.pk).live


@pytest.mark.parametrize("slug", ["news", "contact", "partnerships", "search"])
def test_a_page_cannot_take_an_address_at_which_a_room_answers(client: Client, edith: User, slug: str) -> None:
    address = f"/en/desk/content/pages/add/website/textpage/{home().pk}/"
    sent = {
        "title": "Mine", "slug": slug, "lede": "", "body-count": 0, "says_the_same": "on", "comments-TOTAL_FORMS": 0,
        "comments-INITIAL_FORMS": 0, "action-publish": "1",
    }  # fmt: skip
    assert "Another page has this address" in client.post(address, sent).content.decode()
    assert client.post(address, {**sent, "slug": f"our-{slug}"}).status_code == 302


def test_pages_below_one_whose_address_changed_are_found_by_their_new_one(
    client: Client, foundation: None, django_capture_on_commit_callbacks: Any
) -> None:
    above = add_page(home(), "Old above", slug="old-above")
    add_page(above, "Below zetaword", slug="below")
    above.slug = "new-above"
    with django_capture_on_commit_callbacks(execute=True):
        above.save_revision().publish()
    page = client.get("/en/search/?q=zetaword").content.decode()
    assert "/en/new-above/below/" in page
    assert "/en/old-above/below/" not in page


def test_home_says_what_there_is_in_every_language(client: Client, foundation: None) -> None:
    register(P_1=document(REEF), P_2=document(WASTE))
    for language in ("en", "ar", "zh-hans"):
        page = client.get(f"/{language}/").content.decode()
        assert f'href="/{language}/partnerships/">2</a>' in page
        assert "<path" in page  # the map


def test_home_says_what_its_map_and_its_bars_count_and_where_all_of_it_is(client: Client, foundation: None) -> None:
    register(P_1=document(REEF), P_2=document(WASTE))
    page = client.get("/en/").content.decode()
    world = re.search(r'class="sketch".*?</section>', page, re.DOTALL)[0]
    assert re.findall(r"<li[^>]*>(?:<svg.*?</svg>)?([^<]+)</li>", world) == ["Partnerships", "none", "1"]
    assert '<h2><a href="/en/themes/">Themes</a></h2>' in page
    assert "<caption>Partnerships</caption>" in page
    HomePage.objects.filter(slug="home-en").update(body=json.dumps([{"type": "bars", "value": {"facet": "region"}}]))
    assert (
        '<h2><a href="/en/partnerships/?facet=region#facet-region">Regions</a></h2>'
        in client.get("/en/").content.decode()
    )


def test_what_changed_last_promises_no_list_that_there_is_not(client: Client, foundation: None) -> None:
    register(P_1=document(REEF))
    page = client.get("/fr/").content.decode()
    changes = re.search(r"<section><h2>Derniers changements</h2>.*?</section>", page, re.DOTALL)[0]
    assert re.findall(r'href="([^"]+)"', changes) == ["/fr/partnerships/P-1/pacific-reef-watch/"]
    assert '<span class="mark-language">anglais</span>' in changes


def test_a_new_home_says_how_to_register_before_what_happened(client: Client, foundation: None) -> None:
    register(P_1=document(REEF))
    page = client.get("/en/").content.decode()
    assert page.index("Register a partnership") < page.index("What changed last")


@pytest.mark.parametrize("count", [1, 3])
def test_home_asks_no_more_than_ten_questions(
    client: Client, foundation: None, count: int, django_assert_num_queries: Any
) -> None:
    register(**{f"P_{n}": document(REEF, name=f"Reef {n}") for n in range(count)})
    for number in range(count):
        tell(f"News {number}")
    client.get("/en/")  # the sets are there
    with django_assert_num_queries(8):
        client.get("/en/")


def test_a_page_costs_the_same_with_one_page_below_it_and_with_three(
    client: Client, foundation: None, django_assert_num_queries: Any
) -> None:
    above = add_page(home(), "Above", slug="above")
    for number in range(3):
        add_page(above, f"Below {number}", slug=f"below-{number}", show_in_menus=True)
        client.get("/en/above/")  # what is remembered of the tree is remembered
        with django_assert_num_queries(4):
            client.get("/en/above/")


def test_every_language_has_its_own_tree(foundation: None) -> None:
    with override("fr"):
        assert home("fr").url == "/fr/"
    assert home("ar").url == "/ar/"


def test_what_is_no_form_of_a_page_is_refused_with_a_sentence_and_changes_nothing(client: Client, edith: User) -> None:
    page = add_page(home(), "Our way", slug="our-way")
    answer = client.post(f"/en/desk/content/pages/{page.pk}/edit/", {"title": "Their way", "slug": "our-way"})
    assert answer.status_code == 400
    assert "<h1>" in answer.content.decode()
    page.refresh_from_db()
    assert (page.title, page.latest_revision.as_object().title) == ("Our way", "Our way")
