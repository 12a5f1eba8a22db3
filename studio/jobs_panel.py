"""The tray: what runs, on every tab and after every reload, because all it knows is in the database."""

import gradio as gr

from studio.board import Board


def build(page: gr.Blocks) -> Board:
    """Lay out the tray at the foot of the page."""
    return Board("", css="vs-tray", elem_id="tray")
