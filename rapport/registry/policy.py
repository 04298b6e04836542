"""Which changes are published at once, and which wait for the desk: a rule of the host, as data."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from rapport.registry.document import PartnershipDocument

_SHIPPED = Path(__file__).parent / "data" / "policy.yaml"


@dataclass(frozen=True, slots=True)
class Policy:
    """The fields whose change needs nobody's leave."""

    at_once: frozenset[str]
    partners_may_join: bool

    def screened_fields(self, before: PartnershipDocument, after: PartnershipDocument) -> list[str]:
        """The changed fields that wait for the desk, in the order of the document; none: publish at once."""
        changed = changed_fields(before, after)
        return [field for field in changed if field not in self.at_once and not self._is_joining(field, before, after)]

    def _is_joining(self, field: str, before: PartnershipDocument, after: PartnershipDocument) -> bool:
        return field == "partners" and self.partners_may_join and set(before.partners) <= set(after.partners)


def changed_fields(before: PartnershipDocument, after: PartnershipDocument) -> list[str]:
    """The fields in which two documents differ, in the order of the document."""
    return [name for name in PartnershipDocument.model_fields if getattr(before, name) != getattr(after, name)]


def policy() -> Policy:
    """The host's own policy, or the one that is shipped. Raises ImproperlyConfigured where it cannot be read."""
    own = settings.RAPPORT_HOME / "policy.yaml"
    chosen = own if own.exists() else _SHIPPED
    return _read(chosen, chosen.stat().st_mtime_ns)


@cache
def _read(path: Path, _changed: int) -> Policy:
    try:
        said = yaml.safe_load(path.read_text()) or {}
        at_once = frozenset(said.get("at_once", ()))
    except (yaml.YAMLError, AttributeError, TypeError) as error:
        raise ImproperlyConfigured(f"{path} cannot be read as a policy: {error}") from None
    if unknown := sorted(at_once - set(PartnershipDocument.model_fields)):
        raise ImproperlyConfigured(f"{path}: at_once names “{unknown[0]}”, which is no field of a partnership.")
    return Policy(at_once, bool(said.get("partners_may_join", True)))
