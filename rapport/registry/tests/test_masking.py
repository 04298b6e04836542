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


def test_a_document_without_an_address_is_the_same_object() -> None:
    plain = document(REEF)
    assert mask_document(plain) is plain
