"""The engine of a cue."""

import pytest

from engines import registry
from engines.base import SoundEngine
from engines.effects.choose import best_engine
from engines.effects.procedural import Procedural


@pytest.mark.parametrize(
    ("kind", "engine_id"),
    [("music", "music/composed"), ("ambience", "effects/procedural"), ("effect", "effects/procedural")],
)
def test_the_embedded_engines_make_every_kind(kind: str, engine_id: str) -> None:
    assert best_engine(kind, "rain, tense strings, xylozyme") == engine_id


def test_a_ready_engine_that_suits_better_is_taken_and_one_that_is_not_ready_is_not(monkeypatch) -> None:
    class Better(Procedural):
        @classmethod
        def suits(cls, description: str) -> float:
            return 1.0 if "dragon" in description else 0.0

    class NotThere(Better):
        @classmethod
        def ready(cls) -> str | None:
            return "It needs a GPU."

    known: dict[str, type[SoundEngine]] = {
        "effects/procedural": Procedural,
        "effects/x": NotThere,
        "effects/y": Better,
    }
    monkeypatch.setattr("engines.effects.choose.engines", lambda role: known)
    assert best_engine("effect", "dragon breath") == "effects/y"
    assert best_engine("effect", "rain") == "effects/procedural"
    assert registry.engines("effects")
