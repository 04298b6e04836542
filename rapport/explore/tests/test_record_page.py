"""The page of a record shows all of it, how old it is, and what became of it."""

import re
from datetime import date, timedelta

import pytest

from rapport.explore.record import fold_text
from rapport.organizations.authority import Authority, Named
from rapport.registry.proposal import Proposal
from rapport.sets import following
from rapport.sets.query import write_time
from rapport.testing import NOW, REEF, TODAY, WASTE, document, register

pytestmark = pytest.mark.django_db
PAGE = "/en/partnerships/P-1/"


def test_it_shows_all_that_the_document_says(reader):
    full = document(
        REEF,
        acronym="PRW",
        implementation="By boat.",
        capacity_building="Divers teach divers.",
        governance="A council of four.",
        resources="Boats are lent.",
        website="https://reef.example.org/",
        finance="secured",
        finance_amount="12500.50",
        finance_currency="USD",
        funding_sought=True,
        funding_sought_amount="1200000",
        funding_sought_currency="EUR",
        in_kind=("staff",),
        none_of=("fairs",),
        activity_levels=("local",),
        funding_sources=({"type": "government", "name": "Ministry of Seas"},),
        commitments=({"scheme": "mdg", "code": "7", "explanation": "Reefs feed people."},),
        fair_participations=(),
        texts=({"field": "name", "language": "fr", "text": "Veille des récifs"},),
        sources=({"file": "reef.csv", "row": 4, "column": "Notes", "value": "ask Ana??", "fate": "refused"},),
    )
    register(P_1=full)
    text = reader.text(PAGE)
    for said in (
        "Pacific Reef Watch", "PRW", "By boat.", "Divers teach divers.", "A council of four.", "Boats are lent.",
        "https://reef.example.org/", "Funding secured", "12,500.50 USD", "1,200,000 EUR", "Staff", "partnerships fairs",
        "Local", "Ministry of Seas", "Reefs feed people.", "Veille des récifs", "ask Ana??", "reef.csv",
        "Regional Reef Programme", "Government of Fiji", "Divers for Clean Seas", "May 2003", "May 2008", "1 June 2003",
        "Asia and the Pacific", "Human capacity-building and training", "Samoa", "fictional: made for tests", "English",
    ):  # fmt: skip
        assert said in text


def test_whence_it_comes_is_marked_with_the_language_of_the_registry(reader):
    register(P_1=document(REEF))
    assert '<span lang="en" dir="ltr">fictional: made for tests</span>' in reader.read("/ar/partnerships/P-1/")


def test_why_it_serves_a_commitment_is_told_in_the_language_of_the_record(reader):
    promise = {"scheme": "mdg", "code": "7", "explanation": "Reefs feed people."}
    register(P_1=document(REEF, commitments=(promise,)))
    page = reader.read("/fr/partnerships/P-1/")
    assert '<div class="prose quiet" lang="en" dir="ltr">Reefs feed people.</div>' in page
    heading = re.search(r"<h2>Engagements convenus.*?</h2>", page, re.DOTALL)[0]
    assert '<span class="mark-language">anglais</span>' in heading


def test_on_a_telephone_the_facts_come_before_a_long_list_of_partners(reader):
    register(P_1=document(REEF))
    page = reader.read(PAGE)
    assert page.index('class="prose"') < page.index('<dl class="facts">') < page.index('id="partners"')


def test_it_says_that_it_is_fictional(reader):
    register(P_1=document(REEF), P_2=document(REEF, origin="a real source"))
    assert "This partnership was made up for demonstration. It does not exist." in reader.text(PAGE)
    assert "made up" not in reader.text("/en/partnerships/P-2/").replace("What was made up for it says so", "")


def test_its_age_stands_in_words_beside_a_light(reader):
    register(Proposal("P-1", document(REEF), confirmed_on=date(2010, 1, 11), confirmed_by_role="focal-point"))
    assert '<span class="light green">confirmed 3 weeks ago' in reader.read(PAGE)
    assert "11 January 2010, by the focal point" in reader.text(PAGE)


def test_one_never_confirmed_says_so(reader):
    register(P_1=document(REEF))
    assert '<span class="light unknown">never confirmed' in reader.read(PAGE)


def test_one_that_was_superseded_leads_to_its_successor(reader):
    register(P_1=document(REEF, status="superseded", status_on="2009", successor="P-2"), P_2=document(WASTE))
    assert "Superseded by another partnership · 2009" in reader.text(PAGE)
    assert "/en/partnerships/P-2/islands-without-litter/" in reader.links(PAGE)


def test_one_whose_end_has_passed_says_so(reader):
    register(P_1=document(REEF), P_2=document(REEF, ends_on="2010"))
    assert "Its own end has passed: May 2008" in reader.text(PAGE)
    assert "has passed" not in reader.text("/en/partnerships/P-2/")  # in 2010 it may still run


def test_what_is_not_known_is_not_called_none(reader):
    register(P_1=document({"registered_on": "2003-06-01"}))
    text = reader.text(PAGE)
    assert "[no title]" in text
    assert "start and end not known" in text
    assert "No partner is listed." in text
    assert "What it wants to reach is not known." in text
    assert "Says it has none of" not in text


def test_the_number_beside_a_partner_is_the_size_of_the_set_that_it_opens(reader):
    register(P_1=document(REEF), P_2=document(WASTE, partners=REEF["partners"]), P_3=document(REEF, status="withdrawn"))
    assert "in 2 partnerships" in reader.text(PAGE)
    assert "2 partnerships" in reader.text("/en/partnerships/?organization=government-of-fiji")


def test_many_partners_are_all_there(reader):
    many = [Named(f"o{number}", f"org-{number}", f"Organization No. {number};", "ngo") for number in range(120)]
    Authority().enter(many)
    register(P_1=document(REEF, partners=[{"organization": each.id} for each in many]))
    text = reader.text(PAGE)
    assert all(each.name in text for each in many)
    assert "90 more" in text


def test_a_long_text_is_folded_and_nothing_of_it_is_lost(reader):
    text = "\n".join(f"Sentence number {number} of a long description." for number in range(400))
    register(P_1=document(REEF, objectives=text))
    page = reader.read(PAGE).partition("<body>")[2]
    assert "<summary>Read on" in page
    assert re.findall(r"Sentence number \d+ of a long description\.", page) == text.split("\n")


def test_a_text_without_any_space_is_folded_too():
    first, rest = fold_text("x" * 18_000)
    assert first + rest == "x" * 18_000
    assert len(first) == 2500


def test_related_partnerships_come_with_the_reason(reader):
    register(P_1=document(REEF), P_2=document(WASTE, partners=({"organization": "divers-for-clean-seas"},)))
    assert "Islands Without Litter partner in common: Divers for Clean Seas" in reader.text(PAGE)


def test_another_name_in_the_address_leads_to_its_own(reader):
    register(P_1=document(REEF))
    response = reader.open("/en/partnerships/p-1/old-name/?as-at=2009-01-01")
    assert response.redirect_chain[-1][0] == "/en/partnerships/P-1/pacific-reef-watch/?as-at=2009-01-01"


def test_a_site_of_a_strange_scheme_is_no_link(reader):
    register(P_1=document(REEF, website="javascript:alert(1)"))
    assert "javascript:alert(1)" not in reader.links(PAGE)
    assert "javascript:alert(1)" in reader.text(PAGE)


def test_on_another_day_it_is_as_it_was(reader):
    register(P_1=document(REEF))
    changed = document(REEF, name="Reef Watch of the Whole Ocean")
    register(Proposal("P-1", changed, happened_on=date(2009, 6, 1)))
    assert "This is the record as at 1 January 2009." in reader.text(f"{PAGE}?as-at=2009-01-01")
    assert "Pacific Reef Watch" in reader.text(f"{PAGE}?as-at=2009-01-01")
    assert "Reef Watch of the Whole Ocean" in reader.text(PAGE)


def test_on_another_day_its_numbers_open_the_sets_of_that_day(reader):
    register(P_1=document(REEF), P_2=document(WASTE, partners=REEF["partners"]))
    assert "in 1 partnership " in reader.text(f"{PAGE}?as-at=2004-01-01")
    path = "/en/partnerships/?organization=government-of-fiji&as-at=2004-01-01"
    assert path in reader.links(f"{PAGE}?as-at=2004-01-01")
    assert "1 partnership " in reader.text(path)


def test_before_it_was_registered_it_is_not_there(reader):
    register(P_1=document(REEF))
    response = reader.open(f"{PAGE}?as-at=2001-01-01")
    assert response.status_code == 404
    assert "was not yet in the registry on 1 January 2001" in response.content.decode()


def test_an_arabic_name_is_marked_with_language_and_direction(reader):
    register(P_1=document(REEF, name="رصد الشعاب", language="ar"))
    assert '<span lang="ar" dir="rtl">رصد الشعاب</span>' in reader.read(PAGE)


def test_it_can_be_cited(reader):
    register(P_1=document(REEF))
    cited = "“Pacific Reef Watch”, record P-1, version 1, as at 1 February 2010. http://testserver/en/partnerships/P-1/"
    assert cited in re.sub(r"</?span[^>]*>", "", reader.read(PAGE))


def test_its_citation_runs_as_the_page_does_around_a_name_that_runs_otherwise(reader):
    register(P_1=document(REEF))
    page = reader.read("/ar/partnerships/P-1/")
    cited = re.search(r'<p class="small">(.*?)</p>\s*<p class="ways">', page, re.DOTALL)[1]
    assert '<span lang="en" dir="ltr">Pacific Reef Watch</span>' in cited
    assert '<span dir="auto">http://testserver/ar/partnerships/P-1/pacific-reef-watch/</span>' in cited


def test_whoever_reads_the_past_does_not_move_the_sets_of_today(reader):
    register(P_1=document(REEF))
    reader.text("/en/partnerships/")
    before = following.current(TODAY)
    reader.text(f"{PAGE}?as-at=2005-01-01")
    assert following.current(TODAY) is before


def test_numbers_beside_a_record_as_known_at_a_time_are_of_that_time(reader):
    register(P_1=document(REEF))
    register(P_2=document(REEF, name="Second Reef"), now=NOW + timedelta(days=1))
    path = f"{PAGE}?known-at={write_time(NOW)}"
    assert "in 1 partnership " in reader.text(path)
    assert "in 2 partnerships" in reader.text(PAGE)
    opened = next(each for each in reader.links(path) if "organization=government-of-fiji" in each)
    assert "known-at=" in opened
    assert "Second Reef" not in reader.text(opened)


@pytest.mark.parametrize(("explanation", "is_marked"), [("", False), ("Reefs feed people.", True)])
def test_the_language_of_commitments_is_named_where_somebody_explained_one(client, explanation, is_marked):
    register(P_1=document(REEF, commitments=({"scheme": "mdg", "code": "7", "explanation": explanation},)))
    page = client.get("/fr/partnerships/P-1/pacific-reef-watch/").content.decode()
    heading = page.partition("Engagements convenus")[2].partition("</h2>")[0]
    assert ('class="mark-language"' in heading) == is_marked
