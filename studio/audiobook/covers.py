"""The cover as the page shows it: a small picture of the one that the book will have."""

import base64
import io
from functools import lru_cache
from pathlib import Path
from tempfile import TemporaryDirectory

from markupsafe import Markup
from PIL import Image, UnidentifiedImageError

from engines.errors import EngineError
from engines.mixing.cover import draw_cover
from engines.types import Document
from jobs import artifacts
from jobs.projects import Project
from studio.markup import tag

WIDTH_PX = 272
"""Twice the width it is shown at."""
NO_PICTURE = (UnidentifiedImageError, OSError, SyntaxError, ValueError, Image.DecompressionBombError)
"""What Pillow raises for a file that is no picture, or a damaged one."""


def cover(project: Project, document: Document) -> Markup:
    """Return the chosen cover, else the document's, else the one that is drawn for the book."""
    picture = _chosen(project) or document.cover
    source = (thumbnail(picture) if picture else None) or _drawn(project.title, project.author)
    return tag("img", src=source, alt=f"Cover of {project.title}", class_="au-cover")


def thumbnail(picture: bytes) -> str | None:
    """Return a small JPEG of a picture as a data URL; None when it is no picture."""
    try:
        with Image.open(io.BytesIO(picture)) as image:
            image.thumbnail((WIDTH_PX, 2 * WIDTH_PX))
            small = io.BytesIO()
            image.convert("RGB").save(small, "JPEG", quality=85)
    except NO_PICTURE:
        return None
    return "data:image/jpeg;base64," + base64.b64encode(small.getvalue()).decode("ascii")


def _chosen(project: Project) -> bytes | None:
    if project.settings.cover_id is None:
        return None
    try:
        return artifacts.path(project.settings.cover_id).read_bytes()
    except EngineError:
        return None


@lru_cache(maxsize=32)
def _drawn(title: str, author: str) -> str:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "cover.jpg"
        draw_cover(path, title=title, author=author)
        return thumbnail(path.read_bytes()) or ""
