"""Takes the pictures of the README from a real run with the sample story: python -m tests.browser.screenshots [--all]

--all: every step in light and dark, at 1280 px and on a phone, into out/screenshots, for looking at.
"""

import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from PIL import Image
from playwright.sync_api import Browser, Page, expect, sync_playwright

from tests.browser.conftest import CHROMIUM, DESKTOP, FLAGS, PHONE, Studio, free_port

README_IMAGES = Path("docs/images")
EVERYTHING = Path("out/screenshots")
STEPS = ("Manuscript", "Script", "Cast", "Listen", "Deliver")
TABS = ("Voices", "Library", "System")
LONG_MS = 240_000


def main() -> None:
    """Run the studio with a home of its own, make the sample book, photograph."""
    with TemporaryDirectory() as home, sync_playwright() as playwright:
        studio = Studio(Path(home), free_port())
        studio.start()
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        try:
            page = browser.new_page(viewport=DESKTOP)
            make_the_sample(page, studio.url)
            tour(page, README_IMAGES)
            if "--all" in sys.argv:
                every_state(browser, page, studio.url)
        finally:
            studio.stop()


def make_the_sample(page: Page, url: str) -> None:
    """Open the sample, render its scenes, make the book."""
    page.goto(url)
    page.get_by_role("button", name="Try the sample story").click()
    expect(page.get_by_role("button", name="Render scene")).to_be_visible(timeout=LONG_MS)
    step(page, "Listen")
    page.get_by_role("button", name="Render all scenes").click()
    step(page, "Deliver")
    page.get_by_role("button", name="Make the book").click()
    expect(page.get_by_text("pass", exact=True).first).to_be_visible(timeout=LONG_MS)


def tour(page: Page, folder: Path, suffix: str = "") -> None:
    """Photograph each step and tab."""
    folder.mkdir(parents=True, exist_ok=True)
    page.get_by_role("tab", name="Audiobook").click()
    for name in STEPS:
        step(page, name)
        shoot(page, folder / f"{name.lower()}{suffix}.png")
    for name in TABS:
        page.get_by_role("tab", name=name, exact=True).click()
        shoot(page, folder / f"{name.lower()}{suffix}.png")


def every_state(browser: Browser, page: Page, url: str) -> None:
    """Photograph everything in both lights and both sizes."""
    for light in ("light", "dark"):
        for size, viewport in {"1280": DESKTOP, "390": PHONE}.items():
            other = browser.new_context(
                viewport=viewport, color_scheme=light, storage_state=page.context.storage_state()
            )
            shown = other.new_page()
            shown.goto(f"{url}?__theme={light}")
            shown.wait_for_timeout(3000)
            tour(shown, EVERYTHING, f"-{size}-{light}")
            other.close()


def step(page: Page, name: str) -> None:
    page.get_by_role("tab", name=name, exact=True).click()
    page.wait_for_timeout(1500)


def shoot(page: Page, path: Path) -> None:
    page.wait_for_timeout(1500)
    page.screenshot(path=path)
    # flat colours: 64 of them look the same and take a third of the bytes
    Image.open(path).convert("RGB").quantize(64).save(path, optimize=True)


if __name__ == "__main__":
    main()
