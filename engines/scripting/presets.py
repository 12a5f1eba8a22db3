"""Script templates: which ways of writing are understood, how long scenes are, how much score there is. TOML files."""

import tomllib
from functools import lru_cache
from pathlib import Path
from typing import Literal

from pydantic import Field, ValidationError

from engines import settings
from engines.errors import PresetError
from engines.types import Options

FOLDER = "templates"


class Template(Options):
    """How a document becomes scenes and turns."""

    title: str
    """For the drop-down."""
    description: str = ""
    """One sentence for the person who chooses."""
    form: Literal["auto", "prose", "screenplay", "stage_play", "bullets", "plain"] = "auto"
    """What the text is written as; auto looks at each chapter. plain: the narrator reads everything."""
    quotes: tuple[Literal["double", "single", "guillemets", "low_high", "dash"], ...] = ()
    """The quotation marks of speech; empty: found out from the text."""
    attributions: bool = True
    """Whether the narrator reads "said Tom"; else such clauses are silent."""
    scene_headings: bool = True
    """Whether the narrator reads INT. TENT - NIGHT."""
    scene_words_min: int = Field(default=300, ge=20, le=20000)
    """A change of time or place begins a new scene only after this many words."""
    scene_words_max: int = Field(default=1500, ge=50, le=50000)
    """A scene longer than this is cut at the next paragraph of narration."""
    scene_cues: bool = True
    """Whether "The next morning" and its like begin scenes."""
    score_density: float = Field(default=0.5, ge=0, le=1)
    """How much score: 0 none, 0.5 a bed of music a scene and its weather, 1 all that is found."""
    effects_per_scene: int = Field(default=3, ge=0, le=20)
    """At most this many single sounds a scene."""


def templates() -> dict[str, Template]:
    """Return all templates by id (the file's name); one in STUDIO_HOME/presets/templates wins over one that ships.

    Raises PresetError for a file that does not fit.
    """
    folders = (settings.presets() / FOLDER, settings.home() / "presets" / FOLDER)
    found = {path.stem: path for folder in folders for path in sorted(folder.glob("*.toml"))}
    return {name: _read(path, path.stat().st_mtime_ns) for name, path in found.items()}


def template(name: str) -> Template:
    """Return one template. Raises PresetError naming those there are."""
    known = templates()
    if name not in known:
        raise PresetError(f"There is no script template {name}. Choose one of {', '.join(sorted(known))}.")
    return known[name]


@lru_cache(maxsize=64)
def _read(path: Path, changed_ns: int) -> Template:
    try:
        made = Template.model_validate(tomllib.loads(path.read_text(encoding="utf-8")))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as exc:
        raise PresetError(
            f"The script template {path} is no TOML: {exc}. Mend the file or delete it."
        ) from exc
    except ValidationError as exc:
        first = exc.errors()[0]
        where = ".".join(map(str, first["loc"])) or "the file"
        raise PresetError(
            f"The script template {path} does not fit: {where}: {first['msg'].lower()}. Mend or delete it."
        ) from exc
    if made.scene_words_min > made.scene_words_max:
        raise PresetError(
            f"The script template {path} wants scenes of more than they may have. Make scene_words_min smaller."
        )
    return made
