"""A registration over a telephone's line: what each step moves, and how long one waits for it, in real Chromium.

``python -m benchmarks.slow_line``: a relay stands between browser and server. Each direction carries 50 kbit/s, a byte
is there and back after one second, and every twentieth segment is lost and sent again when its time is over, with all
that stand behind it. A connection costs its own way there and back. ``--clear`` is the same without the line, as a
rival.
"""

import argparse
import asyncio
import contextlib
import shutil
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from random import Random
from statistics import median

from playwright.sync_api import Page, sync_playwright

from benchmarks.killing.house import House
from benchmarks.serving import free_port

RATE = 50_000  # bits a second, each way
ROUND_TRIP = 1.0  # seconds
LOSS = 0.05
SEGMENT = 1_460  # bytes
TIMEOUT = 2 * ROUND_TRIP  # seconds until a lost segment is sent again
STEPS = (
    "about", "purpose", "themes", "commitments", "partners", "places", "time", "means", "governance", "deliverables",
    "contact",
)  # fmt: skip
GIVEN = {
    "name": "Lagoon Watch", "objectives": "Fishers and schools of six islands count the fish of their lagoons. " * 8,
    "partner-0-name": "Lagoon Trust", "started_on": "2009-03", "contact_name": "Mere Tui",
    "contact_email": "mere@example.org",
}  # fmt: skip


class Line:
    """A relay that is as slow as a line; all connections share it. ``moved``: bytes towards the browser."""

    def __init__(self, port: int, *, is_slow: bool, seed: int = 50) -> None:
        self.port, self.target, self.is_slow = free_port(), port, is_slow
        self.moved, self.chance = 0, Random(seed)
        self.free_at = {"up": 0.0, "down": 0.0}
        self.loop = asyncio.new_event_loop()

    def __enter__(self) -> "Line":
        ready = threading.Event()
        threading.Thread(target=self._run, args=(ready,), daemon=True).start()
        ready.wait(10)
        return self

    def __exit__(self, *_error: object) -> None:
        self.loop.call_soon_threadsafe(self.loop.stop)

    def _run(self, ready: threading.Event) -> None:
        asyncio.set_event_loop(self.loop)
        self.loop.run_until_complete(asyncio.start_server(self._relay, "127.0.0.1", self.port))
        ready.set()
        self.loop.run_forever()

    async def _relay(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        there = await asyncio.open_connection("127.0.0.1", self.target)
        if self.is_slow:
            await asyncio.sleep(ROUND_TRIP)  # the handshake
        with contextlib.suppress(OSError, asyncio.CancelledError):
            await asyncio.gather(self._pump("up", reader, there[1]), self._pump("down", there[0], writer))
        for each in (there[1], writer):
            each.close()

    async def _pump(self, way: str, source: asyncio.StreamReader, sink: asyncio.StreamWriter) -> None:
        waiting: asyncio.Queue[tuple[float, bytes]] = asyncio.Queue()

        async def deliver() -> None:
            while (item := await waiting.get())[1]:
                await asyncio.sleep(max(0.0, item[0] - time.monotonic()))
                sink.write(item[1])
                await sink.drain()
            if sink.can_write_eof():
                sink.write_eof()

        delivering, last = asyncio.create_task(deliver()), 0.0
        while data := await source.read(SEGMENT):
            self.moved += len(data) if way == "down" else 0
            last = max(last, self._arrival(way, len(data)))
            waiting.put_nowait((last, data))
        waiting.put_nowait((0.0, b""))
        await delivering

    def _arrival(self, way: str, size: int) -> float:
        """When a segment that is handed over now has arrived."""
        if not self.is_slow:
            return 0.0
        self.free_at[way] = max(time.monotonic(), self.free_at[way]) + size * 8 / RATE
        arrival = self.free_at[way] + ROUND_TRIP / 2
        while self.chance.random() < LOSS:
            arrival += TIMEOUT
        return arrival


@dataclass(frozen=True, slots=True)
class Step:
    code: str
    kilobytes: float  # on the line, with heads and all that the page loads
    seconds: float  # until the page can be read and filled in


def register(page: Page, line: Line) -> Iterator[Step]:
    """Go through the form as a person would, from the guidelines to the last look."""

    def measured(code: str, act: Callable[[], object]) -> Step:
        before, began = line.moved, time.monotonic()
        act()
        page.wait_for_load_state("domcontentloaded")
        seconds = time.monotonic() - began
        page.wait_for_load_state("load")
        return Step(code, (line.moved - before) / 1024, seconds)

    def pressing(selector: str) -> Callable[[], None]:
        def press() -> None:
            with page.expect_navigation(wait_until="commit", timeout=300_000):
                page.click(selector)

        return press

    yield measured("door", lambda: page.goto("/en/register/", wait_until="commit"))
    yield measured(STEPS[0], pressing("main form button"))
    for code, following in zip(STEPS, [*STEPS[1:], "review"], strict=True):
        for name, text in GIVEN.items():
            if page.locator(f"[name={name}]").count():
                page.fill(f"[name={name}]", text)
        assert f"/{code}/" in page.url, page.url
        yield measured(following, pressing("button[value=next]" if following != "review" else "button[value=review]"))
    body = page.locator("main").inner_text()
    assert GIVEN["name"] in body, "what was typed is not there"


def measure(folder: Path, *, is_slow: bool) -> list[Step]:
    house = House(folder / "home", workers=1)
    house.run("rapport.cli", "rebuild")
    house.start()
    try:
        assert house.await_answer()
        with Line(house.port, is_slow=is_slow) as line, sync_playwright() as playwright:
            arguments = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
            browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=arguments)
            page = browser.new_page(base_url=f"http://127.0.0.1:{line.port}", viewport={"width": 360, "height": 740})
            page.set_default_timeout(300_000)
            steps = list(register(page, line))
            browser.close()
            return steps
    finally:
        house.kill_all()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--clear", action="store_true", help="without the line")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        steps = measure(Path(folder), is_slow=not given.clear)
    for step in steps:
        print(f"{step.code:<14}{step.kilobytes:>8.1f} KB{step.seconds:>8.1f} s")
    print(f"{'median':<14}{median(s.kilobytes for s in steps):>8.1f} KB{median(s.seconds for s in steps):>8.1f} s")
    print(f"{'most':<14}{max(s.kilobytes for s in steps):>8.1f} KB{max(s.seconds for s in steps):>8.1f} s")


if __name__ == "__main__":
    main()
