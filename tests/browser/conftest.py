"""The studio as a person starts it, `python app.py` with a home of its own, and a page of it in Chromium."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Playwright, expect, sync_playwright

from engines.settings import PROJECT

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip
STARTED_WITHIN_S = 90.0
PATIENCE_MS = 15_000
"""Of every expectation: two cores may be shared by much."""
DESKTOP = {"width": 1280, "height": 800}
PHONE = {"width": 390, "height": 844}

expect.set_options(timeout=PATIENCE_MS)


@dataclass
class Studio:
    """A studio that runs."""

    home: Path
    port: int
    process: subprocess.Popen[bytes] | None = None
    ready_s: float = 0.0
    """From the command to the first answer."""

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def start(self) -> None:
        """Start it and wait until the page is served."""
        started_at = time.monotonic()
        self.home.mkdir(parents=True, exist_ok=True)
        with (self.home / "app.log").open("ab") as log:
            self.process = subprocess.Popen(
                [sys.executable, "app.py", "--port", str(self.port), "--no-browser", "--home", str(self.home)],
                cwd=PROJECT, env=os.environ | {"STUDIO_HOME": str(self.home)}, stdout=log, stderr=log,
            )  # fmt: skip
        while not self._answers():
            assert self.process.poll() is None, (self.home / "app.log").read_text()
            assert time.monotonic() - started_at < STARTED_WITHIN_S, (self.home / "app.log").read_text()
            time.sleep(0.1)
        self.ready_s = time.monotonic() - started_at

    def stop(self) -> None:
        """Close it as Ctrl-C does."""
        if self.process and self.process.poll() is None:
            self.process.send_signal(signal.SIGINT)
            self.process.wait(timeout=30)

    def _answers(self) -> bool:
        try:
            with urllib.request.urlopen(self.url, timeout=5) as answer:
                return answer.status == 200
        except OSError:
            return False


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Debian's Chromium; the test is skipped where there is none."""
    if CHROMIUM is None:
        pytest.skip("There is no Chromium. Run `apt-get install chromium`.")
    with sync_playwright() as playwright:
        yield _launched(playwright)


@pytest.fixture(scope="session")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Studio]:
    """One studio for all browser tests."""
    studio = Studio(tmp_path_factory.mktemp("studio") / "outputs", free_port())
    studio.start()
    yield studio
    studio.stop()


@pytest.fixture
def studio(running: Studio, monkeypatch: pytest.MonkeyPatch) -> Studio:
    """The running studio; this process sees its home, so that a test can play the worker."""
    monkeypatch.setenv("STUDIO_HOME", str(running.home))
    return running


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """An empty page that may ask nobody but this machine, and whose scripts may not fail."""
    context = browser.new_context(viewport=DESKTOP, accept_downloads=True)
    context.set_default_timeout(PATIENCE_MS)
    page = context.new_page()
    wrong: list[str] = []
    page.on("pageerror", lambda error: wrong.append(f"script: {error}"))
    page.on("request", lambda request: wrong.append(request.url) if is_foreign(request.url) else None)
    yield page
    context.close()
    assert wrong == []


def is_foreign(url: str) -> bool:
    return not url.startswith(("http://127.0.0.1:", "data:", "blob:"))


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def _launched(playwright: Playwright) -> Browser:
    return playwright.chromium.launch(executable_path=CHROMIUM, headless=True, args=FLAGS)
