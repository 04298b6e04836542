"""How many partnerships each organization is in, from the sets: the same numbers as on the pages that they open."""

from collections.abc import Iterable

from django.db.models import Count
from pyroaring import BitMap

from rapport.registry.models import Listing
from rapport.sets.postings import NOWHERE, ORGANIZATION, Posting
from rapport.sets.view import View

_SMALL = 1000  # records


def find_memberships(public_ids: Iterable[str], view: View, also: Iterable[str] = ()) -> dict[str, Posting]:
    """By organization: the partnerships of the registry that list it, and those that it leads.

    ``also``: further tokens that the page is going to ask for, read along in the same query.
    """
    ids = list(dict.fromkeys(public_ids))
    found = view.index.postings.find([*(ORGANIZATION + each for each in ids), *also])
    held = {each: found.get(ORGANIZATION + each, NOWHERE) for each in ids}
    return {each: Posting(one.wide & view.registry, one.narrow & view.registry) for each, one in held.items()}


def count_memberships(public_ids: Iterable[str], view: View) -> dict[str, int]:
    """By organization: in how many partnerships of the registry it is."""
    return {each: len(held.wide) for each, held in find_memberships(public_ids, view).items()}


def find_most_listed(chosen: BitMap, view: View, *, most: int) -> list[tuple[str, int]]:
    """The organizations in most partnerships of a set of today, with their counts; ties by id.

    The sets look from the largest organization down, which for a small set may mean through all of them: there
    the listings themselves are fewer.
    """
    if len(chosen) > _SMALL:
        return view.organizations_most_listed(most, within=chosen)
    listings = Listing.objects.filter(partnership__in=list(chosen)).values_list("organization__public_id")
    return list(listings.annotate(count=Count("pk")).order_by("-count", "organization__public_id")[:most])


def split_by_origin(records: BitMap, view: View) -> dict[str, BitMap]:
    """A set in two: ``real`` and ``fictional``."""
    fictional = records & view.sets("origin").get("fictional", BitMap())
    return {"real": records - fictional, "fictional": fictional}
