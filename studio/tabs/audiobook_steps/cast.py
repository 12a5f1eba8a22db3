"""Step 3, Cast: who reads, who speaks with which voice, heard on their own words."""

from dataclasses import dataclass

import gradio as gr

from studio import files, preview
from studio.audiobook import casting
from studio.audiobook.state_line import sound_wish
from studio.board import asked
from studio.edge import guarded
from studio.tabs.audiobook_steps.desk import HEAR, QUIET_JS, READ, RESTORE_JS, SAVE, desk, edited
from studio.tabs.audiobook_steps.head import Head, find, required, saved


@dataclass(frozen=True)
class CastStep:
    """Components that the tab wires."""

    board: gr.HTML


def build(head: Head) -> CastStep:
    """Lay out the step and wire what stays inside it."""
    wish = gr.State("")
    with gr.Column(elem_id="au-cast", elem_classes="au-step"):
        board = desk(elem_id="au-cast-board")
        with gr.Row(elem_classes="au-foot"):
            undo = gr.Button("Undo", elem_id="au-cast-undo")
    board.edit(put, head.project_id, [board, head.state], **SAVE).failure(None, js=RESTORE_JS, **READ)
    pressed = board.act(press, head.project_id, [board, head.state, wish], **SAVE)
    heard = pressed.success(listen, [head.project_id, wish], head.sound, **HEAR)
    heard.then(None, js=QUIET_JS, **READ)
    undo.click(take_back, head.project_id, [board, head.state], **SAVE)
    return CastStep(board)


@guarded
def show(project_id: str) -> str:
    """Return the cast as it is now."""
    return str(casting.draw(find(project_id)))


@guarded
def put(project_id: str, event: gr.EventData) -> tuple[str, str]:
    """Save a changed name, voice, alias or description, or merge two characters."""
    project, edit = required(project_id), edited(event)
    said = casting.put(project, edit.row, edit.field, edit.value)
    return show(project_id), saved(project_id, said)


@guarded
def press(project_id: str, event: gr.EventData) -> tuple:
    """Choose a narrator, or say who is to be heard."""
    project, (act, subject) = required(project_id), asked(event)
    if act in ("hear", "hear_narrator"):
        return gr.skip(), gr.skip(), f"{act}:{subject}"
    said = casting.press(project, act, subject)
    return show(project_id), saved(project_id, said), ""


@guarded
def listen(project_id: str, wish: str) -> str:
    """Let a narrator or a character say a line of this book."""
    if not wish:
        return gr.skip()
    what, _, subject = wish.partition(":")
    said = casting.said(required(project_id), subject, is_narrator=what == "hear_narrator")
    return str(sound_wish(files.url(preview.hear(said))))


@guarded
def take_back(project_id: str) -> tuple[str, str]:
    """Undo the last change of the script, renamed and merged characters included."""
    required(project_id)
    said = casting.take_back(project_id)
    return show(project_id), saved(project_id, said)
