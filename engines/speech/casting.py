"""Gives every character of a book a voice that fits and that nobody else has, as far as there are voices."""

from collections import Counter
from collections.abc import Mapping, Sequence

from engines import registry
from engines.speech.library import voices
from engines.types import Character, Narrator, Voice

AGES = ("child", "young", "adult", "old")
OPPOSITE_GENDER = 100.0
SHARED = 10.0
"""For every character who already has the voice."""
CHILD = 2.0
"""For a grown-up with a child's voice, or the other way round, beside the years between them."""
NEUTRAL_GENDER = 0.5
SLOW = 0.7
"""For an engine that takes longer to speak than a listener to hear: quick voices go first where both fit."""
SLOW_ENGINES = ("speech/kokoro",)


def cast_voices(characters: Sequence[Character], narrator: Narrator) -> tuple[Character, ...]:
    """Return the characters, each with a fitting voice; the most important must come first.

    A character whose `voice_id` is already one of the library's keeps it. The narrator's voice is nobody else's, and
    engines that are not ready are passed over. When there are more characters than voices, the fitting voice that the
    fewest have is shared.
    """
    free = _free_voices(narrator)
    used = Counter(character.voice_id for character in characters if character.voice_id in voices())
    cast = []
    for character in characters:
        voice_id = character.voice_id
        if voice_id not in voices():
            voice_id = _best(character, free, used)
            used[voice_id] += 1
        cast.append(character.model_copy(update={"voice_id": voice_id}))
    return tuple(cast)


def _free_voices(narrator: Narrator) -> list[Voice]:
    free = [voice for voice in voices().values() if voice.id != narrator.voice_id]
    is_ready = {engine: registry.find(engine).ready() is None for engine in {voice.engine for voice in free}}
    return [voice for voice in free if is_ready[voice.engine]] or free


def _best(character: Character, free: Sequence[Voice], used: Mapping[str, int]) -> str:
    return min(free, key=lambda voice: _misfit(character, voice, used.get(voice.id, 0))).id


def _misfit(character: Character, voice: Voice, users: int) -> float:
    """Return how badly a voice suits, 0 at best. A shared voice is better than the wrong gender, not than the age."""
    misfit = SHARED * users + abs(AGES.index(character.age) - AGES.index(voice.age))
    if {character.gender, voice.gender} == {"female", "male"}:
        misfit += OPPOSITE_GENDER
    elif character.gender != voice.gender:
        misfit += NEUTRAL_GENDER
    if (character.age == "child") != (voice.age == "child"):
        misfit += CHILD
    return misfit + SLOW * (voice.engine in SLOW_ENGINES)
