"""The Audiobook tab: five steps from a manuscript to files, over one project that is saved as it is
edited.
"""

from dataclasses import dataclass

import gradio as gr

from studio.audiobook import project_jobs
from studio.edge import QUIET, guarded
from studio.tabs.audiobook_steps import cast, deliver, head, listen, manuscript, script
from studio.tabs.audiobook_steps.desk import READ
from studio.tabs.audiobook_steps.head import Head
from studio.tabs.audiobook_steps.script import Place

STEPS = ("manuscript", "script", "cast", "listen", "deliver")


@dataclass(frozen=True)
class AudiobookTab:
    """What the shell and other tabs may wire to."""

    project_id: gr.BrowserState
    """Id of the open project; empty: none."""
    steps: gr.Tabs
    """The stepper; its ids are STEPS."""


def build(page: gr.Blocks) -> AudiobookTab:
    """Lay out the tab inside the page and wire its steps to one another."""
    top = head.build()
    with gr.Tabs(selected=STEPS[0], elem_id="au-steps") as steps:
        with gr.Tab("Manuscript", id="manuscript") as manuscript_tab:
            first = manuscript.build(top)
        with gr.Tab("Script", id="script") as script_tab:
            second = script.build(top)
        with gr.Tab("Cast", id="cast") as cast_tab:
            third = cast.build(top)
        with gr.Tab("Listen", id="listen") as listen_tab:
            fourth = listen.build(top)
        with gr.Tab("Deliver", id="deliver") as deliver_tab:
            fifth = deliver.build(top)

    shows = {
        manuscript_tab: (manuscript.show, top.project_id, first.drawn),
        script_tab: (script.show, [top.project_id, second.place], second.drawn),
        cast_tab: (cast.show, top.project_id, third.board),
        listen_tab: (listen.show, [top.project_id, fourth.playing], fourth.drawn),
        deliver_tab: (deliver.show, top.project_id, fifth.drawn),
    }
    for tab, shown in shows.items():
        tab.select(*shown, **READ)
    _wire_projects(page, top, steps, first, second)
    _wire_review(fourth, second, steps, top)
    return AudiobookTab(top.project_id, steps)


def _wire_projects(
    page: gr.Blocks, top: Head, steps: gr.Tabs, first: manuscript.ManuscriptStep, second: script.ScriptStep
) -> None:
    everything = [top.project_id, top.picker, top.state, top.timer, steps, second.place]
    shown_first = (manuscript.show, top.project_id, first.drawn)
    shown_second = (script.show, [top.project_id, second.place], second.drawn)
    opened = [
        page.load(reopen, top.project_id, everything, **QUIET),
        top.picker.input(reopen, top.picker, everything, **READ),
        top.new.click(start_anew, None, everything, **READ),
        *(event.success(open_new, top.project_id, everything, **READ) for event in first.opened),
        *(event.success(open_parsed, top.project_id, everything, **READ) for event in first.parsed),
    ]
    for event in opened:
        event.success(*shown_first, **READ).then(*shown_second, **READ)
    top.timer.tick(watch, top.project_id, top.timer, **QUIET)


def _wire_review(fourth: listen.ListenStep, second: script.ScriptStep, steps: gr.Tabs, top: Head) -> None:
    asked = fourth.edit.change(go_to_line, fourth.edit, [steps, second.place], **READ)
    asked.success(script.show, [top.project_id, second.place], second.drawn, **READ)


@guarded
def reopen(project_id: str | None) -> tuple:
    """Open a project where its work is: in the script when there is one, else with its manuscript."""
    return _opened(project_id, "script" if project_jobs.has_script(project_id) else "manuscript")


@guarded
def start_anew() -> tuple:
    """Close the project, for a new manuscript; it stays in the list."""
    return _opened(head.NO_PROJECT, "manuscript")


@guarded
def open_new(project_id: str) -> tuple:
    """Show what was read of a new manuscript."""
    return _opened(project_id, "manuscript")


@guarded
def open_parsed(project_id: str) -> tuple:
    """Show the scenes that were just parsed."""
    return _opened(project_id, "script")


@guarded
def watch(project_id: str) -> gr.Timer:
    """Let the timer tick as long as something of this project is being made."""
    return gr.Timer(active=project_jobs.is_busy(project_id))


@guarded
def go_to_line(line: str) -> tuple:
    """Open a line of the script, named "scene:turn"."""
    scene_id, _, turn_id = line.partition(":")
    return (gr.Tabs(selected="script"), Place(scene_id, 0, turn_id)) if turn_id else (gr.skip(), gr.skip())


def _opened(project_id: str | None, step: str) -> tuple:
    found, picker, state = head.picked(project_id)
    return found, picker, state, watch(found), gr.Tabs(selected=step), Place()
