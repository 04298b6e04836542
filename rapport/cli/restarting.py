"""A server that begins anew when the host's file changes: settings are read once, when a process begins."""

import os
import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings

from rapport.lib.host import FILE, state_of

LOOK_EVERY = 1.0  # seconds


class Restart:
    """Whether the server that just ended is to begin anew."""

    def __init__(self) -> None:
        self.is_asked = False
        self.is_over = threading.Event()

    def if_asked(self) -> int:
        """The same command in the same process, which then reads everything again; else 0."""
        if self.is_asked:
            os.execv(sys.executable, [sys.executable, "-m", "rapport.cli", *sys.argv[1:]])  # noqa: S606
        return 0

    def watch(self) -> None:
        file = Path(settings.RAPPORT_HOME) / FILE
        begun_with = state_of(file)
        while not self.is_over.wait(LOOK_EVERY):
            if state_of(file) != begun_with:
                self.is_asked = True
                os.kill(os.getpid(), signal.SIGTERM)  # the server ends in order: what is on its way arrives
                return


@contextmanager
def when_the_host_changes() -> Iterator[Restart]:
    restart = Restart()
    threading.Thread(target=restart.watch, daemon=True).start()
    try:
        yield restart
    finally:
        restart.is_over.set()
