"""hibari: the fast female default. A distilled Kokoro af_heart whose network predicts spectra a hundred times faster
than real time; the pitch it predicts comes along, so that morphs need no analysis.

Imports code of the package `hibari`: its G2P (engines.speech.phonemes) and its inverse transform (hibari.dsp).
"""

import json
from typing import Any

import numpy as np

from engines import onnx
from engines.base import SpeechEngine
from engines.errors import SpeechError
from engines.speech.phonemes import LEXICON, phonemes
from engines.speech.pitch import Pitch, VoicedClip
from engines.speech.psola import resynthesize
from engines.weights import Weights, missing, verified

MODEL = Weights(
    "hibari", "assets/hibari.onnx", "5f70741d4e900f4e85d0037498736cc1b3e1b9a63a13546a5da1e63abf4fccd8"
)
VOCABULARY = Weights(
    "hibari", "assets/vocab.json", "70abefbe8a1c8865e43e0a43bbdc25b91a33e4aa053479d443ccf23e20a59e5d"
)
FRAME_S = 0.0125
"""Seconds a frame of the network lasts."""
VOICED_HZ = 40.0
"""Below this the network means unvoiced."""


class Hibari(SpeechEngine):
    """Text to speech with hibari's one voice."""

    title = "Hibari (Kokoro af_heart, distilled)"
    version = "hibari-0.2.1/1"
    licence = "Apache-2.0"
    packages = ("hibari", "onnxruntime")
    rate_hz = 24000
    speakers = ("af_heart",)

    _session: Any = None

    @classmethod
    def ready(cls) -> str | None:
        return super().ready() or missing(cls.title, (MODEL, VOCABULARY, *LEXICON))

    def load(self) -> None:
        if self._session is not None:
            return
        self._vocabulary = json.loads(verified(VOCABULARY).read_text("utf-8"))
        self._session = onnx.session(verified(MODEL))  # a second thread gains nothing

    def unload(self) -> None:
        self._session = None

    def speak(self, text: str, *, speaker: str = "", rate: float = 1.0, seed: int = 0) -> VoicedClip:
        if speaker not in ("", *self.speakers):
            raise SpeechError(f"{self.title} has no voice {speaker}. Choose {', '.join(self.speakers)}.")
        self.load()
        noise = np.random.default_rng(seed)
        pieces = [self._render(chunk, noise) for chunk in phonemes(text)]
        samples = np.concatenate([piece[0] for piece in pieces])
        pitch = Pitch(np.concatenate([piece[1] for piece in pieces]), FRAME_S)
        if rate != 1.0:
            # the network's own speed moves in steps of up to 20 % (it rounds to frames), so tempo is changed afterwards
            samples = resynthesize(samples, self.rate_hz, pitch, ratio=np.ones_like(pitch.f0_hz), rate=rate)
            pitch = Pitch(pitch.f0_hz, FRAME_S / rate)
        return VoicedClip(np.clip(samples, -1, 1), self.rate_hz, pitch)

    def _render(self, chunk: str, noise: np.random.Generator) -> tuple[np.ndarray, np.ndarray]:
        from hibari import dsp

        ids = [0, *(self._vocabulary[mark] for mark in chunk if mark in self._vocabulary), 0]
        outputs = self._session.run(None, {"ids": np.array([ids], np.int64), "speed": np.ones(1, np.float32)})
        *spectra, f0_hz = (output[0] for output in outputs)
        samples = dsp.synth(*spectra, f0_hz, noise)
        return samples, np.where(f0_hz > VOICED_HZ, f0_hz, 0).astype(np.float32)
