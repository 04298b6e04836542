"""The worker: a process beside the web server that does what falls due, on a database connection of its own.

It ends with the server that started it, is started again if it dies, and lets a letter that is on its way arrive
before it ends.
"""

import logging
import os
import signal
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

from aiosmtpd.controller import Controller
from django.conf import settings
from django.db import DatabaseError, close_old_connections

from rapport.lib import clock
from rapport.work import jobs
from rapport.work.errors import describe_error
from rapport.work.models import Job

LOOK_EVERY = 2.0  # seconds between two looks at what is due
_RESTART_AFTER, _LISTEN_AGAIN_AFTER = 2.0, 30.0
_PATIENCE = 30.0  # for a worker that is asked to end and has a letter on its way
_log = logging.getLogger("rapport.work")


def work_once() -> int:
    """Do what is due now. Which jobs ran goes to standard output; 1 if one of them failed."""
    ran = jobs.run_due(today=clock.today(), now=clock.now())
    failed = {job.name: job.error for job in Job.objects.filter(name__in=ran).exclude(error="")}
    for name in ran:
        print(f"{name}: {failed[name]}" if name in failed else name)
    return 1 if failed else 0


def work(*, parent: int | None) -> int:
    """Until it is asked to end, or its parent is gone: a killed server must not leave a worker behind."""
    for asked in (signal.SIGTERM, signal.SIGINT):
        signal.signal(asked, _stop)
    door = _Door()
    try:
        while not jobs.stopping.is_set() and parent in (None, os.getppid()):
            close_old_connections()
            door.keep_open()
            try:
                jobs.run_due(today=clock.today(), now=clock.now())
            except DatabaseError as error:  # it is restarted, say: the next look finds it again
                _log.error("The worker waits: %s", describe_error(error))
            jobs.stopping.wait(LOOK_EVERY)
    finally:
        door.close()
    return 0


def _stop(_signal: int, _frame: FrameType | None) -> None:
    jobs.stopping.set()


class _Door:
    """The listener for mail, where ``RAPPORT_MAIL_IN`` names a port; a port that is taken is tried again."""

    def __init__(self) -> None:
        self._controller: Controller | None = None
        self._next_try = 0.0

    def keep_open(self) -> None:
        port = settings.RAPPORT_MAIL_IN
        if not port or self._controller or time.monotonic() < self._next_try:
            return
        from rapport.mail.listener import open_door

        try:
            self._controller = open_door(port)
        except OSError as error:
            self._next_try = time.monotonic() + _LISTEN_AGAIN_AFTER
            _log.error("No mail is taken on port %s: %s", port, error.strerror or type(error).__name__)

    def close(self) -> None:
        if self._controller:
            self._controller.stop()


@contextmanager
def keep_worker() -> Iterator[None]:
    """A worker as long as the body runs, started again whenever it dies."""
    ending = threading.Event()
    keeper = threading.Thread(target=_keep, args=(ending,), name="keeper of the worker", daemon=True)
    keeper.start()
    try:
        yield
    finally:
        ending.set()
        keeper.join(_PATIENCE + 5)


def _keep(ending: threading.Event) -> None:
    while not ending.is_set():
        worker = _start()
        while (code := _exit_code(worker)) is None and not ending.wait(0.5):
            pass
        if code is None:
            _end(worker)
        else:
            _log.error("The worker ended (%s) and is started again.", code)
            ending.wait(_RESTART_AFTER)


def _start() -> int:
    """The process of a worker, in a session of its own: Ctrl-C is for the server, which then asks the worker to end.

    Not by ``subprocess``: it waits for a pipe to close, which a web process forked at that moment would keep open.
    """
    command = [sys.executable, "-m", "rapport.cli", "work", "--parent", str(os.getpid())]
    return os.posix_spawn(sys.executable, command, os.environ, setsid=True)


def _exit_code(worker: int) -> int | None:
    """``None`` while it runs."""
    ended, status = os.waitpid(worker, os.WNOHANG)
    return os.waitstatus_to_exitcode(status) if ended else None


def _end(worker: int) -> None:
    os.kill(worker, signal.SIGTERM)
    until = time.monotonic() + _PATIENCE
    while _exit_code(worker) is None:
        if time.monotonic() > until:
            os.kill(worker, signal.SIGKILL)
            os.waitpid(worker, 0)
            return
        time.sleep(0.1)
