"""The numbers by which a publication is known elsewhere: which cannot be one, and why."""

import re

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

_BETWEEN = re.compile(r"[\s\u2010-\u2015-]")

check_doi = RegexValidator(
    r"^10\.\d{4,9}/\S+$",
    gettext_lazy("A DOI looks like 10.1000/182: write what stands behind https://doi.org/ in its address."),
)


def check_isbn(written: str) -> None:
    """Ten or thirteen digits, the last of which is worked out from the others (ISO 2108)."""
    signs = _BETWEEN.sub("", written).upper()
    if re.fullmatch(r"97[89][0-9]{10}", signs):
        is_right = sum(int(sign) * (3 if place % 2 else 1) for place, sign in enumerate(signs)) % 10 == 0
    elif re.fullmatch(r"[0-9]{9}[0-9X]", signs):
        is_right = sum((10 if sign == "X" else int(sign)) * (10 - place) for place, sign in enumerate(signs)) % 11 == 0
    else:
        raise ValidationError(
            _("An ISBN has 13 digits and begins with 978 or 979, or has 10: “%(written)s” is none.")
            % {"written": written}
        )
    if not is_right:
        raise ValidationError(
            _("The last digit of “%(written)s” does not follow from the others: one of them is mistyped.")
            % {"written": written}
        )
