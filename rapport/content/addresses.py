"""No e-mail address in what editors publish: the form refuses it, for masking would change the words of an editor.

Every save is asked, that of a draft too: what is approved, scheduled or published in bulk passes no form any more.
"""

from collections.abc import Iterator
from typing import Any

from django.core.exceptions import ValidationError
from django.forms import BaseForm
from django.utils.translation import gettext as _

from rapport.content.rich_text import plain_words
from rapport.lib.addresses import find_address


def refuse_addresses(form: BaseForm) -> None:
    """A sentence at each field of the form in whose text there is an address. Part of its ``clean``."""
    for name, value in list(form.cleaned_data.items()):
        if isinstance(value, str):
            try:
                check_no_address(value)
            except ValidationError as error:
                form.add_error(name, error)


def check_no_address(written: Any) -> None:
    """Raise a ``ValidationError`` that names the address in a text, or in any text of a block."""
    for text in _texts_of(written):
        # In rich text an address may stand in a link alone, or be cut by marks.
        if address := find_address(text) or find_address(plain_words(text)):
            sentence = _(
                "“%(address)s” is an e-mail address, and none is ever public: take it out. "
                "Readers write through the contact form."
            )
            raise ValidationError(sentence % {"address": address}, code="address")


def _texts_of(written: Any) -> Iterator[str]:
    if isinstance(written, str):
        yield written
    elif isinstance(written, dict):
        for each in written.values():
            yield from _texts_of(each)
    elif isinstance(written, (list, tuple)):
        for each in written:
            yield from _texts_of(each)
