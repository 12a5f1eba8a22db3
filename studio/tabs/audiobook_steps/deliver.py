"""Step 5, Deliver: formats, cover, tags; what the run will take; the run; the files with their
measurements.
"""

from dataclasses import dataclass

import gradio as gr

from studio import files
from studio.audiobook import delivery
from studio.board import board
from studio.edge import PRIVATE, guarded
from studio.tabs.audiobook_steps.desk import READ, RESTORE_JS, SAVE, desk, edited
from studio.tabs.audiobook_steps.head import Head, find, required, saved

PICTURES = [".jpg", ".jpeg", ".png"]


@dataclass(frozen=True)
class DeliverStep:
    """Components that the tab wires."""

    cover: gr.HTML
    form: gr.HTML
    estimate: gr.HTML
    result: gr.HTML

    @property
    def drawn(self) -> list[gr.components.Component]:
        """What `show` fills."""
        return [self.cover, self.form, self.estimate, self.result]


def build(head: Head) -> DeliverStep:
    """Lay out the step and wire what stays inside it."""
    with gr.Column(elem_id="au-deliver", elem_classes="au-step"):
        with gr.Row(elem_classes="au-two"):
            with gr.Column(elem_classes="au-side au-narrow"):
                cover = board(elem_id="au-cover-shown")
                upload = gr.UploadButton("Choose a cover", file_types=PICTURES, size="sm", elem_id="au-cover")
            with gr.Column(elem_classes="au-main"):
                form = desk(elem_id="au-form")
        with gr.Row(elem_classes="au-foot"):
            estimate = board(elem_id="au-estimate")
            make = gr.Button("Make the book", variant="primary", elem_id="au-make", elem_classes="au-push")
        result = board(elem_id="au-result")
    step = DeliverStep(cover, form, estimate, result)
    form.edit(put, head.project_id, [form, head.state], **SAVE).failure(None, js=RESTORE_JS, **READ)
    upload.upload(put_cover, [head.project_id, upload], [cover, head.state], **PRIVATE)
    make.click(start, head.project_id, [result, head.timer], **SAVE)
    head.timer.tick(follow, head.project_id, result, **READ)
    return step


@guarded
def show(project_id: str) -> list:
    """Return the step as it is now."""
    project = find(project_id)
    return [
        str(delivery.cover(project)),
        str(delivery.form(project)),
        str(delivery.estimate(project)),
        follow(project_id),
    ]


@guarded
def put(project_id: str, event: gr.EventData) -> tuple[str, str]:
    """Save a format's tick, a tag, the credits, or whether there is a score."""
    edit = edited(event)
    project = delivery.put(required(project_id), edit.row, edit.field, edit.value)
    return str(delivery.form(project)), saved(project.id)


@guarded
def put_cover(project_id: str, upload: str | None) -> tuple[str, str]:
    """Keep a picture as the cover."""
    project = required(project_id)
    picture = files.take(upload, kind="cover", project_id=project.id)
    project = delivery.put_cover(project, picture)
    return str(delivery.cover(project)), saved(project.id, "Cover kept.")


@guarded
def start(project_id: str) -> tuple:
    """Make the book: a job that goes on when the page is closed."""
    delivery.start(required(project_id))
    return follow(project_id), gr.Timer(active=True)


@guarded
def follow(project_id: str) -> str:
    """Return how the run is getting on, and the files that are there."""
    return str(delivery.result(find(project_id)))
