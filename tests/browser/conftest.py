"""A browser and the service it looks at; without a Chromium on the machine nothing here is collected."""

from __future__ import annotations

import shutil
import threading
import time
from collections.abc import Iterator

import pytest
import uvicorn
from playwright.sync_api import Browser, Page, Request, sync_playwright

from assistant.api import create_app
from assistant.assistant import Assistant
from tests.assistant.museum import write_museum

_CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
_ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
collect_ignore = [] if _CHROMIUM else ["test_page.py", "test_page_problems.py", "test_event_source.py"]


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """The machine's own Chromium."""
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=_CHROMIUM, args=_ARGUMENTS)
        yield opened
        opened.close()


@pytest.fixture(scope="session")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a service with the default model over the museum."""
    folder = tmp_path_factory.mktemp("service")
    assistant = Assistant(home=folder / "home")
    assistant.ingest([write_museum(folder / "museum")])
    config = uvicorn.Config(
        create_app(assistant), host="127.0.0.1", port=0, ws="none", log_level="error", log_config=None
    )
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run)
    thread.start()
    deadline = time.monotonic() + 60
    while not server.started and thread.is_alive() and time.monotonic() < deadline:
        time.sleep(0.02)
    yield f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
    server.should_exit = True
    thread.join(30)


class Watched:
    """What a page asked for and complained of."""

    def __init__(self, page: Page) -> None:
        self.requests: list[str] = []
        self.complaints: list[str] = []
        page.on("request", self._asked)
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on(
            "console", lambda m: self.complaints.append(m.text) if m.type in ("error", "warning") else None
        )

    def _asked(self, request: Request) -> None:
        self.requests.append(request.url)


@pytest.fixture
def page(browser: Browser, service: str) -> Iterator[Page]:
    """The page in a phone's window; no request may leave the service, no error may be logged."""
    context = browser.new_context(base_url=service, locale="en-GB", viewport={"width": 360, "height": 740})
    opened = context.new_page()
    opened.set_default_timeout(30_000)
    watched = Watched(opened)
    opened.goto("/")
    yield opened
    context.close()
    assert [url for url in watched.requests if not url.startswith((service + "/", "data:"))] == []
    # An answer's status that is an error is logged by the browser itself.
    assert [c for c in watched.complaints if not c.startswith("Failed to load resource")] == []
