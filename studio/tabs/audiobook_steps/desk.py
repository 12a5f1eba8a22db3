"""A Board with fields: `desk.act` is a pressed button, `desk.edit` a changed field.

Drawn by studio.audiobook.
"""

from typing import NamedTuple

import gradio as gr

from studio.edge import PRIVATE
from studio.markup import Markup

ON_LOAD = "window.audiobook.desk(element, trigger, watch) /* 'act' 'edit' */"
READ = {**PRIVATE, "show_progress": "hidden", "concurrency_limit": None}
"""An event that reads only."""
SAVE = {
    **PRIVATE,
    "show_progress": "hidden",
    "trigger_mode": "multiple",
    "concurrency_id": "audiobook-save",
    "concurrency_limit": 1,
}
"""An event that changes a project: one after the other, in the order of the person's clicks, none dropped."""
HEAR = {**PRIVATE, "show_progress": "hidden", "trigger_mode": "multiple", "concurrency_limit": 4}
"""An event that waits for a voice to speak."""

QUIET_JS = "() => window.audiobook.quiet()"
"""Runs when a sound came or did not: no button waits for it any more."""
RESTORE_JS = "() => window.audiobook.restoreAll()"
"""Runs when a value was refused: fields show what is saved."""


class Edit(NamedTuple):
    """A field that a person changed."""

    row: str
    """Id of what the field belongs to; empty where there is only one."""
    field: str
    value: str


def desk(value: Markup | str = "", *, elem_id: str, css: str = "") -> gr.HTML:
    """Return an empty desk."""
    return gr.HTML(
        str(value),
        js_on_load=ON_LOAD,
        apply_default_css=False,
        elem_id=elem_id,
        elem_classes=f"vs-board {css}".strip(),
    )


def edited(event: gr.EventData) -> Edit:
    """Return the changed field; what is absent or no text is empty."""
    found = (getattr(event, name, "") for name in Edit._fields)
    return Edit(*(value if isinstance(value, str) else "" for value in found))


def extra(event: gr.EventData, name: str) -> str:
    """Return another data attribute of a pressed button; empty when it has none."""
    value = getattr(event, name, "")
    return value if isinstance(value, str) else ""
