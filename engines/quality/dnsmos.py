"""DNSMOS P.835: how good speech sounds, guessed by a network that was taught by listeners.

Reddy et al., "DNSMOS P.835: a non-intrusive perceptual objective speech quality metric" (2022). The package `speechmos` is
used for its network only; its own code would pull in librosa.
"""

from typing import Any

import numpy as np

from engines import onnx
from engines.audio import resample
from engines.base import QualityEngine
from engines.errors import AudioError
from engines.types import AudioClip
from engines.weights import Weights, missing, verified

MODEL = Weights(
    "speechmos",
    "dnsmos_models/sig_bak_ovr.onnx",
    "269fbebdb513aa23cddfbb593542ecc540284a91849ac50516870e1ac78f6edd",
)
RATE_HZ = 16000
WINDOW_S = 9.01
"""What the network hears at once; shorter clips are repeated, longer ones averaged over windows 1 s apart."""
CALIBRATION = {
    "signal": (-0.08397278, 1.22083953, 0.0052439),
    "background": (-0.13166888, 1.60915514, -0.39604546),
    "overall": (-0.06766283, 1.11546468, 0.04602535),
}
"""Polynomials, highest power first, from the network's outputs (in this order) to mean opinion scores
(https://github.com/microsoft/DNS-Challenge/tree/master/DNSMOS)."""


class Dnsmos(QualityEngine):
    """Mean opinion scores "signal", "background" and "overall", 1 (bad) to 5 (excellent)."""

    title = "DNSMOS P.835"
    version = "dnsmos-p835/1"
    licence = "MIT"
    packages = ("speechmos", "onnxruntime")

    _session: Any = None

    @classmethod
    def ready(cls) -> str | None:
        return super().ready() or missing(cls.title, (MODEL,))

    def load(self) -> None:
        if self._session is not None:
            return
        self._session = onnx.session(verified(MODEL), threads=0)

    def unload(self) -> None:
        self._session = None

    def score(self, clip: AudioClip) -> dict[str, float]:
        self.load()
        samples = clip.samples.mean(axis=1) if clip.samples.ndim > 1 else clip.samples
        heard = resample(AudioClip(samples.astype(np.float32), clip.rate_hz), RATE_HZ).samples
        if not len(heard):
            raise AudioError("A clip without sound has no quality. Choose another clip.")
        raw = np.array(
            [self._session.run(None, {"input_1": window[None]})[0][0] for window in windows(heard)]
        )
        return {
            name: float(np.mean(np.polyval(polynomial, raw[:, column])))
            for column, (name, polynomial) in enumerate(CALIBRATION.items())
        }


def windows(samples: np.ndarray) -> list[np.ndarray]:
    """Return stretches of 9.01 s, 1 s apart, in [-1, 1]; a shorter clip is doubled until it fills one."""
    size = int(WINDOW_S * RATE_HZ)
    samples = np.clip(samples, -1, 1).astype(np.float32)
    while len(samples) < size:
        samples = np.concatenate([samples, samples])
    return [samples[start : start + size] for start in range(0, len(samples) - size + 1, RATE_HZ)]
