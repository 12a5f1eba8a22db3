"""Gives every character of a book a voice that fits and that nobody else has, as far as there are voices."""

from collections import Counter
from collections.abc import Sequence

from engines.speech.library import voices
from engines.types import Character, Narrator, Voice

AGES = ("child", "young", "adult", "old")


def cast_voices(characters: Sequence[Character], narrator: Narrator) -> tuple[Character, ...]:
    """Return the characters, each with a fitting voice; the most important must come first.

    A character whose `voice_id` is already one of the library's keeps it. The narrator's voice is nobody else's. When
    there are more characters than voices, the fitting voice that the fewest have is shared.
    """
    free = {voice_id: voice for voice_id, voice in voices().items() if voice_id != narrator.voice_id}
    used = Counter(character.voice_id for character in characters if character.voice_id in free)
    cast = []
    for character in characters:
        voice_id = character.voice_id
        if voice_id not in voices():
            voice_id = min(free, key=lambda one: _misfit(character, free[one], used[one]))
            used[voice_id] += 1
        cast.append(character.model_copy(update={"voice_id": voice_id}))
    return tuple(cast)


def _misfit(character: Character, voice: Voice, users: int) -> float:
    """Return how badly a voice suits, 0 at best. The wrong gender is worse than a shared voice, the wrong age is not."""
    opposite = {character.gender, voice.gender} == {"female", "male"}
    gender = 100 if opposite else 0.5 if character.gender != voice.gender else 0
    age = abs(AGES.index(character.age) - AGES.index(voice.age))
    return gender + 10 * users + age * (3 if "child" in (character.age, voice.age) else 1)
