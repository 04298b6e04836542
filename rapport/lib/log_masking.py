"""No token reaches a log: what stands behind ``/u/`` or ``/register/`` in an address is masked in every line."""

import logging
import re

_TOKEN = re.compile(r"(/(?:u|register)/)[^\s/\"'?]+")


class MaskTokens(logging.Filter):
    """On the handler, so that it sees the lines of every logger; a traceback holds no address."""

    def filter(self, record: logging.LogRecord) -> bool:
        said = record.getMessage()
        masked = _TOKEN.sub(r"\1•••", said)
        if masked != said:
            record.msg, record.args = masked, ()
        return True
