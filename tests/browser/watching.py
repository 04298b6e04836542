"""What goes wrong on a page without the reader seeing it."""

from playwright.sync_api import ConsoleMessage, Error, Page, Request, Response


def watch(page: Page, *, may_be_missing: bool = False) -> list[str]:
    """A list that grows with each fault of the page: errors of the console and of scripts, what did not load, and
    whatever was asked of another server. ``may_be_missing``: the page itself may answer 404."""
    faults: list[str] = []

    def on_console(message: ConsoleMessage) -> None:
        # Chromium repeats on the console that the page itself is missing.
        is_about_404 = may_be_missing and "404" in message.text
        if message.type in ("error", "warning") and not is_about_404:
            faults.append(f"console: {message.text} ({page.url})")

    def on_error(error: Error) -> None:
        faults.append(f"script: {error.message} ({page.url})")

    def on_request(request: Request) -> None:
        if not request.url.startswith(("http://127.0.0.1:", "data:")):
            faults.append(f"asked elsewhere: {request.url} ({page.url})")

    def on_response(response: Response) -> None:
        is_the_page = response.request.is_navigation_request()
        if response.status >= 400 and not (may_be_missing and is_the_page):
            faults.append(f"{response.status}: {response.url} ({page.url})")

    page.on("console", on_console)
    page.on("pageerror", on_error)
    page.on("request", on_request)
    page.on("response", on_response)
    return faults
