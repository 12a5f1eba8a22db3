"""A piece of page drawn as HTML whose buttons are events: `board().act(handler)`, read by `asked(event)`."""

import gradio as gr

from studio.markup import Markup

ON_LOAD = "window.studio.board(element, trigger) /* 'act' */"
"""Gradio offers the custom events whose quoted names it finds in here."""


def board(
    value: Markup | str = "", *, css: str = "", elem_id: str | None = None, visible: bool = True
) -> gr.HTML:
    """Return HTML from `studio.markup`. A click on `data-act` triggers `act`, with its data attributes.

    Gradio patches the old tree into the new one: focus, scrolling and a playing sound survive an update.
    A function, since Gradio writes a .pyi file beside every subclass of a component.
    """
    return gr.HTML(
        str(value),
        js_on_load=ON_LOAD,
        apply_default_css=False,
        elem_classes=f"vs-board {css}",
        elem_id=elem_id,
        visible=visible,
    )


def asked(event: gr.EventData) -> tuple[str, str]:
    """Return what the person asked for and of what: its data-act and data-id, "" where absent."""
    act, subject = getattr(event, "act", ""), getattr(event, "id", "")
    return act if isinstance(act, str) else "", subject if isinstance(subject, str) else ""
