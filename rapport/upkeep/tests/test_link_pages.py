"""The pages behind a link: what they show, what each button does, and what bad input and bad luck get."""

import gzip
import logging
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from rapport.accounts.models import Role, RoleGrant
from rapport.lib.logs import WithoutTokens
from rapport.registration.models import Draft
from rapport.registry.history import find_in_force
from rapport.registry.models import JournalEntry
from rapport.registry.proposal import Proposal
from rapport.testing import REEF, TODAY, WASTE, document, register
from rapport.upkeep.answering import take_reply
from rapport.upkeep.ladder import SHIPPED
from rapport.upkeep.links import LinkError, make_link, revoke_links, token_of
from rapport.upkeep.models import Answer, Case, Duty, Link
from rapport.upkeep.reminding import remind
from rapport.upkeep.tests.conftest import letters, path_in, person

pytestmark = pytest.mark.django_db
CONFIRMED = date(2009, 2, 20)


@pytest.fixture
def path():
    """The path of a link to one record."""
    register(Proposal("P-1", document(REEF), confirmed_on=CONFIRMED), P_2=document(WASTE))
    return link_of(person(of="P-1"))


def link_of(user, *numbers, role="focal-point", language="en"):
    link = make_link(user, [(number, role) for number in numbers or (1,)], today=TODAY)
    return f"/{language}/u/{token_of(link)}/"


def test_it_shows_the_record_as_we_have_it_and_four_buttons(mailbox, path):
    page = mailbox.open(path).html
    for said in (
        "Pacific Reef Watch", "Divers and schools count corals", "Last confirmed on 20 February 2009",
        "Regional Reef Programme (Lead partner)", "All still true", "Something changed", "It has ended",
        "I am not the right person",
    ):  # fmt: skip
        assert said in page


def test_in_arabic_a_list_runs_from_the_right_and_each_name_stands_alone(mailbox, path):
    page = mailbox.open(path.replace("/en/", "/ar/")).html
    assert "<dd>\u2068Regional Reef Programme (" in page
    assert '<dd lang="en" dir="ltr">Divers and schools' in page


def test_of_many_partners_those_that_lead_it_are_among_the_few_shown(mailbox):
    partners = [{"organization": f"member-{number:02}"} for number in range(20)]
    register(P_1=document(REEF, partners=[*partners, {"organization": "zenith-reef-society", "role": "lead"}]))
    assert "zenith-reef-society (Lead partner)" in mailbox.open(link_of(person(of="P-1"))).html


def test_a_telephone_offers_keys_for_a_whole_day(mailbox, path):
    assert "inputmode" not in mailbox.open(f"{path}P-1/ended/").html  # one of figures alone has no hyphen


def test_its_pages_are_kept_by_nobody_and_tell_no_other_site(mailbox, path):
    for each in (path, f"{path}P-1/ended/", "/en/u/forged~token/"):
        response = mailbox.open(each).response
        assert response["Referrer-Policy"] == "no-referrer"
        assert response["Cache-Control"] == "no-store"
        assert not response.cookies


def test_no_log_shows_a_token(path):
    record = logging.LogRecord("django.request", logging.ERROR, "", 0, "%s: %s", ("Error", path), None)
    assert WithoutTokens().filter(record)
    assert record.getMessage() == "Error: /en/u/…/"


@pytest.mark.parametrize("language", ["en", "ar", "zh-hans"])
def test_it_weighs_at_most_eight_kilobytes(mailbox, language):
    text = "Ωραία κοράλλια 测试 القرية تجمع " + " ".join(f"word{number * 7919 % 4001}" for number in range(3000))
    partners = [{"organization": f"organization-{number}-{number * 7919 % 4001}"} for number in range(10_000)]
    long = document(REEF, name="Reef " * 40, objectives=text, governance=text, implementation=text, partners=partners)
    register(P_1=long)
    page = mailbox.open(link_of(person(of="P-1"), language=language)).response.content
    assert len(gzip.compress(page, 3)) < 8 * 1024


@pytest.mark.parametrize("wrong", ["nonsense", "1~forged", "~", "x" * 200])
def test_a_forged_token_gets_a_sentence(mailbox, path, wrong):
    answer = mailbox.open(f"/en/u/{wrong}/")
    assert answer.response.status_code == 403
    assert "This link is not complete" in answer.html


def test_a_stale_token_gets_a_sentence(mailbox, path):
    Link.objects.update(expires_on=TODAY - timedelta(days=1))
    assert "This link has run out" in mailbox.open(path).html


def test_a_token_that_was_taken_back_gets_a_sentence(mailbox, path):
    revoke_links(Link.objects.get().user, today=TODAY)
    assert "This link has been taken back" in mailbox.open(path).html


def test_it_opens_no_other_record(mailbox, path):
    answer = mailbox.open(f"{path}P-2/")
    assert answer.response.status_code == 403
    assert "does not open that partnership" in answer.html
    page = mailbox.open(path)
    foreign = find_in_force("P-2", as_at=TODAY).version_id
    assert mailbox.post(path, press=page.press, one=f"P-2:{foreign}").response.status_code == 403
    assert Answer.objects.count() == 0


def test_the_button_of_another_link_is_refused(mailbox, path):
    theirs = link_of(person("other@example.org", of="P-2"), 2)
    answer = mailbox.post(path, press=mailbox.open(theirs).press, one=mailbox.open(path).values("one")[0])
    assert "That button was not of this page" in answer.html
    assert Answer.objects.count() == 0


def test_who_does_not_look_after_the_record_any_more_cannot_speak_for_it(mailbox, path):
    RoleGrant.objects.all().delete()
    assert "There is nothing left to say here" in mailbox.open(path).html


@pytest.mark.parametrize("sent", [{"one": ""}, {"one": "P-1:"}, {"one": "P-1:99999999999999999999"}, {"chosen": "<b>"}])
def test_nonsense_in_a_press_changes_nothing(mailbox, path, sent):
    page = mailbox.open(path)
    assert mailbox.post(path, press=page.press, **sent).response.status_code in (200, 409)
    assert Answer.objects.count() == 0


def test_nothing_typed_becomes_markup(mailbox, path):
    script = "<script>alert(1)</script>"
    answer = mailbox.press(f"{path}P-1/ended/", status="completed", on=script, shown="P-1:1")
    assert script not in answer.html
    mailbox.press(f"{path}P-1/changed/", text=script)
    assert script == Case.objects.get().note


# --- something changed ---


def test_without_the_value_of_its_button_no_form_is_opened(mailbox, path):
    assert mailbox.post(f"{path}P-1/changed/", form="change").response.status_code == 403
    assert Draft.objects.count() == 0


def test_who_speaks_for_a_lead_partner_tells_a_change_in_words_alone(mailbox, path):
    theirs = link_of(person("lea@example.org"), role="partner")
    assert 'name="form"' not in mailbox.open(f"{theirs}P-1/changed/").html
    assert mailbox.press(f"{theirs}P-1/changed/", form="change").response.status_code == 422


def test_a_letter_answered_by_mail_is_with_an_officer(path):
    take_reply(str(Link.objects.get().pk), "The divers have left.", today=TODAY)
    assert (Case.objects.get().kind, Case.objects.get().note) == ("change", "The divers have left.")


def test_an_answer_by_mail_that_may_speak_of_several_is_left_to_be_sorted(path):
    link_of(person(of="P-2"), 1, 2)
    for reference in (str(Link.objects.last().pk), "", "x", "99"):
        with pytest.raises(LinkError):
            take_reply(reference, "It has ended.", today=TODAY)


def test_a_change_told_in_words_is_with_an_officer(mailbox, path):
    answer = mailbox.press(f"{path}P-1/changed/", text="The divers have left.")
    assert "is with an officer" in answer.html
    case = Case.objects.get()
    assert (case.kind, case.note, case.about.email, case.role) == (
        "change", "The divers have left.", "ana@example.org", "focal-point",
    )  # fmt: skip


def test_told_twice_by_one_press_it_is_one_case(mailbox, path):
    page = mailbox.open(f"{path}P-1/changed/")
    for _times in range(2):
        mailbox.post(page.path, press=page.press, text="The divers have left.")
    assert Case.objects.count() == 1


def test_an_empty_change_is_asked_for_again(mailbox, path):
    answer = mailbox.press(f"{path}P-1/changed/", text=" ")
    assert answer.response.status_code == 422
    assert "Write what has changed" in answer.html


@pytest.mark.parametrize("form", ["change", "report"])
def test_the_form_of_the_record_opens_filled_in_and_without_sign_in(mailbox, path, form):
    page = mailbox.open(f"{path}P-1/changed/")
    assert Draft.objects.count() == 0  # a scanner that follows links begins nothing
    opened = mailbox.post(page.path, press=page.press, form=form).response
    draft = Draft.objects.get()
    assert opened["Location"].startswith(f"/en/register/{draft.token}/")
    assert (draft.kind, draft.channel, draft.partnership.public_id) == (form, "link", "P-1")


# --- it has ended ---


def end(mailbox, path, **told):
    page = mailbox.open(f"{path}P-1/ended/")
    sent = {"status": "completed", "on": "2009-12", **told}
    return mailbox.post(page.path, press=page.press, shown=page.values("shown")[0], **sent)


def test_an_end_is_published_and_the_record_owes_nothing_any_more(mailbox, path):
    assert "The record now says so" in end(mailbox, path).html
    found = find_in_force("P-1", as_at=TODAY).document
    assert (found.status, str(found.status_on)) == ("completed", "2009-12")
    assert JournalEntry.objects.filter(partnership=1).last().channel == "link"
    assert not Duty.objects.filter(partnership=1).exists()


def test_one_that_merged_names_with_which(mailbox, path):
    assert "Write the number of the partnership" in end(mailbox, path, status="merged").html
    assert "Write the number of the partnership" in end(mailbox, path, status="merged", successor="P-1").html
    end(mailbox, path, status="merged", successor="p-2")
    assert find_in_force("P-1", as_at=TODAY).document.successor == "P-2"


@pytest.mark.parametrize(
    ("told", "sentence"),
    [
        ({"on": "soon"}, "Write when it ended"),
        ({"on": "2011"}, "has not come yet"),
        # Until that year is over the record would go on as if nobody had said anything.
        ({"on": "2010"}, "has not come yet"),
        ({"on": "1999"}, "before it was registered"),
        ({"status": "exploded"}, "Choose how it ended"),
    ],
)
def test_an_end_that_cannot_be_gets_a_sentence_and_keeps_what_was_typed(mailbox, path, told, sentence):
    answer = end(mailbox, path, **told)
    assert answer.response.status_code == 422
    assert sentence in answer.html
    assert f'value="{told.get("on", "2009-12")}"' in answer.html


def test_of_one_that_has_ended_nobody_is_asked_whether_it_is_still_true(mailbox, path):
    end(mailbox, path)
    page = mailbox.open(path)
    assert "<b>Completed.</b> Its work is completed." in page.html
    assert not page.values("one")
    both = link_of(person(of=["P-1", "P-2"]), 1, 2)
    page = mailbox.open(both)
    assert "2 partnerships; 1 of them wait" in page.html
    assert [each.partition(":")[0] for each in page.values("shown")] == ["P-2"]


def test_where_policy_says_so_an_end_waits_for_an_officer(mailbox, path, settings, tmp_path):
    settings.RAPPORT_HOME = tmp_path
    (tmp_path / "ladder.yaml").write_text(SHIPPED.read_text().replace("ended: publish", "ended: screen"))
    assert "An officer will put it" in end(mailbox, path).html
    assert find_in_force("P-1", as_at=TODAY).document.status == "registered"
    assert Case.objects.get().proposed == {"status": "completed", "status_on": "2009-12", "successor": ""}


def test_the_word_of_a_lead_partner_alone_ends_nothing(mailbox, path):
    end(mailbox, link_of(person("lea@example.org"), role="partner"))
    assert find_in_force("P-1", as_at=TODAY).document.status == "registered"
    assert Case.objects.get().kind == "ended"


def test_a_record_that_changed_meanwhile_is_shown_before_it_ends(mailbox, path):
    page = mailbox.open(f"{path}P-1/ended/")
    register(P_1=document(REEF, scope="global"))
    answer = mailbox.post(page.path, press=page.press, shown=page.values("shown")[0], status="completed", on="2009")
    assert answer.response.status_code == 409
    assert find_in_force("P-1", as_at=TODAY).document.status == "registered"


def test_who_is_asked_as_a_lead_partner_is_told_so(mailbox, path):
    lea = person("lea@example.org", of="P-2")
    link = make_link(lea, [(1, "partner"), (2, "focal-point")], today=TODAY)
    page = mailbox.open(f"/en/u/{token_of(link)}/")
    assert [each.partition(":")[0] for each in page.values("one")] == ["P-2", "P-1"]
    assert page.html.count("asked as a lead partner") == 1
    assert "Its own focal point has not answered" in mailbox.open(f"{page.path}P-1/").html
    assert "Its own focal point has not answered" not in mailbox.open(f"{page.path}P-2/").html


def test_a_list_begins_with_what_is_due_longest(mailbox, path):
    register(P_3=document(REEF, name="Third"))
    Duty.objects.filter(partnership__public_id="P-3", kind="confirm").update(due_on=date(2003, 1, 1))
    page = mailbox.open(link_of(person(of=["P-1", "P-3"]), 1, 3))
    assert [each.partition(":")[0] for each in page.values("one")] == ["P-3", "P-1"]


# --- not the right person ---


def test_a_successor_is_invited_and_has_nothing_before_taking_it_on(mailbox, path):
    answer = mailbox.press(f"{path}P-1/not-me/", email="new@example.org", name="Neo Tau")
    assert "We have written to the person you named" in answer.html
    assert not RoleGrant.objects.exists()
    assert Case.objects.get().kind == "find"
    (invitation,) = letters("upkeep/invitation")
    assert invitation.email == "new@example.org"
    theirs = path_in(invitation)
    assert "All still true" not in mailbox.open(theirs).html
    taken = mailbox.post(f"{theirs}P-1/taken-on/", press=mailbox.open(theirs).press)
    assert "All still true" in taken.html
    assert list(RoleGrant.objects.values_list("user__email", "role", "partnership")) == [
        ("new@example.org", "focal-point", "P-1")
    ]
    assert Case.objects.get().outcome == "found"
    assert "Thank you" in mailbox.post(theirs, press=taken.press, one=taken.values("one")[0]).html


def test_nobody_is_looked_for_where_it_has_ended(mailbox, path):
    end(mailbox, path)
    mailbox.press(f"{path}P-1/not-me/", email="", name="")
    assert not RoleGrant.objects.exists()
    assert not Case.objects.exists()


def test_who_hands_over_eighty_records_does_it_once_and_the_successor_gets_one_letter(mailbox, many):
    page = mailbox.open(f"{many}P-7/not-me/")
    mailbox.post(page.path, press=page.press, email="new@example.org", name="", all="1")
    (invitation,) = letters("upkeep/invitation")
    assert invitation.subject == "Will you look after the records of 80 partnerships?"
    theirs = mailbox.open(path_in(invitation))
    assert theirs.values("one") == []
    taken = mailbox.post(theirs.path, press=theirs.press, take="1")
    assert len(taken.values("one")) == 80
    assert RoleGrant.objects.filter(user__email="new@example.org", role="focal-point").count() == 80
    assert not Case.objects.filter(closed_on=None).exists()


def test_named_again_within_the_month_the_same_letter_does(mailbox, many):
    for public_id in ("P-1", "P-2", "P-3"):
        mailbox.press(f"{many}{public_id}/not-me/", email="new@example.org", name="")
    (invitation,) = letters("upkeep/invitation")
    assert all(f"/P-{number}/" in mailbox.open(path_in(invitation)).html for number in (1, 2, 3))


def test_a_successor_who_was_written_to_lately_is_asked_when_the_month_is_over(mailbox, path):
    person("ben@example.org", of="P-2")
    remind(today=TODAY)
    mailbox.press(f"{path}P-1/not-me/", email="ben@example.org", name="")
    assert letters("upkeep/invitation") == []
    for number in range(30):
        remind(today=TODAY + timedelta(days=number))
    assert [each.email for each in letters("upkeep/invitation")] == ["ben@example.org"]


def test_who_knows_no_successor_leaves_it_to_an_officer_and_the_deputy_is_turned_to(mailbox, path):
    person("ben@example.org", of="P-1", role=Role.DEPUTY)
    assert "We will look for somebody" in mailbox.press(f"{path}P-1/not-me/", email="", name="").html
    assert (Case.objects.get().kind, Case.objects.get().about.email) == ("find", "ana@example.org")
    remind(today=TODAY)
    assert [each.email for each in letters()] == ["ben@example.org"]


def test_an_address_that_is_none_gets_a_sentence(mailbox, path):
    answer = mailbox.press(f"{path}P-1/not-me/", email="new at home", name="")
    assert answer.response.status_code == 422
    assert "is not an address of mail" in answer.html
    assert RoleGrant.objects.exists()


# --- many records ---


@pytest.fixture
def many(mailbox):
    ids = [f"P-{number}" for number in range(1, 81)]
    register(
        *(Proposal(each, document(REEF, name=each.replace("P-", "Reef ")), confirmed_on=CONFIRMED) for each in ids)
    )
    person(of=ids)
    remind(today=TODAY)
    (letter,) = letters()
    return path_in(letter)


def confirmed_today():
    return JournalEntry.objects.filter(kind="confirmed", happened_on=TODAY).count()


def test_eighty_records_stand_on_one_page_each_with_its_buttons(mailbox, many):
    page = mailbox.open(many)
    assert len(page.values("one")) == len(page.values("chosen")) == 80
    assert page.html.count("/P-80/") == 1
    assert len(gzip.compress(page.html.encode(), 3)) < 8 * 1024


def test_those_chosen_are_confirmed_and_no_others(mailbox, many):
    page = mailbox.open(many)
    thanks = mailbox.post(many, press=page.press, chosen=page.values("chosen")[:3])
    assert "3 records are confirmed" in thanks.html
    assert "77 more of your partnerships wait" in thanks.html
    assert confirmed_today() == 3


def test_one_press_confirms_all_eighty(mailbox, many):
    page = mailbox.open(many)
    assert "80 records are confirmed" in mailbox.post(many, press=page.press, all="1", shown=page.values("shown")).html
    assert confirmed_today() == 80


def test_of_many_only_those_that_changed_meanwhile_are_held_back(mailbox, many):
    page = mailbox.open(many)
    register(P_7=document(REEF, name="Reef 7, new"))
    answer = mailbox.post(many, press=page.press, all="1", shown=page.values("shown"))
    assert answer.response.status_code == 409
    assert "Reef 7, new" in answer.html
    assert confirmed_today() == 79
    assert answer.values("one")[0].startswith("P-7:")


def test_choosing_none_gets_a_sentence(mailbox, many):
    assert "Choose those that are still true first" in mailbox.post(many, press=mailbox.open(many).press).html


def count_queries(mailbox, path):
    with CaptureQueriesContext(connection) as captured:
        assert mailbox.open(path).response.status_code == 200
    return len(captured)


def test_a_list_costs_the_same_for_two_and_for_four(mailbox, path):
    register(P_3=document(REEF, name="Third"), P_4=document(REEF, name="Fourth"))
    user = person(of=["P-2", "P-3", "P-4"])
    two, four = link_of(user, 1, 2), link_of(user, 1, 2, 3, 4)
    assert (count_queries(mailbox, two), count_queries(mailbox, four)) == (9, 9)


def test_a_record_costs_as_much_with_one_partner_as_with_three(mailbox, path):
    with_three = count_queries(mailbox, path)
    register(P_1=document(REEF, partners=({"organization": "reef-programme", "role": "lead"},)))
    assert (with_three, count_queries(mailbox, path)) == (10, 10)
