"""Step 2, Script: scenes on the left, the turns of one of them on the right, edited in place and saved as
they are edited.
"""

from dataclasses import dataclass

import gradio as gr

from jobs import projects
from studio import files
from studio.audiobook import editing, hearing, renderings, script_page
from studio.audiobook.editing import Outcome
from studio.audiobook.script_page import Place
from studio.audiobook.state_line import fresh, sound_wish
from studio.board import asked, board
from studio.edge import guarded
from studio.tabs.audiobook_steps.desk import HEAR, QUIET_JS, READ, RESTORE_JS, SAVE, desk, edited, extra
from studio.tabs.audiobook_steps.head import Head, required, saved


@dataclass(frozen=True)
class ScriptStep:
    """Components that the tab wires."""

    place: gr.State
    scenes: gr.HTML
    scene: gr.HTML
    approve: gr.Button
    rendered: gr.HTML
    """How the rendering of the scene is getting on, then its sound."""

    @property
    def drawn(self) -> list[gr.components.Component]:
        """What `show` fills."""
        return [self.scenes, self.scene, self.place, self.approve, self.rendered]


def build(head: Head) -> ScriptStep:
    """Lay out the step and wire what stays inside it."""
    place, wish = gr.State(Place()), gr.State("")
    with gr.Row(elem_id="au-script", elem_classes="au-two"):
        with gr.Column(elem_classes="au-side"):
            scenes = board(elem_id="au-scene-list")
        with gr.Column(elem_classes="au-main"):
            scene = desk(elem_id="au-scene")
            with gr.Row(elem_classes="au-foot"):
                undo = gr.Button("Undo", elem_id="au-undo")
                rendered = desk(elem_id="au-rendered")
                approve = gr.Button("Approve ✓", elem_id="au-approve", elem_classes="au-push")
                render = gr.Button("Render scene", variant="primary", elem_id="au-render")
    step = ScriptStep(place, scenes, scene, approve, rendered)
    _wire(step, head, wish, undo=undo, render=render)
    return step


def _wire(step: ScriptStep, head: Head, wish: gr.State, *, undo: gr.Button, render: gr.Button) -> None:
    at, written = [head.project_id, step.place], [*step.drawn, head.state]
    # in the same row as the edits: what is asked of the new scene comes after it was chosen
    step.scenes.act(choose, at, step.drawn, **SAVE)
    step.scene.edit(put, at, written, **SAVE).failure(None, js=RESTORE_JS, **READ)
    pressed = step.scene.act(press, at, [*written, wish], **SAVE)
    heard = pressed.success(listen, [*at, wish], head.sound, **HEAR)
    heard.then(None, js=QUIET_JS, **READ)
    undo.click(take_back, at, written, **SAVE)
    step.approve.click(toggle_approval, at, written, **SAVE)
    render.click(start, at, [step.rendered, head.timer], **SAVE)
    head.timer.tick(follow, at, step.rendered, **READ)


@guarded
def show(project_id: str, place: Place) -> list:
    """Return the step as it is now."""
    return _drawn(project_id, place)


@guarded
def choose(project_id: str, place: Place, event: gr.EventData) -> list:
    """Go to another scene."""
    return _drawn(project_id, Place(scene_id=asked(event)[1]))


@guarded
def put(project_id: str, place: Place, event: gr.EventData) -> list:
    """Save a changed field."""
    required(project_id)
    edit = edited(event)
    outcome = editing.put(project_id, place.scene_id, edit.row, edit.field, edit.value)
    return _after(project_id, place, outcome)


@guarded
def press(project_id: str, place: Place, event: gr.EventData) -> list:
    """Do what a button of the scene says; the last value is what is to be heard then."""
    required(project_id)
    act, subject = asked(event)
    if act in LISTENING:
        return [*[gr.skip()] * 6, f"{act}:{subject}"]
    if act in MOVES:
        return [*_drawn(project_id, MOVES[act](place, subject)), gr.skip(), ""]
    outcome = editing.press(project_id, place.scene_id, act, subject, at=extra(event, "at"))
    return [*_after(project_id, place, outcome), f"listen:{subject}" if act == "retake" else ""]


@guarded
def listen(project_id: str, place: Place, wish: str) -> str:
    """Let the cast say a turn, or make a cue sound, and play it."""
    if not wish:
        return gr.skip()
    project = required(project_id)
    what, _, subject = wish.partition(":")
    sound = (
        hearing.cue(project, place.scene_id, subject)
        if what == "hear_cue"
        else hearing.turn(project, place.scene_id, subject)
    )
    return str(sound_wish(files.url(sound)))


@guarded
def take_back(project_id: str, place: Place) -> list:
    """Undo the last change, whatever it was."""
    required(project_id)
    label = projects.undo(project_id)
    return _after(
        project_id, place, Outcome(said=f"Undone: {label.lower()}." if label else "There is nothing to undo.")
    )


@guarded
def toggle_approval(project_id: str, place: Place) -> list:
    """Approve the scene, or take that back."""
    required(project_id)
    return _after(project_id, place, editing.approve(project_id, place.scene_id))


@guarded
def start(project_id: str, place: Place) -> tuple:
    """Render the scene; what was rendered before and did not change is taken as it is."""
    project = required(project_id)
    renderings.start(project, place.scene_id)
    return str(renderings.scene_panel(project_id, place.scene_id)), gr.Timer(active=True)


@guarded
def follow(project_id: str, place: Place) -> str:
    """Return how the rendering is getting on, and its sound when it is done."""
    return str(renderings.scene_panel(project_id, place.scene_id))


LISTENING = ("listen", "hear_cue")
MOVES = {
    "choose": lambda place, turn_id: place._replace(turn_id="" if place.turn_id == turn_id else turn_id),
    "page": lambda place, page: place._replace(turn_id="", page=int(page) if page.isdigit() else 0),
}


def _after(project_id: str, place: Place, outcome: Outcome) -> list:
    place = place if outcome.turn_id is None else place._replace(turn_id=outcome.turn_id)
    return [*_drawn(project_id, place, focus=outcome.focus), saved(project_id, outcome.said)]


def _drawn(project_id: str, place: Place, *, focus: str = "") -> list:
    page = script_page.draw(project_id, Place(*place), nonce=fresh(), focus=focus)
    approve = gr.update(
        value="Open again" if page.is_approved else "Approve ✓", interactive=bool(page.place.scene_id)
    )
    panel = renderings.scene_panel(project_id, page.place.scene_id)
    return [str(page.scenes), str(page.scene), page.place, approve, str(panel)]
