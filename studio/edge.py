"""The border between Gradio and the studio: what every event states, and how a failure reaches the person."""

import functools
import logging
from collections.abc import Callable

import gradio as gr
from markupsafe import escape

from engines.errors import EngineError

log = logging.getLogger(__name__)

PRIVATE = {"api_visibility": "private"}
"""An event that may take a moment; it shows Gradio's quiet progress."""
QUIET = {"api_visibility": "private", "queue": False, "show_progress": "hidden"}
"""An event that reads and answers at once."""


def guarded(handler: Callable) -> Callable:
    """Return the handler with failures as toasts: sentences as they are; bugs logged, called unexpected."""

    @functools.wraps(handler)
    def edge(*args: object, **kwargs: object) -> object:
        try:
            return handler(*args, **kwargs)
        except gr.Error:
            raise
        except EngineError as exc:
            raise gr.Error(str(escape(exc)), title="That did not work", print_exception=False) from exc
        except Exception as exc:
            log.exception("%s failed", handler.__qualname__)
            text = f"{type(exc).__name__} in {handler.__name__}. That is a bug; the log has the details."
            raise gr.Error(str(escape(text)), title="Unexpected", print_exception=False) from exc

    return edge
