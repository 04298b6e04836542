"""An edition: edited while its numbers stay live, translated, approved, frozen for ever."""

import json
from datetime import date, timedelta

import pytest
from django.db import connection
from hypothesis import given, settings
from hypothesis import strategies as st

from rapport.lib import clock
from rapport.registry.proposal import Proposal
from rapport.summary import editing
from rapport.summary.editing import EditingError
from rapport.summary.editions import Workshop, report_of
from rapport.summary.keeping import keep_report, restore_report
from rapport.summary.models import Edition, FrozenError, FrozenReport, Passage
from rapport.summary.report import Paragraph, Part, Report, Said
from rapport.summary.states import State
from rapport.testing import NOW, PROGRESS, REEF, TODAY, WASTE, document, register

pytestmark = pytest.mark.django_db


def shop(edition):
    return Workshop(Edition.objects.get(pk=edition.pk), TODAY)


def text_of(edition, code="first", language="en"):
    return editing.paragraph_in(report_of(Edition.objects.get(pk=edition.pk), language, today=TODAY), code).text


def edit(edition, text, code="first", language="en", *, is_translation=False):
    return editing.edit(shop(edition), code, language, text, None, now=NOW, is_translation=is_translation)


def freeze(edition, officer, **options):
    editing.approve(shop(edition), officer, now=NOW)
    editing.freeze(Edition.objects.get(pk=edition.pk), now=clock.now(), **options)
    return Edition.objects.get(pk=edition.pk)


def states(edition, code="first"):
    return {language: str(state) for language, state in shop(edition).states[code].items()}


def test_an_edited_text_keeps_its_numbers_live_and_says_which_moved(edition):
    edit(edition, "Half: {percent scope.regional}, {count total}.", language="en")
    assert text_of(edition) == "Half: 50 per cent, 2."
    register(P_3=document(REEF, name="Third Reef"))
    assert text_of(edition) == "Half: 67 per cent, 3."
    workshop = shop(edition)
    moved = editing.moved_numbers(workshop.drafts["en"], workshop.passages[0])
    assert [(each.figure, each.was, each.now) for each in moved] == [
        ("scope.regional", "50 per cent", "67 per cent"), ("total", "2", "3"),
    ]  # fmt: skip


def test_an_edit_makes_the_other_languages_stale_until_they_follow(edition):
    assert states(edition) == {"en": "written", "fr": "written"}
    edit(edition, "Now this.")
    assert states(edition) == {"en": "written", "fr": "stale"}
    edit(edition, "Cela.", language="fr", is_translation=True)
    assert states(edition) == {"en": "written", "fr": "written"}
    edit(edition, "Now that.")
    assert states(edition) == {"en": "written", "fr": "stale"}
    editing.take_back(edition, "first", "en")
    editing.take_back(edition, "first", "fr")
    assert states(edition) == {"en": "written", "fr": "written"}
    assert states(edition, "second") == {"en": "written", "fr": "written"}


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("{percent scope.lunar}", "There is no figure “scope.lunar”"), ("{for x in y}", "There is no slot “for”"),
        ("a { b", "A brace stands alone"), ("  ", "Write a text"), ("x" * 20_001, "at most 20000"),
    ],
)  # fmt: skip
def test_a_text_that_cannot_be_said_is_refused_with_a_sentence(edition, text, sentence):
    with pytest.raises(EditingError, match=sentence):
        edit(edition, text)
    assert not Passage.objects.exists()


def test_what_a_text_asserts_is_held_against_the_figures(edition, officer):
    edit(edition, "{assert percent scope.regional > 40}Many are regional.")
    edit(edition, "Beaucoup.", language="fr", is_translation=True)
    assert text_of(edition) == "Many are regional."
    register(P_3=document(WASTE, name="Third"), P_4=document(WASTE, name="Fourth"))
    assert states(edition) == {"en": "open", "fr": "written"}
    with pytest.raises(EditingError, match="no wording that is true"):
        freeze(edition, officer)


def test_a_box_is_missing_in_the_languages_that_its_record_has_not(edition):
    edition.featured = ["P-1"]
    edition.save()
    assert states(edition, "box:P-1") == {"en": "written", "fr": "missing"}
    edit(edition, "Des plongeurs {comptent} les coraux.", "box:P-1", "fr", is_translation=True)
    assert states(edition, "box:P-1") == {"en": "written", "fr": "written"}
    (box,) = [each for each in shop(edition).report("fr").blocks() if getattr(each, "heading", "")]
    assert (box.texts, box.language, box.mark) == (("Des plongeurs {comptent} les coraux.",), "", "")
    edit(edition, "Divers count fish.", "box:P-1", "en")
    assert states(edition, "box:P-1") == {"en": "written", "fr": "stale"}


def test_a_withdrawn_partnership_has_no_box_and_is_named(edition):
    edition.featured = ["P-1", "P-2"]
    edition.save()
    register(P_1=document(REEF, status="withdrawn", status_on="2010-01-15"))
    workshop = shop(edition)
    assert [(each.public_id, each.status) for each in workshop.gathered.left_out] == [("P-1", "withdrawn")]
    boxes = [each.heading for each in workshop.report("en").blocks() if getattr(each, "heading", "")]
    assert boxes == ["Islands Without Litter"]


def test_reports_are_quoted_with_their_source(edition):
    register(P_5=document(REEF, name="Reporting Reef", **PROGRESS))
    (quoted,) = [each for each in shop(edition).report("en").blocks() if getattr(each, "source", "")]
    assert (quoted.text, quoted.source) == (
        "Thirty-one reefs were counted.", "Reporting Reef, report of 20 November 2009",
    )  # fmt: skip
    edition.quoted = ["P-5:2007-02-01"]
    edition.save()
    (quoted,) = [each for each in shop(edition).report("en").blocks() if getattr(each, "source", "")]
    assert quoted.text == "Begun on two islands."


def test_frozen_it_says_the_same_for_ever(edition, officer):
    edit(edition, "Half: {percent scope.regional}.")
    edit(edition, "Moitié : {percent scope.regional}.", language="fr", is_translation=True)
    frozen = freeze(edition, officer)
    before = {language: keep_report(report_of(frozen, language, today=TODAY)) for language in ("en", "fr")}
    # What is learned later, of a day before too, changes nothing; nor does another template.
    register(P_3=document(REEF, name="Late Reef", registered_on="2009-01-01"), now=NOW + timedelta(days=1))
    assert text_of(frozen) == "Half: 50 per cent."
    after = {language: keep_report(report_of(frozen, language, today=TODAY)) for language in ("en", "fr")}
    assert after == before
    # And counted again from the registry, as known when it was frozen, the figures are the same.
    again = {id_: each.row() for id_, each in Workshop(frozen, TODAY).gathered.facts.figures.items()}
    kept = {each["id"]: {key: value for key, value in each.items() if key != "is"} for each in frozen.figures}
    assert again == kept
    assert editing.is_whole(frozen)


def test_a_frozen_edition_cannot_be_changed_and_shows_if_somebody_did(edition, officer):
    frozen = freeze(edition, officer)
    for change in (frozen.save, frozen.delete, lambda: edit(frozen, "Other words."), frozen.reports.first().save):
        with pytest.raises(FrozenError):
            change()
    with connection.cursor() as cursor:  # not by the program
        table = FrozenReport._meta.db_table
        body = json.dumps({**frozen.reports.get(language="en").body, "title": "Another"})
        cursor.execute(f"UPDATE {table} SET body = %s WHERE language = 'en'", [body])
    assert not editing.is_whole(Edition.objects.get(pk=frozen.pk))


def test_it_is_frozen_only_whole_or_with_marks(edition, officer):
    edit(edition, "Only in English.")
    with pytest.raises(EditingError, match="French: texts edited in another language since: 1"):
        freeze(edition, officer)
    frozen = freeze(edition, officer, is_marked=True)
    paragraph = editing.paragraph_in(report_of(frozen, "fr", today=TODAY), "first")
    assert paragraph.mark == "[Ce texte a été modifié dans une autre langue depuis sa traduction.]"


def test_a_character_that_cannot_be_printed_hinders_the_freezing(edition, officer):
    edit(edition, "Reefs of ตราด.")
    edit(edition, "Récifs.", language="fr", is_translation=True)
    with pytest.raises(EditingError, match="U\\+0E15"):
        freeze(edition, officer)


def test_it_is_approved_before_it_is_frozen_and_an_edit_takes_that_away(edition, officer):
    with pytest.raises(EditingError, match="approved before"):
        editing.freeze(edition, now=NOW)
    editing.approve(shop(edition), officer, now=NOW)
    edit(edition, "Once more.")
    assert Edition.objects.get(pk=edition.pk).state == "open"


def test_it_compares_with_the_edition_before(edition, officer, narratives):
    frozen = freeze(edition, officer)
    narratives(
        en="paragraphs:\n  first:\n    - {when: percent scope.regional > was, text: 'Up from {was percent "
        "scope.regional} on {then} to {percent scope.regional}.'}\n    - Not more.\n  second: x\n",
    )
    register(P_3=document(REEF, name="Third Reef"))
    following = Edition.objects.create(
        slug="second", name="Second", template="small", as_at=TODAY, cycle="2010-2011", languages=["en"], opened_at=NOW,
    )  # fmt: skip
    assert text_of(following) == "Not more."  # there is nothing to compare with
    following.before = frozen
    following.save()
    assert text_of(following) == "Up from 50 per cent on 1 February 2010 to 67 per cent."


def test_two_editions_of_one_name_have_two_addresses(registry, officer):
    def opened(name):
        return editing.open_edition(
            Edition(name=name, as_at=TODAY, cycle="2010-2011", languages=["en"]), officer, now=NOW
        ).slug  # fmt: skip

    assert [opened("Report 2010"), opened("Report 2010"), opened("Today"), opened("报告")] == [
        "report-2010", "report-2010-2", "today-2", "edition",
    ]  # fmt: skip


@settings(max_examples=25, deadline=None)
@given(text=st.text(min_size=1, max_size=300))
def test_any_words_are_kept_and_restored_to_the_letter(text):
    part = Part("I", "one", text, (Paragraph(1, "first", (Said(text), Said("", note=1))),), ())
    report = Report(text, "en", date(2010, 2, 1), (text,), (), (part,), ((Said(text),),))
    if not any("\ud800" <= each <= "\udfff" for each in text):
        assert restore_report(json.loads(json.dumps(keep_report(report)))) == report


def test_a_report_with_charts_boxes_and_quotations_is_restored_equal(edition):
    register(Proposal("P-5", document(REEF, name="Reporting Reef", **PROGRESS)))
    edition.template, edition.languages, edition.featured = "summary-report", ["en"], ["P-1"]
    report = Workshop(edition, TODAY).report("en")
    restored = restore_report(json.loads(json.dumps(keep_report(report))))
    assert keep_report(restored) == keep_report(report)
    assert [each.query.path() for each, _paragraph in restored.figures()] == [
        each.query.path() for each, _paragraph in report.figures()
    ]


def test_state_is_told_for_each_language_alone(edition):
    edit(edition, "New.", code="second")
    assert shop(edition).states["second"] == {"en": State.WRITTEN, "fr": State.STALE}
    assert [str(each) for each in editing.hindrances(shop(edition))] == [
        "French: texts edited in another language since: 1."
    ]
