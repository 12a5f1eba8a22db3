"""The first audiobook in a browser: from a dropped manuscript to a downloaded file, and what a reload must not lose."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from jobs import projects
from tests.browser.conftest import PHONE, Studio

pytestmark = pytest.mark.browser

SPOKEN_MS = 120_000
"""A voice is loaded from disk, on cores that do other things too."""
STORY = """# One

The wind rose over Cold Harbour.

"Who is there?" asked Anna.

"Only me," whispered Ben.

# Two

Nobody answered. It rained.
"""


@pytest.fixture
def story(tmp_path: Path) -> Path:
    path = tmp_path / "the_wind.md"
    path.write_text(STORY, encoding="utf-8")
    return path


def opened(page: Page, studio: Studio) -> Page:
    page.goto(f"{studio.url}/?tab=audiobook")
    expect(page.locator("#au-steps")).to_be_visible()
    return page


def step(page: Page, name: str) -> None:
    page.locator("#au-steps").get_by_role("tab", name=name, exact=True).click()


def dropped(page: Page, studio: Studio, story: Path) -> Page:
    """The story uploaded and parsed: step 2 is open."""
    opened(page, studio)
    page.locator("#au-drop input[type=file]").set_input_files(story)
    expect(page.locator("#au-reading")).to_contain_text("The wind rose over Cold Harbour.")
    page.get_by_role("button", name="Parse into scenes").click()
    expect(line(page, 1)).to_be_visible()
    return page


def line(page: Page, number: int) -> Locator:
    return page.get_by_label(f"What is said in line {number}", exact=True)


def saved(page: Page) -> None:
    expect(page.locator("#au-state")).to_contain_text("saved just now")


def test_an_edit_survives_a_reload_and_an_undo_survives_it_too(
    studio: Studio, page: Page, story: Path
) -> None:
    dropped(page, studio, story)
    asked = page.locator(".au-turn").filter(has=page.locator("[data-value='Anna']"))
    said = asked.locator("textarea")
    said.fill("“Who goes there?”")
    said.press("Enter")
    asked.locator("select.au-how").select_option("shouting")
    expect(asked.locator("select.au-how")).to_have_attribute("data-value", "shouting")
    page.reload()
    expect(said).to_have_value("“Who goes there?”")
    expect(asked.locator("select.au-how")).to_have_value("shouting")
    for _ in range(2):
        page.get_by_role("button", name="Undo").first.click()
        saved(page)
    expect(asked.locator("select.au-how")).to_have_value("neutral")
    expect(said).to_have_value('"Who is there?"')


def test_lines_are_split_joined_added_and_deleted(studio: Studio, page: Page, story: Path) -> None:
    dropped(page, studio, story)
    turns = page.locator("#au-scene .au-turn")
    before = turns.count()
    page.get_by_role("button", name="More about line 2").click()
    line(page, 2).click()
    page.keyboard.press("Home")
    for _ in "The wind rose ":
        page.keyboard.press("ArrowRight")
    page.get_by_role("button", name="Split at cursor").click()
    expect(turns).to_have_count(before + 1)
    expect(line(page, 3)).to_have_value("over Cold Harbour.")
    page.get_by_role("button", name="Join with next").click()
    expect(turns).to_have_count(before)
    page.get_by_role("button", name="Add below").click()
    expect(line(page, 3)).to_be_focused()
    page.keyboard.type("Rain fell.")
    page.keyboard.press("Enter")
    expect(page.locator("#au-scene .au-turn").nth(2).locator("textarea")).to_have_attribute(
        "data-value", "Rain fell."
    )
    page.get_by_role("button", name="Delete", exact=True).click()
    expect(turns).to_have_count(before)
    expect(page.locator("#au-state")).to_contain_text("Undo brings it back")


def test_a_refused_value_goes_back_to_what_is_saved(studio: Studio, page: Page, story: Path) -> None:
    dropped(page, studio, story)
    before = line(page, 2).input_value()
    line(page, 2).fill("  ")
    line(page, 2).press("Enter")
    expect(page.locator(".toast-body")).to_contain_text("A line needs words")
    expect(line(page, 2)).to_have_value(before)


def test_a_scene_is_approved_and_a_character_renamed(studio: Studio, page: Page, story: Path) -> None:
    dropped(page, studio, story)
    page.get_by_role("button", name="Approve ✓").click()
    expect(page.locator("#au-scene-list")).to_contain_text("1 of 2 scenes approved")
    step(page, "Cast")
    name = page.get_by_label("Name of Ben", exact=True)
    name.fill("Benjamin")
    name.press("Tab")
    expect(page.get_by_label("Name of Benjamin", exact=True)).to_be_visible()
    step(page, "Script")
    expect(page.locator("#au-scene [data-value='Benjamin']").first).to_be_visible()


def test_what_cannot_be_read_is_said_in_a_sentence(studio: Studio, page: Page, tmp_path: Path) -> None:
    opened(page, studio)
    broken = tmp_path / "broken.pdf"
    broken.write_bytes(b"%PDF-1.7 and then nothing")
    page.locator("#au-drop input[type=file]").set_input_files(broken)
    expect(page.locator("#au-problem")).to_contain_text("broken.pdf")


def test_every_step_fits_a_phone(studio: Studio, page: Page, story: Path) -> None:
    page.set_viewport_size(PHONE)
    dropped(page, studio, story)
    for name in ("Manuscript", "Script", "Cast", "Listen", "Deliver"):
        step(page, name)
        page.wait_for_timeout(300)
        assert page.evaluate("document.scrollingElement.scrollWidth") <= PHONE["width"], name


@pytest.mark.weights
def test_the_first_audiobook(studio: Studio, page: Page) -> None:
    opened(page, studio)
    page.get_by_role("button", name="Try the sample story").click()
    expect(line(page, 1)).to_be_visible()

    step(page, "Cast")
    page.get_by_role("button", name="Play Emma", exact=True).click()
    page.wait_for_selector("#au-sound [data-autoplay]", state="attached", timeout=SPOKEN_MS)

    step(page, "Script")
    page.get_by_role("button", name="Mr. Marsh was").first.click()
    page.get_by_role("button", name="Render scene").click()
    audio = page.locator("#au-rendered audio")
    expect(audio).to_be_visible(timeout=SPOKEN_MS)
    page.wait_for_function("document.querySelector('#au-rendered audio').duration > 5")
    row = page.locator("#au-scene .au-turn").nth(1)
    row.locator(".au-no").click()
    expect(row).to_have_class(re.compile("au-sounding"))

    step(page, "Listen")
    words = page.locator("#au-player .au-line").nth(2)
    words.click()
    expect(words).to_have_attribute("aria-current", "true")
    page.wait_for_function("!document.querySelector('#au-player audio').paused")

    step(page, "Deliver")
    expect(page.locator("#au-estimate")).to_contain_text("of computing")
    page.get_by_role("button", name="Make the book").click()
    expect(page.locator("#au-result")).to_contain_text("Measured on the encoded files", timeout=2 * SPOKEN_MS)
    with page.expect_download() as download:
        page.get_by_role("link", name=re.compile("Download .*m4b")).click()
    assert download.value.path().stat().st_size > 500_000
    assert projects.list_projects()[0].title in download.value.suggested_filename
