"""What became of a partnership, in a sentence: what the reader of its page must know first."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from rapport.explore.addresses import set_path
from rapport.registry.document import PartnershipDocument
from rapport.sets.query import Query
from rapport.vocabularies.schemes import scheme

REGISTERED, FORMING = "registered", "forming"


@dataclass(frozen=True, slots=True)
class Standing:
    """``sentence`` is empty where there is nothing to say, or the status is a host's own."""

    status: str
    label: str
    sentence: str

    @property
    def is_remarkable(self) -> bool:
        return self.status != REGISTERED


def describe_standing(document: PartnershipDocument, *, today: date) -> Standing:
    status = document.status_at(today)
    sentences = {
        "completed": _("Its work is completed. It counts in the registry, and its record is kept as it was."),
        "withdrawn": _("It was taken out of the registry. Its record is kept, and no figure counts it."),
        "merged": _("It has become part of another partnership. Its record is kept, and no figure counts it."),
        "superseded": _("Another partnership has taken its place. Its record is kept, and no figure counts it."),
        FORMING: _("It is still seeking partners or funding. It is not registered yet, and no figure counts it."),
    }
    return Standing(status, scheme("statuses").label_of(status), sentences.get(status, ""))


def forming_path() -> str:
    """The list of all that are forming."""
    return set_path(Query.of(status=FORMING))
