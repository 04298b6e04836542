"""A line that drops in the middle of a form, against the real server."""

import shutil
import socket
import urllib.request
from pathlib import Path

import pytest

from benchmarks.dropped_posts import drop_everywhere
from benchmarks.killing.house import House

pytestmark = pytest.mark.slow_once
EVERY = 61  # bytes


def test_a_form_that_breaks_off_is_not_saved_and_takes_nothing_away(tmp_path: Path, empty_home: Path) -> None:
    shutil.copytree(empty_home, tmp_path / "home")
    dropped = drop_everywhere(tmp_path, every=EVERY)
    assert dropped.faults == []
    assert dropped.cuts > 100


def test_a_form_on_its_way_keeps_no_other_reader_waiting(tmp_path: Path, empty_home: Path) -> None:
    house = House(shutil.copytree(empty_home, tmp_path / "home"), workers=1)
    house.start()
    try:
        assert house.await_answer()
        head = "POST /en/register/ HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 100\r\n\r\nedition=0&na"
        lines = [socket.create_connection(("127.0.0.1", house.port)) for _line in range(5)]
        for line in lines:
            line.sendall(head.encode())
        with urllib.request.urlopen(f"http://127.0.0.1:{house.port}/en/register/", timeout=60) as answer:
            assert answer.status == 200
        for line in lines:
            line.close()
    finally:
        house.kill_all()
