"""How many partnerships each organization is in, from the sets: the same numbers as on the pages that they open."""

from collections.abc import Iterable

from pyroaring import BitMap

from rapport.sets.postings import NOWHERE, ORGANIZATION, Posting
from rapport.sets.view import View


def find_memberships(public_ids: Iterable[str], view: View) -> dict[str, Posting]:
    """By organization: the partnerships of the registry that list it, and those that it leads."""
    ids = list(dict.fromkeys(public_ids))
    found = view.index.postings.find([ORGANIZATION + each for each in ids])
    held = {each: found.get(ORGANIZATION + each, NOWHERE) for each in ids}
    return {each: Posting(one.wide & view.registry, one.narrow & view.registry) for each, one in held.items()}


def count_memberships(public_ids: Iterable[str], view: View) -> dict[str, int]:
    """By organization: in how many partnerships of the registry it is."""
    return {each: len(held.wide) for each, held in find_memberships(public_ids, view).items()}


def split_by_origin(records: BitMap, view: View) -> dict[str, BitMap]:
    """A set in two: ``real`` and ``fictional``."""
    fictional = records & view.sets("origin").get("fictional", BitMap())
    return {"real": records - fictional, "fictional": fictional}
