"""No version holds a personal address, however it is broken over lines or parts of the document."""

import pytest

from rapport.lib.addresses import MASK
from rapport.registry.masking import mask_document
from rapport.testing import REEF, document


@pytest.mark.parametrize("address", ["ana@reef.example", "ana@\nreef.example", "ana\t(at)\treef.example"])
def test_an_address_is_masked_wherever_its_line_breaks(address: str) -> None:
    masked = mask_document(document(REEF, objectives=f"Write to {address}, please."))
    assert masked.objectives == f"Write to {MASK}, please."


def test_what_is_deep_in_the_document_is_masked_too() -> None:
    sources = [{"file": "f.csv", "row": 2, "column": "c", "value": "ana@reef.example", "fate": "kept"}]
    assert mask_document(document(REEF, sources=sources)).sources[0].value == MASK


def test_what_reports_and_deliverables_say_is_masked_too() -> None:
    address = "ana@reef.example"
    report = {
        "reported_on": "2010-01-15", **dict.fromkeys(("summary", "lessons", "obstacles", "resources"), address),
        "contributions": [{"scheme": "mdg", "code": "7", "text": address}], "evidence": [f"mailto:{address}"],
    }  # fmt: skip
    texts = ("title", "indicator", "unit", "baseline", "target", "value")
    deliverable = {"id": "d1", **dict.fromkeys(texts, address)}
    masked = mask_document(
        document(
            REEF,
            reports=[report],
            deliverables=[deliverable],
            **dict.fromkeys(("targets", "monitoring", "balance"), address),
        )
    )
    assert "ana" not in masked.to_bytes().decode()
    assert masked.reports[0].evidence == (MASK,)


def test_a_document_without_an_address_is_the_same_object() -> None:
    plain = document(REEF)
    assert mask_document(plain) is plain
