"""Enter organizations into the authority file: each is found again, or made once."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from rapport.lib.addresses import mask_addresses
from rapport.lib.folding import fold
from rapport.lib.texts import clean_text
from rapport.organizations.models import Organization, match_key

TOLD = ("name", "type", "country")  # what records that list it show of it, and count it by
FIELDS = ("name", "type", "country", "website", "identifiers", "aliases")


@dataclass(frozen=True, slots=True)
class Named:
    """An organization as a source names it. ``id`` empty: found by folded name, type and country, or made."""

    key: str  # how the partners of that source refer to it
    id: str
    name: str
    type: str = ""
    country: str = ""
    website: str = ""
    identifiers: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()


@dataclass
class Entered:
    """What entering did: the public id behind each key, and which have another name, type or country."""

    ids: dict[str, str] = field(default_factory=dict)
    created: int = 0
    retold: set[str] = field(default_factory=set)


class Authority:
    """The authority file while many organizations are entered; reads it once. Use it inside a transaction."""

    def __init__(self) -> None:
        self._by_id = {each.public_id.casefold(): each for each in Organization.objects.all()}
        self._by_match = {each.match_key: each for each in reversed(self._by_id.values())}

    def enter(self, organizations: Iterable[Named]) -> Entered:
        entered = Entered()
        fresh: list[Organization] = []
        for named in organizations:
            if named.key in entered.ids:
                continue
            found = self._find(named)
            if found is None:
                found = self._make(named)
                fresh.append(found)
            elif named.id:
                self._update(found, named, entered)
            entered.ids[named.key] = found.public_id
        Organization.objects.bulk_create(fresh, batch_size=1000)
        entered.created = len(fresh)
        return entered

    def _find(self, named: Named) -> Organization | None:
        if named.id:
            return self._by_id.get(named.id.casefold())
        return self._by_match.get(match_key(_public(named.name), named.type, named.country))

    def _make(self, named: Named) -> Organization:
        made = Organization(public_id=named.id or self._free_id(_public(named.name)))
        _fill(made, named)
        self._by_id[made.public_id.casefold()] = made
        self._by_match.setdefault(made.match_key, made)
        return made

    def _update(self, found: Organization, named: Named, entered: Entered) -> None:
        before = {name: getattr(found, name) for name in FIELDS}
        _fill(found, named)
        if before == {name: getattr(found, name) for name in FIELDS}:
            return
        found.save()
        if any(before[name] != getattr(found, name) for name in TOLD):
            entered.retold.add(found.public_id)

    def _free_id(self, name: str) -> str:
        base = slug_of(name)
        candidate, suffix = base, 1
        while candidate in self._by_id:
            suffix += 1
            candidate = f"{base[:70]}-{suffix}"
        return candidate


def _fill(organization: Organization, named: Named) -> None:
    organization.name = _public(named.name)
    organization.type = named.type
    organization.country = named.country
    organization.website = _public(named.website)
    organization.identifiers = [each for each in map(_public, named.identifiers) if each]
    organization.aliases = [each for each in map(_public, named.aliases) if each]
    organization.set_keys()


def _public(text: str) -> str:
    return mask_addresses(clean_text(text))


def slug_of(name: str) -> str:
    """A readable id from a name, in the letters that ids may have; a name in another script gives ``organization``."""
    slug = re.sub(r"[^a-z0-9]+", "-", fold(name)).strip("-")[:70].strip("-")
    return slug or "organization"
