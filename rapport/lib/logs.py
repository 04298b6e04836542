"""What a log must not keep, nor anything else that others read."""

import logging
import re

# What stands behind /u/, and any part of a path that is long and no word of ours: the token of a link in a letter.
_TOKEN = re.compile(r"(?<=/u/)[^/\s\"'?]+|(?<=/)(?=[^/]*[:=]|[^/]{40})[^/\s]{16,}(?=/|$|\s)")


def hide_tokens(text: str) -> str:
    """Addresses in a text, without the tokens in them: whoever reads one could open the page."""
    return _TOKEN.sub("…", text)


class WithoutTokens(logging.Filter):
    """An address is logged without the token in it."""

    def filter(self, record: logging.LogRecord) -> bool:
        record.msg = hide_tokens(record.getMessage())
        record.args = None
        return True
