"""The head of the tab: which project, a new one, what was saved when; and the sound that plays at once."""

import time
from dataclasses import dataclass

import gradio as gr

from engines.errors import EngineError
from jobs import projects
from jobs.projects import Project
from studio.audiobook.state_line import state_line
from studio.board import board
from studio.format import ago, count

NO_PROJECT = ""
TICK_S = 1.0


@dataclass(frozen=True)
class Head:
    """Components that the steps write to."""

    project_id: gr.BrowserState
    """Id of the open project, kept by the browser; empty: none."""
    picker: gr.Dropdown
    new: gr.Button
    state: gr.HTML
    """What was saved when."""
    sound: gr.HTML
    """Plays what it is given, once."""
    timer: gr.Timer
    """Ticks while something of the project is being made."""


def build() -> Head:
    """Lay out the head."""
    # a fixed secret: the id can be read again after a restart, and it opens nothing by itself
    project_id = gr.BrowserState(NO_PROJECT, storage_key="audiobook-project", secret="voice-studio")
    with gr.Row(elem_id="au-head"):
        picker = gr.Dropdown(
            [], label="Project", show_label=False, container=False, elem_id="au-project", filterable=True
        )
        new = gr.Button("+ New", size="sm", elem_id="au-new")
        state = board(elem_id="au-state")
        sound = board(elem_id="au-sound")
    timer = gr.Timer(TICK_S, active=False)
    return Head(project_id=project_id, picker=picker, new=new, state=state, sound=sound, timer=timer)


def picked(project_id: str | None) -> tuple[str, object, str]:
    """Return the project that is now open, the picker and the state line; another id than the stored one
    is forgotten.
    """
    project = find(project_id)
    kept = projects.list_projects()
    choices = [
        (count(len(kept), "project"), NO_PROJECT),
        *((f"{each.title} · {ago(each.updated_at)}", each.id) for each in kept),
    ]
    value = project.id if project else NO_PROJECT
    return (
        value,
        gr.update(choices=choices, value=value, visible=bool(kept)),
        str(state_line(project.updated_at if project else None)),
    )


def find(project_id: object) -> Project | None:
    """Return the project; None when there is none with this id."""
    if not isinstance(project_id, str) or not project_id:
        return None
    try:
        return projects.get(project_id)
    except EngineError:
        return None


def required(project_id: object) -> Project:
    """Return the open project. Raises EngineError when there is none."""
    project = find(project_id)
    if project is None:
        raise EngineError("No project is open. Drop a manuscript in step 1, or choose a project above.")
    return project


def saved(project_id: str, said: str = "") -> str:
    """Return the state line after something was saved."""
    return str(state_line(time.time() if project_id else None, said))
