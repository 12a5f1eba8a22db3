"""Step 4, Listen: what was rendered, read along; takes line by line; and the lines worth a second look."""

from dataclasses import dataclass

import gradio as gr

from studio import files
from studio.audiobook import editing, hearing, listening, renderings
from studio.audiobook.state_line import sound_wish
from studio.board import asked, board
from studio.edge import guarded
from studio.tabs.audiobook_steps.desk import HEAR, QUIET_JS, READ, SAVE, desk, extra
from studio.tabs.audiobook_steps.head import Head, find, required, saved


@dataclass(frozen=True)
class ListenStep:
    """Components that the tab wires."""

    contents: gr.HTML
    progress: gr.HTML
    player: gr.HTML
    playing: gr.State
    """Artifact id of the sound in the player; empty: the newest."""
    review: gr.HTML
    edit: gr.State
    """"scene:turn" of a line that is to be opened in the script; changes when a person asks for it."""

    @property
    def drawn(self) -> list[gr.components.Component]:
        """What `show` fills."""
        return [self.contents, self.progress, self.player, self.playing, self.review]


def build(head: Head) -> ListenStep:
    """Lay out the step and wire what stays inside it."""
    playing, wish, edit, seen = gr.State(""), gr.State(""), gr.State(""), gr.State("")
    with gr.Row(elem_id="au-listen", elem_classes="au-two"):
        with gr.Column(elem_classes="au-side"):
            contents = board(elem_id="au-contents")
        with gr.Column(elem_classes="au-main"):
            progress = board(elem_id="au-all-progress")
            player = desk(elem_id="au-player")
            with gr.Row(elem_classes="au-foot"):
                again = gr.Button(
                    "Render all scenes", variant="primary", elem_id="au-again", elem_classes="au-push"
                )
            review = desk(elem_id="au-review")
    step = ListenStep(contents, progress, player, playing, review, edit)
    at = [head.project_id, playing]
    contents.act(choose, head.project_id, step.drawn, **READ)
    pressed = player.act(press, at, [*step.drawn, head.state, wish, edit], **SAVE)
    heard = pressed.success(listen, [head.project_id, wish], head.sound, **HEAR)
    heard.then(None, js=QUIET_JS, **READ)
    review.act(press, at, [*step.drawn, head.state, wish, edit], **SAVE)
    again.click(render, head.project_id, [progress, head.timer], **SAVE)
    head.timer.tick(follow, [*at, seen], [*step.drawn, seen], **READ)
    return step


@guarded
def show(project_id: str, playing: str) -> list:
    """Return the step as it is now."""
    project = find(project_id)
    page = listening.draw(project, playing)
    progress = listening.progress(project)
    return [str(page.contents), str(progress), str(page.player), page.playing, str(page.review)]


@guarded
def follow(project_id: str, playing: str, seen: str) -> list:
    """Return the progress, and the whole step when another scene is done since `seen`."""
    now = renderings.fingerprint(project_id)
    if now != seen:
        return [*show(project_id, playing), now]
    kept = gr.skip()
    return [kept, str(listening.progress(find(project_id))), kept, kept, kept, kept]


@guarded
def choose(project_id: str, event: gr.EventData) -> list:
    """Put another sound into the player."""
    return show(project_id, asked(event)[1])


@guarded
def press(project_id: str, playing: str, event: gr.EventData) -> list:
    """Take a line again, keep its take, or ask to edit it."""
    required(project_id)
    (act, turn_id), scene_id = asked(event), extra(event, "scene")
    if act == "edit_line":
        return [*[gr.skip()] * 7, f"{scene_id}:{turn_id}"]
    outcome = editing.press(project_id, scene_id, act, turn_id)
    wish = f"{scene_id}:{turn_id}" if act == "retake" else ""
    return [*show(project_id, playing), saved(project_id, outcome.said), wish, ""]


@guarded
def listen(project_id: str, wish: str) -> str:
    """Play the new take of a line."""
    if not wish:
        return gr.skip()
    scene_id, _, turn_id = wish.partition(":")
    return str(sound_wish(files.url(hearing.turn(required(project_id), scene_id, turn_id))))


@guarded
def render(project_id: str) -> tuple:
    """Render all scenes that are new or changed; lines that did not change are taken as they are."""
    project = required(project_id)
    renderings.start_all(project)
    return str(listening.progress(project)), gr.Timer(active=True)
