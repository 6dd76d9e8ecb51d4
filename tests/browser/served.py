"""A page of a service without a socket: its requests are answered in this process."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from httpx2 import Response
from playwright.sync_api import Browser, Page, Route


@contextmanager
def served_page(
    browser: Browser, complaints: list[str], answered: Callable[[str], Response]
) -> Iterator[Page]:
    """`answered`: by the service, to the path and query of a request. Its console is in `complaints`."""
    origin = "http://service.test"

    def answer(route: Route) -> None:
        got = answered(route.request.url.removeprefix(origin))
        route.fulfill(status=got.status_code, headers=dict(got.headers), body=got.content)

    with browser.new_context(base_url=origin) as context:
        context.route("**/*", answer)
        page = context.new_page()
        page.on("console", lambda message: complaints.append(message.text))
        yield page
