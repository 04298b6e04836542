"""What a log must not keep."""

import logging
import re

# What stands behind /u/, and any part of a path that is long and no word of ours: the token of a link in a letter.
_TOKEN = re.compile(r"(?<=/u/)[^/\s\"'?]+|(?<=/)(?=[^/]*[:=]|[^/]{40})[^/\s]{16,}(?=/|$|\s)")


class WithoutTokens(logging.Filter):
    """An address is logged without the token in it: whoever reads the log could open the page."""

    def filter(self, record: logging.LogRecord) -> bool:
        record.msg = _TOKEN.sub("…", record.getMessage())
        record.args = None
        return True
