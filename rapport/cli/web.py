"""What each process of the web server runs: the pages, and a watch that ends it with the server that started it.

Else one that was killed would leave its processes behind, and with them the port taken.
"""

import multiprocessing
import os
import signal
import threading

from rapport.wsgi import application

__all__ = ["application"]


def _end_with_parent() -> None:
    if parent := multiprocessing.parent_process():
        parent.join()
        os.kill(os.getpid(), signal.SIGTERM)


threading.Thread(target=_end_with_parent, daemon=True).start()
