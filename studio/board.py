"""A piece of page drawn as HTML whose buttons are events: `board.act(handler, …)`, with `act` and `id` in the event."""

import gradio as gr

from studio.markup import Markup

ON_LOAD = "window.studio.board(element, trigger) /* 'act' */"


class Board(gr.HTML):
    """HTML from `studio.markup`. A click on `data-act` triggers `act` with the element's data attributes.

    Gradio patches the old tree into the new one, so that focus, scrolling and a playing sound survive an update.
    """

    def __init__(
        self, value: Markup | str = "", *, css: str = "", elem_id: str | None = None, **more: object
    ) -> None:
        super().__init__(
            str(value),
            js_on_load=ON_LOAD,
            apply_default_css=False,
            elem_classes=f"vs-board {css}",
            elem_id=elem_id,
            **more,
        )

    def get_block_name(self) -> str:
        return "html"


def asked(event: gr.EventData) -> tuple[str, str]:
    """Return what the person asked for and of what: the pressed element's data-act and data-id, "" where absent."""
    act, subject = getattr(event, "act", ""), getattr(event, "id", "")
    return act if isinstance(act, str) else "", subject if isinstance(subject, str) else ""
