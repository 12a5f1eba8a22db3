"""Step 4 as it is drawn: what can be played, the player, and the lines worth a second look."""

from dataclasses import dataclass
from textwrap import shorten

from markupsafe import Markup

from engines.speech import library
from jobs import projects
from jobs.projects import Project
from studio.audiobook import delivery_form, player, renderings
from studio.audiobook.cast_cards import unquoted
from studio.audiobook.player import Flagged
from studio.audiobook.rows import rows_of
from studio.markup import empty

SHOWN = 12
"""Lines of the review queue drawn at once."""
WORDS = 90
"""Characters of a line there."""


@dataclass(frozen=True)
class Page:
    """What the step shows."""

    contents: Markup
    player: Markup
    playing: str
    """Artifact id of the sound in the player; empty: none."""
    review: Markup


def draw(project: Project | None, playing: str) -> Page:
    """Return the step; the first rendered scene is in the player when the one that played is gone."""
    if project is None or not projects.scenes(project.id):
        return Page(Markup(""), _no_script(), "", Markup(""))
    found = renderings.of_project(project)
    current = next(
        (each for each in found if playing in (each.id, each.scene_id)), found[0] if found else None
    )
    return Page(
        contents=player.contents(found, chosen=current.id if current else None),
        player=player.player(current, takes=True),
        playing=current.scene_id if current else "",
        review=player.review(*_flagged(project)),
    )


def progress(project: Project | None) -> Markup:
    """Return how the rendering of all scenes is getting on; nothing when it is done or was never asked for."""
    running = renderings.job(project.id, None) if project else None
    return delivery_form.progress(running) if running else Markup("")


def _flagged(project: Project) -> tuple[list[Flagged], int]:
    """Return the first lines that a person should look at, and how many more there are."""
    voices = library.voices()
    unsure = [summary for summary in projects.scenes(project.id) if summary.unsure]
    flagged: list[Flagged] = []
    for summary in unsure:
        if len(flagged) >= SHOWN:
            break
        rows = rows_of(projects.scene(project.id, summary.id), project.cast, voices)
        flagged += [
            Flagged(
                summary.id, row.turn_id, shorten(unquoted(row.says), WORDS, placeholder="…"), row.flags[0]
            )
            for row in rows
            if row.flags
        ]
    total = max(sum(summary.unsure for summary in unsure), len(flagged))
    return flagged[:SHOWN], total - min(SHOWN, len(flagged))


def _no_script() -> Markup:
    return empty("Nothing to listen to yet.", "Parse a manuscript in step 1, then render a scene in step 2.")
