"""Citations, read back by the programs of others: whatever a title says, it stays the title."""

from dataclasses import replace
from datetime import date

import bibtexparser
import rispy
from hypothesis import given
from hypothesis import strategies as st

from rapport.content.citing import Citation, write_bibtex, write_ris

HANDBOOK = Citation(
    kind="techreport",
    key="handbook-of-small-partnerships",
    title="Handbook of small partnerships",
    url="https://registry.example/en/publications/handbook-of-small-partnerships/",
    language="en",
    issued="2009-11-02",
    authors=("Harbour Office", "Reef School"),
    publisher="Secretariat",
    symbol="DEMO/2009/4",
    isbn="978-3-16-148410-0",
    doi="10.1000/abc_(1)",
    read_on=date(2010, 2, 1),
    note="fictional, for demonstration",
)
TEXTS = st.text(st.characters(exclude_categories=("Cc", "Cs")), min_size=1, max_size=60)


def test_bibtex_says_what_it_is_by_whom_of_when_and_where() -> None:
    [entry] = bibtexparser.parse_string(write_bibtex(HANDBOOK)).entries
    assert (entry.entry_type, entry.key) == ("techreport", HANDBOOK.key)
    assert {name: field.value for name, field in entry.fields_dict.items()} == {
        "title": "{Handbook of small partnerships}", "author": "{Harbour Office} and {Reef School}",
        "institution": "Secretariat", "number": "DEMO/2009/4", "year": "2009", "month": "11",
        "isbn": "978-3-16-148410-0", "doi": "10.1000/abc_(1)", "note": "fictional, for demonstration",
        "language": "en", "url": HANDBOOK.url, "urldate": "2010-02-01",
    }  # fmt: skip


def test_ris_says_the_same() -> None:
    assert rispy.loads(write_ris(HANDBOOK)) == [
        {
            "type_of_reference": "RPRT", "title": HANDBOOK.title, "authors": [*HANDBOOK.authors],
            "publisher": "Secretariat", "note": "DEMO/2009/4", "year": "2009", "date": "2009/11/02",
            "issn": "978-3-16-148410-0", "doi": HANDBOOK.doi, "notes": [HANDBOOK.note], "language": "en",
            "urls": [HANDBOOK.url], "access_date": "2010/02/01",
        }
    ]  # fmt: skip  # M1 is a number to most programs, a note to this one


def test_what_is_not_known_is_left_out() -> None:
    bare = Citation(kind="misc", key="ü", title="T", url="https://x.example/", language="fr", issued="2009")
    [entry] = bibtexparser.parse_string(write_bibtex(bare)).entries
    assert set(entry.fields_dict) == {"title", "year", "language", "url"}
    assert "DA  -" not in write_ris(bare)


@given(TEXTS, TEXTS)
def test_no_text_ends_its_field_and_begins_another(title: str, publisher: str) -> None:
    cited = replace(HANDBOOK, title=title, publisher=publisher)
    [entry] = bibtexparser.parse_string(write_bibtex(cited)).entries
    as_ever = bibtexparser.parse_string(write_bibtex(HANDBOOK)).entries[0]
    assert {*entry.fields_dict} | {"institution"} == {
        *as_ever.fields_dict
    }  # of nothing but white space nothing is told
    [reference] = rispy.loads(write_ris(cited))
    assert reference.get("title", "") == " ".join(title.split())
    assert reference["language"] == "en"
