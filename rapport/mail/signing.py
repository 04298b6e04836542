"""DKIM (RFC 6376): whoever receives a letter can tell that it is ours, and that nobody changed it on the way.

The library is loaded where a key is named alone: it takes longer than all the rest of this room.
"""

from functools import lru_cache
from pathlib import Path

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

# What a signature holds. Named twice, a header cannot be added once more on the way (RFC 6376, 8.15).
_HEADERS = (
    b"from", b"from", b"to", b"to", b"subject", b"subject", b"date", b"message-id", b"reply-to", b"mime-version",
    b"content-type", b"content-language", b"auto-submitted", b"list-unsubscribe", b"list-unsubscribe-post",
)  # fmt: skip


def sign(content: bytes) -> bytes:
    """A mail with its signature above it; as it is where no key is named."""
    if not settings.RAPPORT_DKIM_KEY:
        return content
    import dkim

    signature: bytes = dkim.sign(
        content, settings.RAPPORT_DKIM_SELECTOR.encode(), settings.RAPPORT_MAIL_FROM.rpartition("@")[2].encode("idna"),
        read_key(settings.RAPPORT_DKIM_KEY), canonicalize=(b"relaxed", b"relaxed"), include_headers=_HEADERS,
    )  # fmt: skip
    return signature + content


@lru_cache(maxsize=1)
def read_key(path: str) -> bytes:
    """The private key in a file. Raises ImproperlyConfigured where there is none; what stands in it is not repeated."""
    import dkim

    try:
        key = Path(path).read_bytes()
        dkim.sign(b"From: us\r\n\r\n", b"any", b"example.org", key, include_headers=[b"from"])
    except Exception:  # a file that holds no key fails in as many ways as there are files
        raise ImproperlyConfigured(f"RAPPORT_DKIM_KEY: there is no RSA key that can be read in {path}.") from None
    return key
