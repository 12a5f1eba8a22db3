"""What every engine has: Options, a role method, load(), ready(), a version. One engine is one file."""

import importlib.util
from abc import ABC, abstractmethod
from typing import ClassVar

import numpy as np

from engines.types import AudioClip, Options, Transcript


class Engine(ABC):
    """An engine. Construction is cheap; `load()` fetches weights into memory and imports heavy packages."""

    id: ClassVar[str]
    """Its path: "speech/kokoro". Set by the registry."""
    Options: ClassVar[type[Options]] = Options
    title: ClassVar[str]
    """For a person: "Kokoro 82M (int8)"."""
    version: ClassVar[str]
    """Changes whenever the same input would sound different; it is part of every part's key."""
    licence: ClassVar[str]
    """Of the weights, an SPDX name where there is one."""
    commercial: ClassVar[bool] = True
    """Whether the licence allows commercial use."""
    packages: ClassVar[tuple[str, ...]] = ()
    """Import names that `load()` needs."""
    device: ClassVar[str] = "cpu"
    """What it is best run on: cpu, gpu or network."""

    def __init__(self, options: Options | None = None) -> None:
        self.options = options or self.Options()

    @classmethod
    def ready(cls) -> str | None:
        """Return None, or the sentence that says what is missing and the command that mends it."""
        missing = [name for name in cls.packages if importlib.util.find_spec(name) is None]
        if missing:
            return f"{cls.title} needs {', '.join(missing)}. Run `make install`."
        return None

    @abstractmethod
    def load(self) -> None:
        """Load weights; a second call does nothing. Raises NotReady with a sentence."""

    def unload(self) -> None:  # noqa: B027 - most engines have nothing to let go of but their attributes
        """Forget the weights, so that memory is freed."""


class SpeechEngine(Engine):
    """Text to speech in the engine's own voices."""

    rate_hz: ClassVar[int]
    languages: ClassVar[tuple[str, ...]] = ("en-US",)
    speakers: ClassVar[tuple[str, ...]]
    """The engine's own voices, the best first."""

    @abstractmethod
    def speak(self, text: str, *, speaker: str = "", rate: float = 1.0, seed: int = 0) -> AudioClip:
        """Return mono speech of one sentence at rate_hz, in [-1, 1], the same for the same arguments.

        speaker: one of `speakers` or a blend the engine understands; empty: the first.
        rate: factor on speaking rate, 0.5 to 2. Raises SpeechError when there is nothing to say or no such speaker.
        """


class SoundEngine(Engine):
    """Music or effects from a description: role folders music/ and effects/."""

    rate_hz: ClassVar[int] = 44100

    @classmethod
    @abstractmethod
    def suits(cls, description: str) -> float:
        """Return how well the engine can make this, 0 (not at all) to 1."""

    @abstractmethod
    def make(self, description: str, seconds: float, *, seed: int = 0, loop: bool = False) -> AudioClip:
        """Return stereo sound, shape (n, 2), of exactly `seconds`, peaks at or below 0.8, the same for the same arguments.

        loop: the end joins the beginning without a seam; else it starts and ends in silence.
        """


class TranscriptionEngine(Engine):
    """Speech to text."""

    @abstractmethod
    def transcribe(self, clip: AudioClip, *, language: str | None = None) -> Transcript:
        """Return what is said, in absolute seconds."""


class SpeakerEngine(Engine):
    """Speaker embeddings."""

    @abstractmethod
    def embed(self, clip: AudioClip) -> np.ndarray:
        """Return a unit vector, float32; its dot product with another is their cosine similarity."""


class QualityEngine(Engine):
    """Non-intrusive speech quality."""

    @abstractmethod
    def score(self, clip: AudioClip) -> dict[str, float]:
        """Return mean opinion scores by name, 1 to 5, "overall" among them."""
