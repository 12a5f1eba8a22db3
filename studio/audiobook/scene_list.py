"""The script's chapters and scenes as a list with badges."""

from collections.abc import Sequence
from itertools import groupby

from markupsafe import Markup

from jobs.projects import SceneSummary
from studio.format import count
from studio.markup import badge, empty, join, tag


def scene_list(scenes: Sequence[SceneSummary], *, chosen: str | None) -> Markup:
    """Return the list, the chosen scene's chapter open."""
    if not scenes:
        return empty("There is no script yet.", "Choose a document in step 1 and parse it.")
    numbers = {scene.id: number for number, scene in enumerate(scenes, start=1)}
    chapters = groupby(scenes, key=lambda scene: (scene.chapter_id, scene.chapter_title))
    parts = [_chapter(title, list(members), numbers, chosen=chosen) for (_, title), members in chapters]
    return join([_summary(scenes), tag("nav", *parts, class_="au-scenes", aria_label="Scenes")])


def scene_title(scene: SceneSummary, number: int) -> str:
    """Return what a scene is called: its own title, else its number."""
    return scene.title or f"Scene {number}"


def _summary(scenes: Sequence[SceneSummary]) -> Markup:
    approved = sum(scene.approved for scene in scenes)
    unsure = sum(scene.unsure for scene in scenes)
    pieces = [f"{approved} of {count(len(scenes), 'scene')} approved"]
    if unsure:
        pieces.append(f"{count(unsure, 'line')} to look at")
    return tag("p", ", ".join(pieces), class_="au-note")


def _chapter(
    title: str, scenes: list[SceneSummary], numbers: dict[str, int], *, chosen: str | None
) -> Markup:
    is_open = len(numbers) <= SHOW_ALL or any(scene.id == chosen for scene in scenes)
    left = sum(not scene.approved for scene in scenes)
    head = tag(
        "summary",
        tag("span", title or "Untitled", class_="au-chapter"),
        badge("✓", "good") if not left else None,
    )
    items = (_scene(scene, numbers[scene.id], is_chosen=scene.id == chosen) for scene in scenes)
    return tag("details", head, tag("ol", *items), open=is_open, data_key=f"chapter-{scenes[0].chapter_id}")


SHOW_ALL = 24
"""Up to this many scenes all chapters start open."""


def _scene(scene: SceneSummary, number: int, *, is_chosen: bool) -> Markup:
    badges = [
        badge(f"unsure {scene.unsure}", "warn") if scene.unsure else None,
        badge("approved ✓", "good") if scene.approved else None,
    ]
    label = tag("span", tag("b", number), " ", scene_title(scene, number), class_="au-scene-title")
    note = tag("span", count(scene.turns, "line"), *badges, class_="au-scene-note")
    item = tag(
        "button", label, note, type="button", class_="au-scene", data_act="scene", data_id=scene.id,
        aria_current="true" if is_chosen else None,
    )  # fmt: skip
    return tag("li", item)
