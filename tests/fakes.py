"""Engines that need no weights: they pass the same contracts as the real ones, in microseconds."""

import numpy as np
import pytest

from engines import models, registry
from engines.base import Engine, SpeechEngine, TranscriptionEngine
from engines.errors import SpeechError
from engines.speech import library
from engines.types import AudioClip, Segment, Transcript, Voice, Word

SECONDS_A_LETTER = 0.05


class FakeSpeech(SpeechEngine):
    """A sine whose length follows the text; its pitch tells the speakers apart."""

    id = "speech/fake"
    title = "Fake speech"
    version = "fake/1"
    licence = "CC0-1.0"
    rate_hz = 16000
    speakers = ("low", "high")
    hz = {"low": 120.0, "high": 240.0}

    def load(self) -> None:
        pass

    def speak(self, text: str, *, speaker: str = "", rate: float = 1.0, seed: int = 0) -> AudioClip:
        speaker = speaker or self.speakers[0]
        if speaker not in self.speakers:
            raise SpeechError(f"{self.title} has no voice {speaker}. Choose {', '.join(self.speakers)}.")
        letters = sum(character.isalnum() for character in text)
        if not letters:
            raise SpeechError("There is nothing to say. Write words.")
        time = np.arange(int(letters * SECONDS_A_LETTER / rate * self.rate_hz)) / self.rate_hz
        samples = 0.3 * np.sin(2 * np.pi * self.hz[speaker] * time + seed)
        return AudioClip(samples.astype(np.float32), self.rate_hz)


class FakeTranscriber(TranscriptionEngine):
    """Hears the prepared words, spread evenly over the clip."""

    id = "transcription/fake"
    title = "Fake transcriber"
    version = "fake/1"
    licence = "CC0-1.0"
    words = ("nothing", "was", "said")

    def load(self) -> None:
        pass

    def transcribe(self, clip: AudioClip, *, language: str | None = None) -> Transcript:
        step = clip.seconds / len(self.words)
        words = tuple(
            Word(text=word, start=place * step, end=(place + 1) * step)
            for place, word in enumerate(self.words)
        )
        segment = Segment(text=" ".join(self.words), start=0.0, end=clip.seconds, words=words)
        return Transcript(
            language=language or "en", seconds=clip.seconds, segments=(segment,) if clip.seconds else ()
        )


def register(monkeypatch: pytest.MonkeyPatch, engine_class: type[Engine]) -> str:
    """Let the registry find a fake for the length of one test; return its id."""
    role = engine_class.id.split("/", 1)[0]
    monkeypatch.setitem(registry.engines(role), engine_class.id, engine_class)
    return engine_class.id


BOOK = """# One

The wind rose.

"Who is there?" asked Anna.

"Only me," whispered Ben.

# Two

Nobody answered. It rained.
"""
"""A manuscript of two chapters and two speakers."""


def fake_library(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Let everybody in the library speak with the fake voice; return the list that fills with every text that is said."""
    said: list[str] = []
    models.free()

    class Listening(FakeSpeech):
        def speak(self, text: str, **how):
            said.append(text)
            return super().speak(text, **how)

    register(monkeypatch, Listening)
    voices = {
        name: Voice(id=name, name=name, engine="speech/fake", speaker=pitch)
        for name, pitch in {"ada": "low", "joe": "high", "marlow": "low", "wren": "high"}.items()
    }
    narrators = {one.id: one.model_copy(update={"voice_id": "ada"}) for one in library.narrators().values()}
    for module in ("engines.speech.library", "engines.speech.casting"):
        monkeypatch.setattr(f"{module}.voices", lambda: voices)
    monkeypatch.setattr("engines.speech.library.narrators", lambda: narrators)
    return said
