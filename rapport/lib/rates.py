"""How often somebody may do something: counted in the cache, by windows of time."""

import time

from allauth.account.adapter import get_adapter
from django.core.cache import cache
from django.http import HttpRequest


def is_within(name: str, whom: str, *, most: int, seconds: int) -> bool:
    """Count one more, and say whether it is among the first ``most`` of this window."""
    window = int(time.time()) // seconds
    key = f"rate:{name}:{whom}:{window}"
    if cache.add(key, 1, timeout=seconds):
        return most >= 1
    try:
        return int(cache.incr(key)) <= most
    except ValueError:  # it ran out between the two
        return True


def sender_of(request: HttpRequest) -> str:
    """Who asks, as far as the network and the proxies of the host (``RAPPORT_PROXIES``) say.

    It is counted by, and kept nowhere.
    """
    return str(get_adapter().get_client_ip(request))
