"""No token reaches a log."""

import logging

import pytest

from rapport.lib.logs import WithoutTokens


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("/en/accounts/offer/MQ:1xWIRc:SA9oE2fTLVPSKOkxsJTyQkA0jOWwyZW/", "/en/accounts/offer/…/"),
        ("/u/MQ:1xWIRc:SA9oE2fTLVPSKOkxsJTyQkA0jOWwyZW", "/u/…"),
        ("/en/partnerships/P-1/pacific-reef-watch/", "/en/partnerships/P-1/pacific-reef-watch/"),
    ],
)
def test_a_path_is_logged_without_its_token(said, kept):
    record = logging.LogRecord("django.request", logging.ERROR, "", 0, "%s: %s", ("Internal Server Error", said), None)
    assert WithoutTokens().filter(record)
    assert record.getMessage() == f"Internal Server Error: {kept}"
