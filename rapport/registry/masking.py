"""What is published holds no personal address: free text is masked on its way into a version."""

from typing import Any

from rapport.lib.addresses import mask_addresses
from rapport.registry.document import PartnershipDocument


def mask_document(document: PartnershipDocument) -> PartnershipDocument:
    """The document with every address in it masked; the same object where there is none."""
    said = document.model_dump(exclude_defaults=True)
    masked = _mask(said)
    return document if masked == said else PartnershipDocument.model_validate(masked)


def _mask(value: Any) -> Any:
    if isinstance(value, str):
        return mask_addresses(value)
    if isinstance(value, dict):
        return {key: _mask(each) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return tuple(_mask(each) for each in value)
    return value
