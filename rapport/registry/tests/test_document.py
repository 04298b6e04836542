import pytest
from pydantic import ValidationError

from rapport.registry.document import PartnershipDocument
from rapport.testing import REEF, document


def test_equal_documents_have_equal_bytes_whatever_the_order_they_were_written_in() -> None:
    backwards = {
        **REEF,
        "partners": tuple(reversed(REEF["partners"])),
        "mechanisms": tuple(reversed(REEF["mechanisms"])),
    }
    assert document(backwards).to_bytes() == document(REEF).to_bytes()


def test_a_document_comes_back_from_its_bytes() -> None:
    whole = document(
        texts=[{"field": "name", "language": "fr", "text": "Récifs"}],
        finance_amount="120000.50",
        sources=[{"file": "a.csv", "row": 3, "column": "when", "value": "some time", "fate": "refused"}],
    )
    assert PartnershipDocument.model_validate_json(whole.to_bytes()) == whole


def test_it_refuses_an_end_certainly_before_the_start() -> None:
    with pytest.raises(ValidationError, match=r"The end \(2002\) is before the start \(2003-05\)"):
        document(started_on="2003-05", ends_on="2002")


def test_it_takes_an_end_that_may_be_after_the_start() -> None:
    assert document(started_on="2003-05", ends_on="2003").ends_on is not None


def test_it_refuses_an_end_of_what_is_open_ended() -> None:
    with pytest.raises(ValidationError, match="open-ended has no end"):
        document(open_ended=True, ends_on="2008")


def test_it_refuses_an_organization_listed_twice() -> None:
    with pytest.raises(ValidationError, match="unep is listed more than once"):
        document(partners=[{"organization": "unep"}, {"organization": "UNEP", "role": "lead"}])


def test_unknown_is_not_none() -> None:
    assert document(in_kind=()).none_of == ()
    assert document(none_of=("in-kind",)).to_bytes() != document().to_bytes()


def test_a_status_happens_on_its_day_and_not_before() -> None:
    ended = document(status="withdrawn", status_on="2009-05")
    assert ended.status_at(ended.status_on.earliest) == "registered"  # May is not over: not yet certain
    assert ended.status_at(ended.status_on.latest) == "withdrawn"


def test_a_status_without_a_day_holds_on_every_day() -> None:
    ended = document(status="completed")
    assert ended.status_at(ended.registered_on.earliest) == "completed"


def test_control_characters_have_no_place_in_a_text() -> None:
    assert document(name="Reef\x00 Watch\x1b\r\n").name == "Reef Watch"


@pytest.mark.parametrize(
    ("typed", "kept"), [("100.5", "100.50"), ("100.00", "100"), ("1e2", "100"), ("-0", "0"), ("0.05", "0.05")]
)
def test_equal_amounts_have_equal_bytes_whatever_was_typed(typed: str, kept: str) -> None:
    assert f'"finance_amount":"{kept}"' in document(finance_amount=typed).to_bytes().decode()
