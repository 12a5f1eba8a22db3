"""Step 1, Manuscript: a document comes in; what was read, which chapters, how it is laid out; then it is
parsed.
"""

from dataclasses import dataclass

import gradio as gr

from jobs import projects
from jobs.projects import Project
from jobs.store import speeds
from studio.audiobook import manuscript, opening
from studio.edge import PRIVATE, guarded
from studio.markup import tag
from studio.tabs.audiobook_steps.desk import READ, RESTORE_JS, SAVE, desk, edited
from studio.tabs.audiobook_steps.head import Head, find, required, saved

TYPES = [".pdf", ".docx", ".epub", ".txt", ".md", ".markdown", ".html", ".htm", ".xhtml", ".fountain"]
"""What the file dialog offers; the reader tells types by content."""


@dataclass(frozen=True)
class ManuscriptStep:
    """Components that the tab wires."""

    intro: gr.Column
    """What is there to begin with; gone once a project is open."""
    reading: gr.HTML
    foot: gr.Row
    parse: gr.Button
    opened: tuple[gr.events.Dependency, ...]
    """Events after which another project is open."""
    parsed: tuple[gr.events.Dependency, ...]
    """Events after which there is a script."""

    @property
    def drawn(self) -> list[gr.components.Component]:
        """What `show` fills."""
        return [self.intro, self.reading, self.foot, self.parse]


def build(head: Head) -> ManuscriptStep:
    """Lay out the step and wire what stays inside it."""
    with gr.Column(elem_id="au-manuscript", elem_classes="au-step"):
        with gr.Column(elem_classes="au-step") as intro:
            drop = gr.File(
                label="Manuscript", show_label=False, file_types=TYPES, elem_id="au-drop", height=200
            )
            problem = gr.HTML(visible=False, elem_id="au-problem")
            with gr.Row(visible=False, elem_classes="au-row") as locked:
                password = gr.Textbox(label="Password of the document", type="password")
                unlock = gr.Button("Open", variant="primary")
            with gr.Row(elem_classes="au-row"):
                gr.HTML(str(manuscript.welcome()), apply_default_css=False)
                sample = gr.Button("Try the sample story", elem_id="au-sample")
        reading = desk(elem_id="au-reading")
        with gr.Row(elem_classes="au-foot", visible=False) as foot:
            parse = gr.Button(
                "Parse into scenes", variant="primary", elem_id="au-parse", elem_classes="au-push"
            )
    came = [head.project_id, drop, password, locked, problem]
    opened = (
        drop.upload(receive, [drop, head.project_id], came, **PRIVATE),
        gr.on(
            [unlock.click, password.submit], unlock_file, [drop, password, head.project_id], came, **PRIVATE
        ),
    )
    parsed = (
        sample.click(open_sample, outputs=head.project_id, **PRIVATE),
        parse.click(parse_ticked, head.project_id, head.state, **{**SAVE, "show_progress": "minimal"}),
    )
    step = ManuscriptStep(intro, reading, foot, parse, opened, parsed)
    changes = reading.edit(put, head.project_id, [reading, head.state], **SAVE)
    changes.failure(None, js=RESTORE_JS, **READ)
    return step


@guarded
def show(project_id: str) -> list:
    """Return the step as it is now."""
    project = find(project_id)
    if project is None:
        return [gr.update(visible=True), "", gr.update(visible=False), gr.skip()]
    again = bool(projects.scenes(project.id))
    label, look = ("Parse again", "secondary") if again else ("Parse into scenes", "primary")
    return [
        gr.update(visible=False),
        _reading(project),
        gr.update(visible=True),
        gr.update(value=label, variant=look),
    ]


@guarded
def receive(upload: str | None, project_id: str) -> list:
    """Read an uploaded document and open a project for it."""
    return _opened(opening.open_upload(upload, password=None), project_id)


@guarded
def unlock_file(upload: str | None, password: str, project_id: str) -> list:
    """Read an encrypted document with its password."""
    return _opened(opening.open_upload(upload, password=password or None), project_id)


@guarded
def open_sample() -> str:
    """Open the sample story as a new project, parsed, and return its id."""
    return opening.open_sample().id


@guarded
def parse_ticked(project_id: str) -> str:
    """Parse the ticked chapters into scenes."""
    project = required(project_id)
    script = projects.parse(project.id)
    return saved(project.id, f"{len(script.scenes)} scenes in {len(script.chapters)} chapters.")


@guarded
def put(project_id: str, event: gr.EventData) -> tuple[str, str]:
    """Save a changed title or author, or a chapter's tick."""
    edit, project = edited(event), required(project_id)
    project = opening.put(project, edit.row, edit.field, edit.value)
    return _reading(project), saved(project.id)


def _reading(project: Project) -> str:
    document, factors = projects.document(project.id), speeds.real_time_factors()
    return str(manuscript.reading(project, document, factors, templates=opening.template_choices()))


def _opened(result: opening.Opened, project_id: str) -> list:
    """Return the open project, an emptied drop area and password, and what is wrong, if anything."""
    problem = gr.update(
        value=str(tag("p", result.problem, class_="vs-error", role="alert")), visible=bool(result.problem)
    )
    drop = gr.skip() if result.needs_password else None
    return [result.project_id or project_id, drop, "", gr.update(visible=result.needs_password), problem]
