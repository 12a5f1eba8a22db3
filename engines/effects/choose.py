"""Which engine makes the sound of a cue."""

from engines.base import SoundEngine
from engines.registry import engines

EMBEDDED = {"music": "music/composed", "effects": "effects/procedural"}
"""What is always there, by role."""


def best_engine(kind: str, description: str) -> str:
    """Return the id of the ready engine that suits a description best; the embedded one among equals.

    kind: a cue's kind; "music" asks the music engines, "ambience" and "effect" the effect engines.
    """
    role = "music" if kind == "music" else "effects"
    known = {
        engine_id: engine for engine_id, engine in engines(role).items() if issubclass(engine, SoundEngine)
    }
    best = EMBEDDED[role]
    best_score = known[best].suits(description)
    for engine_id, engine in known.items():
        if engine_id != EMBEDDED[role] and engine.ready() is None:
            score = engine.suits(description)
            if score > best_score:
                best, best_score = engine_id, score
    return best
