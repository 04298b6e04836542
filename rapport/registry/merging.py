"""Two people change one record: what each meant is kept, and only where they meet is somebody asked."""

from rapport.registry.document import PartnershipDocument
from rapport.registry.policy import changed_fields


def merge_documents(
    base: PartnershipDocument, theirs: PartnershipDocument, mine: PartnershipDocument
) -> tuple[PartnershipDocument, list[str]]:
    """My changes since ``base`` laid over ``theirs``, and the fields that both changed to different ends.

    In those fields the result says what mine says; whoever calls shows them and asks before anything is published.
    """
    ours = changed_fields(base, mine)
    merged = theirs.model_copy(update={name: getattr(mine, name) for name in ours})
    both = [name for name in ours if name in set(changed_fields(base, theirs))]
    conflicts = [name for name in both if getattr(theirs, name) != getattr(mine, name)]
    # What fits each alone need not fit together: an end before a start, say. The document says so itself.
    return PartnershipDocument.model_validate(merged.model_dump()), conflicts
