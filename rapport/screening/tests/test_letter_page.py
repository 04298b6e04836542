"""A letter on its page: what it says, what became of it, and what an officer can do."""

import re

import pytest

from rapport.mail.models import Letter
from rapport.screening.tests.cast import adviser, officer, secretariat, send_in, text_of, write

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("beside_real_data")]
LINK = "http://127.0.0.1:8000/fr/u/1f~Ab_c-9/"
BODY = f"Is it still so?\n\n[Open the page]({LINK})"


def path(letter):
    return f"/en/desk/outbox/{letter.pk}/"


def test_it_shows_the_letter_in_its_language_and_direction():
    page = text_of(officer().get(path(write(body="Is it *still* so?"))))
    assert '<div lang="fr" dir="ltr">' in page
    assert "<em>still</em>" in page
    assert ">Is it still so?</pre>" in page


def test_nothing_in_a_letter_is_active():
    page = text_of(officer().get(path(write(body="<script>alert(1)</script> [x](javascript:alert(1))"))))
    assert "<script>alert" not in page
    assert 'href="javascript' not in page


def test_it_says_what_became_of_it_and_what_the_server_said():
    letter = write()
    Letter.objects.update(state="refused", answer="550 no such user", attempts=3)
    page = text_of(officer().get(path(letter)))
    assert "refused by the mail server" in page
    assert "550 no such user" in page


def test_it_leads_to_its_case_or_its_record():
    browser, case = officer(), send_in()
    assert f"/en/desk/cases/{case.pk}/" in text_of(browser.get(path(write(about=f"submission:{case.pk}"))))
    assert "/en/partnerships/P-1/" in text_of(browser.get(path(write(about="partnership:P-1"))))


def test_an_adviser_reads_one_of_a_case_without_addresses_and_changes_nothing():
    about = f"submission:{send_in().pk}"
    letter, browser = write(body="Write to ana@reef.example.", hold=True, about=about), adviser()
    page = text_of(browser.get(path(letter)))
    assert "ana@reef.example" not in page
    assert "Release it" not in page
    assert browser.post(path(letter), {"do": "release"}).status_code == 403
    assert Letter.objects.get().state == "held"


def test_letters_that_belong_to_no_case_are_not_for_advisers():
    letter, browser = write(subject="Is this still true?", about="partnership:P-1"), adviser()
    assert browser.get(path(letter)).status_code == 404
    assert "Is this still true?" not in text_of(browser.get("/en/desk/outbox/"))


def test_a_partner_secretariat_opens_letters_of_its_own_cases_alone():
    ours, theirs = send_in(), send_in(themes=[{"theme": "energy", "rank": "primary"}])
    letters = [write(about=f"submission:{case.pk}", hold=True) for case in (ours, theirs)]
    browser = secretariat()
    assert [browser.get(path(each)).status_code for each in (*letters, write())] == [200, 404, 404]
    assert [browser.post(path(each), {"do": "release"}).status_code for each in letters] == [302, 404]


def test_links_that_let_their_addressee_act_are_masked():
    page = text_of(officer().get(path(write(body=BODY, hold=True))))
    assert "Ab_c-9" not in page
    assert "/fr/u/" in page


def test_in_the_demonstration_they_can_be_followed(settings):
    settings.RAPPORT_DEMO = True
    page = text_of(officer().get(path(write(body=BODY))))
    assert f'href="{LINK}"' in page
    assert 'href="/fr/u/1f~Ab_c-9/"' in page


def test_an_edited_letter_keeps_the_links_that_were_masked():
    letter, browser = write(body=BODY, hold=True), officer()
    typed = "Dear Ana, is it?\n\n[Open](http://127.0.0.1:8000/fr/u/•1•)"
    browser.post(path(letter), {"do": "keep", "subject": "A question", "body": typed})
    kept = Letter.objects.get()
    assert (kept.subject, kept.body) == ("A question", f"Dear Ana, is it?\n\n[Open]({LINK})")
    assert "Ab_c-9" not in text_of(browser.get(path(letter)))


@pytest.mark.parametrize(
    "typed", ["The mark alone: •1•", "[x](http://thief.example/fr/u/•1•)", "[x](http://127.0.0.1:8000/fr/u/•1•)(•1•)"]
)
def test_no_edit_brings_a_masked_link_to_light(typed):
    letter, browser = write(body=BODY, hold=True), officer()
    browser.post(path(letter), {"do": "keep", "subject": "A question", "body": typed})
    assert "Ab_c-9" not in text_of(browser.get(path(letter)))
    assert "thief.example/fr/u/1f" not in Letter.objects.get().body


def test_a_secret_letter_shows_no_body():
    letter = write(subject="123456: your code", body="Your code is 123456", secret=True)
    assert "123456" not in text_of(officer().get(path(letter)))


def test_a_held_letter_is_changed_and_released_with_one_press():
    letter = write(hold=True)
    officer().post(path(letter), {"do": "keep-and-release", "subject": "Better", "body": "Words."})
    kept = Letter.objects.get()
    assert (kept.state, kept.subject, kept.body) == ("waiting", "Better", "Words.")


def test_what_was_typed_stays_where_the_letter_was_released_meanwhile():
    letter, browser = write(hold=True), officer()
    Letter.objects.update(state="sent")
    answer = browser.post(path(letter), {"do": "keep", "subject": "Late", "body": "Words."})
    assert answer.status_code == 409
    assert "This letter is no longer held, so it cannot be changed." in text_of(answer)
    assert '<p class="prose" dir="auto">Words.</p>' in text_of(answer)
    assert Letter.objects.get().subject == "Your partnership"


def test_a_page_opened_before_another_change_overwrites_it_only_when_it_was_shown():
    letter, browser = write(hold=True), officer()
    mine = {"do": "keep", "subject": "Mine", "body": "My words.", "seen": seen_on(text_of(browser.get(path(letter))))}
    browser.post(path(letter), {**mine, "subject": "Theirs", "body": "Their words."})
    answer = browser.post(path(letter), mine)
    page = text_of(answer)
    assert answer.status_code == 409
    assert all(each in page for each in ("Somebody else has changed this letter", "Their words.", "My words."))
    assert Letter.objects.get().subject == "Theirs"
    browser.post(path(letter), {**mine, "seen": seen_on(page)})
    assert Letter.objects.get().subject == "Mine"


def seen_on(page):
    return re.search(r'name="seen" value="([^"]+)"', page)[1]


def test_a_letter_without_text_is_refused():
    letter = write(hold=True)
    answer = officer().post(path(letter), {"do": "keep", "subject": "Only this", "body": " "})
    assert "A letter needs a subject and a text." in text_of(answer)


@pytest.mark.parametrize(
    ("state", "do", "becomes"),
    [
        ("held", "release", "waiting"),
        ("held", "cancel", "cancelled"),
        ("waiting", "cancel", "cancelled"),
        ("uncertain", "arrived", "sent"),
        ("uncertain", "again", "waiting"),
        ("refused", "again", "waiting"),
    ],
)
def test_what_can_be_done_in_a_state(state, do, becomes):
    letter = write()
    Letter.objects.update(state=state)
    browser = officer()
    assert f'name="do" value="{do}"' in text_of(browser.get(path(letter)))
    assert browser.post(path(letter), {"do": do}).status_code == 302
    assert Letter.objects.get().state == becomes


@pytest.mark.parametrize(
    ("state", "do"),
    [
        ("sent", "release"),
        ("sent", "cancel"),
        ("sent", "again"),
        ("held", "arrived"),
        ("bounced", "arrived"),
        ("held", ""),
    ],
)
def test_what_cannot_be_done_is_refused_with_a_sentence(state, do):
    letter = write()
    Letter.objects.update(state=state)
    answer = officer().post(path(letter), {"do": do})
    assert answer.status_code == 409
    assert 'role="status"' in text_of(answer)
    assert Letter.objects.get().state == state


def test_a_secret_letter_that_did_arrive_is_forgotten():
    letter = write(secret=True)
    Letter.objects.update(state="uncertain")
    officer().post(path(letter), {"do": "arrived"})
    assert Letter.objects.get().body == ""


def test_a_letter_that_there_is_not_is_not_there():
    assert officer().get("/en/desk/outbox/999/").status_code == 404
