"""x."""

import gradio as gr
from studio.board import Board
from studio.markup import empty


def build() -> Board:
    """x."""
    return Board(empty("Nothing here yet.", "Make an audiobook, or let a voice speak."))
