"""Who is counted, where limits are by the address of the net."""

from typing import Any

import pytest
from django.test import RequestFactory

from rapport.lib.rates import is_within, sender_of


@pytest.mark.parametrize(
    ("proxies", "forwarded", "sender"),
    [
        (0, {}, "192.0.2.1"),
        (0, {"HTTP_X_FORWARDED_FOR": "198.51.100.7"}, "192.0.2.1"),  # anybody can write that
        (1, {"HTTP_X_FORWARDED_FOR": "203.0.113.9, 198.51.100.7"}, "198.51.100.7"),
        (1, {}, "192.0.2.1"),
    ],
)
def test_readers_behind_a_proxy_of_the_host_are_told_apart(
    settings: Any, proxies: int, forwarded: dict[str, str], sender: str
) -> None:
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = proxies
    request = RequestFactory().get("/", REMOTE_ADDR="192.0.2.1", **forwarded)
    assert sender_of(request) == sender


def test_each_is_counted_alone() -> None:
    assert [is_within("contact", whom, most=1, seconds=86_400) for whom in ("a", "b", "a")] == [True, True, False]
