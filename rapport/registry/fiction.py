"""Whether a registry is made up: only such a one may be played with."""

from django.utils.translation import gettext as _

from rapport.registry.models import Record

# The origin of what visitors of the demonstration register.
ENTERED_BY_A_VISITOR = "fictional: entered in the demonstration"
# How the origin of a record of the demonstration begins in its canonical JSON. A text cannot counterfeit it: quotation
# marks within one are escaped.
_MADE_UP = ('"origin":"fictional', '"origin":"report:')


def tell_of_real_records() -> str:
    """A sentence naming the first record that is real; nothing where all are made up."""
    real = Record.objects.order_by("pk")
    for beginning in _MADE_UP:
        real = real.exclude(version__body__contains=beginning)
    found = real.values_list("partnership__public_id", flat=True).first()
    if found is None:
        return ""
    return _(
        "This registry holds real records, such as %(record)s. A demonstration never stands beside them: leave "
        "RAPPORT_DEMO out, or name an empty RAPPORT_HOME."
    ) % {"record": found}
