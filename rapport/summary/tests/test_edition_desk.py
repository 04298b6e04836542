"""The desk of editions: who may, what is typed, and what each press does."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext

from rapport.accounts.models import Role
from rapport.accounts.people import find_or_make
from rapport.accounts.personal import erase, export_data
from rapport.summary import editing
from rapport.summary.editions import Workshop
from rapport.summary.models import Edition, Passage
from rapport.testing import NOW, TODAY, add_second_factor

pytestmark = pytest.mark.django_db
DESK = "/en/desk/reports/"
GIVEN = {
    "name": "Report 2010", "as_at": "2010-02-01", "cycle": "2010-2011", "languages": ["en", "fr"], "template": "small",
}  # fmt: skip


def page(client, path, status=200):
    answer = client.get(path)
    assert answer.status_code == status
    return answer.content.decode()


def press(client, path, **given):
    return client.post(path, given)


@pytest.mark.parametrize("role", [None, Role.ADVISER, Role.FOCAL_POINT])
def test_only_officers_come_in(client, edition, role):
    paths = (DESK, f"{DESK}first/", f"{DESK}first/preview/", f"{DESK}first/texts/first/en/",
             f"{DESK}first/translations/fr/", f"{DESK}first/translations/en/fr.xlf")  # fmt: skip
    if role:
        user = find_or_make("ann@example.org")
        user.role_grants.create(role=role)
        add_second_factor(user)
        client.force_login(user)
    assert {client.get(path).status_code for path in paths} == ({403} if role else {302})


def test_the_language_of_the_registry_stands_first(client, officer, registry, narratives, settings):
    narratives()
    settings.LANGUAGE_CODE = "fr"
    client.post(DESK, {**GIVEN, "languages": ["en", "fr"]})
    assert Edition.objects.get().languages == ["fr", "en"]
    assert "2 in all." in client.get(f"{DESK}report-2010/").content.decode()  # the officer reads English


@pytest.mark.parametrize("path", ["", "preview/", "texts/first/en/", "translations/fr/", "translations/en/fr.xlf"])
def test_a_mistake_in_its_template_is_told_on_every_page(client, officer, edition, narratives, path):
    narratives(en="paragraphs:\n  first: '{percent moons}'\n  second: x\n")
    answer = client.get(f"{DESK}first/{path}")
    assert answer.status_code == (200 if path in ("", "translations/fr/") else 503)
    if path != "translations/fr/":
        assert "small/en.yaml, line 5, slot {percent moons}: There is no figure “moons”." in answer.content.decode()


def test_an_edition_is_opened_set_up_and_dropped(client, officer, registry, narratives):
    narratives()
    answer = client.post(DESK, GIVEN)
    assert answer["Location"] == f"{DESK}report-2010/"
    found = Edition.objects.get()
    assert (found.name, found.as_at, found.languages, found.opened_by) == ("Report 2010", TODAY, ["en", "fr"], officer)
    client.post(f"{DESK}report-2010/set-up/", {**GIVEN, "languages": ["fr"], "featured": "P-1, P-2"})
    found.refresh_from_db()
    assert (found.languages, found.featured) == (["fr"], ["P-1", "P-2"])
    client.post(f"{DESK}report-2010/", {"do": "drop"})
    assert not Edition.objects.exists()


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"name": ""}, "Give the edition a name"), ({"as_at": "soon"}, "is not a day"),
        ({"as_at": "2010-02-02"}, "has not come yet"), ({"cycle": "1999"}, "Choose a cycle"),
        ({"languages": []}, "Choose at least one language"), ({"template": "none"}, "Choose one of the templates"),
        ({"featured": "P-77"}, "There is no partnership “P-77” on that day"),
        ({"quoted": "P-1:2001-01-01"}, "There is no report “P-1:2001-01-01”"),
        ({"before": "x"}, "must be a frozen one"),
    ],
)  # fmt: skip
def test_what_is_wrong_with_an_edition_gets_a_sentence_and_is_still_there(
    client, officer, registry, narratives, given, sentence
):
    narratives()
    answer = client.post(DESK, {**GIVEN, **given})
    assert answer.status_code == 422
    html = answer.content.decode()
    assert sentence in html
    assert "Report 2010" in html or given == {"name": ""}
    assert not Edition.objects.exists()


def test_a_text_is_tried_kept_and_taken_back(client, officer, edition):
    path = f"{DESK}first/texts/first/en/"
    assert "{percent scope.regional} are regional." in page(client, path)
    tried = press(client, path, do="try", text="Try: {count total}.").content.decode()
    assert "Try: <a" in tried
    assert "Try: {count total}." in tried
    assert not Passage.objects.exists()
    press(client, path, do="keep", text="Kept: {count total}.", translation="no")
    assert "Kept: <a" in page(client, f"{DESK}first/preview/")
    press(client, path, do="take-back")
    assert "50 per cent" in page(client, f"{DESK}first/preview/")


def test_a_claim_travels_into_the_edit_as_an_assertion(client, officer, edition, narratives):
    edition.cycle = "2010-2011"
    narratives(
        en="paragraphs:\n  first:\n    - {when: percent scope.regional >= 50, text: Half at least.}\n  second: x\n"
    )
    assert "{assert percent scope.regional &gt;= 50}Half at least." in page(client, f"{DESK}first/texts/first/en/")


def test_a_mistake_in_a_slot_keeps_what_was_typed(client, officer, edition):
    answer = press(client, f"{DESK}first/texts/first/en/", do="keep", text="A {percent scope.lunar} share")
    assert answer.status_code == 422
    html = answer.content.decode()
    assert "There is no figure “scope.lunar”" in html
    assert "A {percent scope.lunar} share" in html


def test_markup_in_a_text_is_text(client, officer, edition):
    press(client, f"{DESK}first/texts/first/en/", do="keep", text="<script>alert(1)</script> {count total}")
    assert "<script>alert" not in page(client, f"{DESK}first/preview/")


def test_remarks_are_made_and_settled_and_never_printed(client, officer, edition):
    path = f"{DESK}first/texts/first/en/"
    press(client, path, do="remark", remark="Is this so?")
    assert "Is this so?" in page(client, path)
    press(client, path, do="settle", number=str(edition.remarks.get().pk))
    assert edition.remarks.get().settled_at
    assert "Is this so?" not in page(client, f"{DESK}first/preview/")


def test_from_approval_to_the_frozen_page(client, officer, edition):
    press(client, f"{DESK}first/texts/first/en/", do="keep", text="Now {percent scope.regional}.")
    press(client, f"{DESK}first/", do="approve")
    refused = press(client, f"{DESK}first/", do="freeze")
    assert "French: texts edited in another language since: 1." in refused.content.decode()
    assert client.get("/en/reports/first/").status_code == 404  # it is nobody's yet
    press(client, f"{DESK}first/", do="freeze", marked="yes")
    assert "Now <a" in page(client, "/en/reports/first/")
    assert client.get(f"{DESK}first/texts/first/en/").status_code == 302
    assert "to the letter, what it was" in client.post(f"{DESK}first/", {"do": "check"}, follow=True).content.decode()


def test_the_audit_speaks_of_an_edition_too(client, officer, edition):
    press(
        client, f"{DESK}first/texts/first/en/", do="keep", text="The majority ({percent scope.regional}), 17 of them."
    )
    html = page(client, f"{DESK}first/")
    assert "says “The majority”, which 50 per cent of 2 does not bear out." in html
    assert "first (English): typed by hand, these numbers do not move: 17" in html


def test_a_broken_template_is_told_at_the_desk(client, officer, edition, narratives):
    narratives(en="paragraphs:\n  first: '{percent scope.lunar}'\n  second: x\n")
    assert "small/en.yaml, line 5, slot {percent scope.lunar}: There is no figure" in page(client, f"{DESK}first/")


def test_a_table_of_published_figures_is_kept(client, officer, registry, narratives):
    narratives()
    table = SimpleUploadedFile("figures.csv", b"id,paragraph,what,published,unit\ntotal,1,all,3,count\n")
    client.post(DESK, {**GIVEN, "published": table})
    (row,) = Edition.objects.get().published
    assert (row["id"], row["published"]) == ("total", "3")
    bad = client.post(DESK, {**GIVEN, "published": SimpleUploadedFile("figures.csv", b"a,b\n1,2\n")})
    assert "has no column “what”" in bad.content.decode()


@pytest.mark.parametrize("number", [1, 3])
def test_lists_cost_the_same_for_one_and_three(client, officer, edition, number):
    for place in range(1, number):
        Edition.objects.create(slug=f"e{place}", name="E", template="small", as_at=TODAY, cycle="2010-2011",
                               languages=["en"], opened_at=NOW)  # fmt: skip
        editing.edit(Workshop(edition, TODAY), ["first", "second"][place - 1], "en", "x", None, now=NOW,
                     is_translation=False)  # fmt: skip
    client.get(DESK)
    with CaptureQueriesContext(connection) as queries:
        client.get(DESK)
    assert len(queries) == 7
    client.get(f"{DESK}first/")
    with CaptureQueriesContext(connection) as queries:
        client.get(f"{DESK}first/")
    assert len(queries) == 11


def test_a_person_gets_what_they_wrote_and_is_forgotten(client, officer, edition):
    press(client, f"{DESK}first/texts/first/en/", do="keep", text="Mine.", translation="no")
    press(client, f"{DESK}first/texts/first/en/", do="remark", remark="Ask olga@example.org.")
    assert export_data(officer)["summary"]["texts"] == [[edition.pk, "first", "en", "Mine."]]
    erase(officer, today=TODAY)
    assert Passage.objects.get().text == "Mine."
    assert "olga" not in edition.remarks.get().text
