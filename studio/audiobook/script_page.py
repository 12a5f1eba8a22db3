"""Step 2 as it is drawn: the scene list, the chosen scene with its score and table, and where the person
is in it.
"""

from dataclasses import dataclass
from typing import NamedTuple

from markupsafe import Markup

from engines.speech import library
from engines.types import NARRATOR, Scene
from jobs import projects
from jobs.preflight import WORDS_PER_S
from jobs.projects import SceneSummary
from studio.audiobook import fields, score, turn_table
from studio.audiobook.rows import rows_of
from studio.audiobook.scene_list import scene_list, scene_title
from studio.format import clock
from studio.markup import badge, empty, join, tag


class Place(NamedTuple):
    """Where a person is in a script: ids only."""

    scene_id: str = ""
    page: int = 0
    """Of the turn table, counted from 0."""
    turn_id: str = ""
    """The turn whose panel is open; empty: none."""


@dataclass(frozen=True)
class Page:
    """What the step shows."""

    scenes: Markup
    scene: Markup
    place: Place
    is_approved: bool = False


def draw(project_id: str, place: Place, *, nonce: str = "", focus: str = "") -> Page:
    """Return the step for a place, which is mended when its scene or turn is gone.

    nonce: new for every answer to an edit.
    """
    summaries = projects.scenes(project_id) if project_id else []
    if not summaries:
        return Page(scene_list([], chosen=None), _no_script(), Place())
    number, summary = _chosen(summaries, place.scene_id)
    scene = projects.scene(project_id, summary.id)
    drawn, place = _scene(
        project_id, scene, place._replace(scene_id=summary.id), number=number, summary=summary
    )
    wish = tag("span", hidden=True, data_focus=focus or None, data_nonce=nonce)
    return Page(scene_list(summaries, chosen=summary.id), join([wish, drawn]), place, scene.approved)


def _scene(
    project_id: str, scene: Scene, place: Place, *, number: int, summary: SceneSummary
) -> tuple[Markup, Place]:
    project, voices = projects.get(project_id), library.voices()
    rows = rows_of(scene, project.cast, voices)
    page = turn_table.page_of(rows, place.turn_id, place.page)
    open_turn = place.turn_id if any(row.turn_id == place.turn_id for row in rows) else ""
    speakers = list(dict.fromkeys([NARRATOR, *(member.name for member in project.cast.characters)]))
    drawn = [
        _head(scene, number, summary),
        score.panel(scene, is_on=project.settings.score),
        turn_table.table(rows, page=page, chosen=open_turn or None, speakers=speakers, voices=voices),
    ]
    return join(drawn), place._replace(page=page, turn_id=open_turn)


def _chosen(summaries: list[SceneSummary], scene_id: str) -> tuple[int, SceneSummary]:
    found = ((number, each) for number, each in enumerate(summaries, start=1) if each.id == scene_id)
    return next(found, (1, summaries[0]))


def _head(scene: Scene, number: int, summary: SceneSummary) -> Markup:
    title = scene_title(summary, number)
    return tag(
        "div",
        tag("h3", f"Scene {number}"),
        fields.text(
            "scene_title",
            scene.title,
            f"Title of scene {number}",
            row=scene.id,
            css="au-grow",
            placeholder=title,
        ),
        tag("span", f"about {clock(summary.words / WORDS_PER_S)}", class_="au-note"),
        badge("approved ✓", "good") if scene.approved else None,
        class_="au-scene-head",
    )


def _no_script() -> Markup:
    return empty(
        "No scenes yet.", "Choose a manuscript in step 1 and press Parse: the scenes appear at once."
    )
