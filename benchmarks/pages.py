"""What pages weigh, and when they show on slow lines: ``python -m benchmarks.pages``.

The demonstration of RAPPORT_HOME is served. Each page is opened in Chromium: with nothing kept (a first
visit), and from home with what that left (a next page); all of it over TLS. The lines are those of ``lines.py``, where
a way there and back takes the latency for TCP and for TLS too; and Chromium's own, which delays requests alone, as its
tools for developers do.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Browser, CDPSession, Page, sync_playwright

from benchmarks.lines import Line, draw, serve_with_tls

PAGES = {
    "home": "/",
    "search": "/partnerships/?q=water",
    "one search": "/search/?q=water",
    "record": "/partnerships/P-0001/",
    "statistics": "/statistics/",
    "report": "/reports/today/",
    "news": "/news/",
    "piece of news": "/news/fair-programme/",
    "publication": "/publications/handbook-of-small-partnerships/",
    "event": "/events/workshop-on-waste/",
    "month": "/events/month/2010-05/",
    "page": "/about/",
    "map": "/map/",
}
LINES = {"400 kbit/s, 400 ms": (400, 0.4, 0.0), "50 kbit/s, 1 s, 5% loss": (50, 1.0, 0.05)}
NO_LINE = (1_000_000, 0.0, 0.0)
THROTTLE = {"offline": False, "latency": 400, "downloadThroughput": 50_000, "uploadThroughput": 50_000}  # ms, bytes/s
_LARGEST_PAINT = """() => new Promise(done => new PerformanceObserver(list => done(list.getEntries().at(-1).startTime))
  .observe({type: "largest-contentful-paint", buffered: true}))"""


@contextmanager
def opened(browser: Browser) -> Iterator[tuple[Page, CDPSession, list[float]]]:
    """A browser that has been nowhere, with the bytes that reach it over the line."""
    context = browser.new_context()
    page = context.new_page()
    session = context.new_cdp_session(page)
    session.send("Network.enable")
    received: list[float] = []
    session.on("Network.loadingFinished", lambda event: received.append(event["encodedDataLength"]))
    yield page, session, received
    context.close()


def led_to(browser: Browser, address: str, path: str) -> str:
    """The path that links name: a short address leads on to it, which costs a way there and back."""
    with opened(browser) as (page, _session, _received):
        page.goto(f"{address}{path}")
        return page.url.removeprefix(address)


def weigh(browser: Browser, address: str, path: str) -> tuple[float, float]:
    """Kilobytes of a first visit, and of the same page after home."""
    with opened(browser) as (page, _session, received):
        page.goto(f"{address}{path}", wait_until="networkidle")
        first = sum(received)
    with opened(browser) as (page, _session, received):
        page.goto(f"{address}/en/", wait_until="networkidle")
        received.clear()
        page.goto(f"{address}{path}", wait_until="networkidle")
        return first / 1000, sum(received) / 1000


def paint(browser: Browser, address: str, path: str) -> tuple[float, float]:
    """Seconds until the largest thing is painted, and until the page can be used, on a first visit."""
    with opened(browser) as (page, _session, _received):
        page.goto(f"{address}{path}", wait_until="load", timeout=120_000)
        usable = page.evaluate("performance.timing.domContentLoadedEventEnd - performance.timing.navigationStart")
        return page.evaluate(_LARGEST_PAINT) / 1000, usable / 1000


def paint_next(browser: Browser, address: str, path: str) -> float:
    """Seconds until the largest thing is painted, for who comes from home."""
    with opened(browser) as (page, _session, _received):
        page.goto(f"{address}/en/", wait_until="load", timeout=120_000)
        page.goto(f"{address}{path}", wait_until="load", timeout=120_000)
        return page.evaluate(_LARGEST_PAINT) / 1000


def paint_throttled(browser: Browser, address: str, path: str) -> float:
    """Seconds until the largest thing is painted on a first visit, on Chromium's own line of 400 kbit/s and 400 ms."""
    with opened(browser) as (page, session, _received):
        session.send("Network.emulateNetworkConditions", THROTTLE)
        page.goto(f"{address}{path}", wait_until="load", timeout=120_000)
        return page.evaluate(_LARGEST_PAINT) / 1000


def measure(browser: Browser, port: int, path: str) -> list[str]:
    """The cells of a row."""
    with draw(Line(*NO_LINE), port) as address:
        path = led_to(browser, address, path)
        cells = [f"{weight:.1f} KB" for weight in weigh(browser, address, path)]
        cells += [f"{paint_throttled(browser, address, path):.2f} s"]
    for line in LINES.values():
        with draw(Line(*line), port) as address:
            cells += [f"{time:.2f} s" for time in (*paint(browser, address, path), paint_next(browser, address, path))]
    return cells


def main() -> None:
    with serve_with_tls() as (port, trust), sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox", trust])
        heads = [f"{name}: {what}" for name in LINES for what in ("painted", "usable", "next painted")]
        print("| page | language | first visit | next page | throttled: painted |", " | ".join(heads), "|")
        print("| --- | --- | ---: | ---: | ---: |", " | ".join("---:" for _head in heads), "|")
        for name, path in PAGES.items():
            for language in ("en", "ar"):
                print(
                    f"| {name} | {language} |",
                    " | ".join(measure(browser, port, f"/{language}{path}")),
                    "|",
                    flush=True,
                )


if __name__ == "__main__":
    main()
