"""Before a long run: how long the book will be, how long this machine needs for it, how much disk it takes."""

from collections import Counter

from engines.types import Cast, Noun, Turn
from jobs import projects
from jobs.store import speeds

WORDS_PER_S = 2.7
"""Of finished narration, pauses included: childrens-literature.epub by the default narrator (tests.bench prints it)."""
FALLBACK_FACTOR = 10.0
"""Seconds of sound per second of computing assumed for a voice that was never measured here: the slowest quick voice."""
MIX_FACTOR = 60.0
"""The same for mixing and encoding, until it was measured here."""
BYTES_PER_S = 16_000 + 48_000 + 40_000
"""Of finished sound: an M4B at 128 kb/s, the utterances as 16-bit WAV at 24 kHz, two masters per chapter."""


class Preflight(Noun):
    """What a run will take."""

    words: int
    audio_s: float
    """Seconds of finished sound."""
    compute_s: float
    """Seconds of computing on this machine."""
    disk_bytes: int
    is_measured: bool
    """Whether the speeds were measured on this machine; else they are assumed."""


def preflight(project_id: str, scene_ids: tuple[str, ...] = ()) -> Preflight:
    """Return what rendering these scenes (all when empty) will take, parts made earlier not counted off."""
    cast = projects.get(project_id).cast
    words: Counter[str] = Counter()
    for scene in projects.script(project_id).scenes:
        if scene_ids and scene.id not in scene_ids:
            continue
        for turn in scene.spoken_turns:
            words[_voice(cast, turn)] += len(turn.text.split())
    factors = speeds.real_time_factors()
    total = sum(words.values())
    audio_s = total / WORDS_PER_S
    speech_s = sum(
        count / WORDS_PER_S / factors.get(voice, FALLBACK_FACTOR) for voice, count in words.items()
    )
    return Preflight(
        words=total,
        audio_s=audio_s,
        compute_s=speech_s + audio_s / factors.get("mix", MIX_FACTOR),
        disk_bytes=int(audio_s * BYTES_PER_S),
        is_measured="mix" in factors and all(voice in factors for voice in words),
    )


def _voice(cast: Cast, turn: Turn) -> str:
    try:
        return cast.voice_id(turn)
    except KeyError:
        return ""
