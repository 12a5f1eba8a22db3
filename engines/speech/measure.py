"""Measures the cast library: `python -m engines.speech.measure` prints the tables of docs/voices.md.

DNSMOS, its loss against the base voice, round-trip word error rate, the nearest other voice by CAM++ and the speed, each
on the same sentences, which no voice was chosen by.
"""

import argparse
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from engines import models
from engines.base import QualityEngine, SpeakerEngine
from engines.quality.roundtrip import hear, word_error_rate
from engines.speech.deliveries import MANNERS
from engines.speech.level import loudness_lufs
from engines.speech.library import voices
from engines.speech.performance import perform
from engines.speech.pitch import measure_pitch
from engines.types import AudioClip, Delivery, Morph, Voice

SENTENCES = (
    "Technology changes quickly, but good stories stay with us for many years.",
    "We walked along the river until the music from the festival faded away.",
    "The detective examined the broken window and found a small silver key.",
    "Tomorrow morning the children will visit the museum with their teacher.",
    "I have never seen a garden as beautiful as the one behind your house.",
)
SPEAKER_ENGINE, QUALITY_ENGINE = "speakers/campplus", "quality/dnsmos"


@dataclass(frozen=True)
class Recording:
    """A voice heard saying the sentences."""

    clips: tuple[AudioClip, ...]
    seconds_to_make: float

    @property
    def joined(self) -> AudioClip:
        return AudioClip(np.concatenate([clip.samples for clip in self.clips]), self.clips[0].rate_hz)

    @property
    def times_real(self) -> float:
        """Seconds of sound a second of computing makes."""
        return self.joined.seconds / self.seconds_to_make


@dataclass(frozen=True)
class Measure:
    """What was measured of one voice."""

    f0_hz: float
    quality: float
    """DNSMOS, overall."""
    loss: float
    """How much less than the base voice's."""
    word_error_rate: float
    nearest: str
    """The other voice most like it."""
    similarity: float
    """CAM++ cosine to that one."""
    times_real: float


def record(voice: Voice, sentences: Sequence[str], delivery: Delivery = "neutral") -> Recording:
    """Return the voice saying the sentences; loading is not counted."""
    perform("Hello.", voice, delivery=delivery)
    start = time.perf_counter()
    clips = tuple(perform(sentence, voice, delivery=delivery) for sentence in sentences)
    return Recording(clips, time.perf_counter() - start)


def measure(cast: Sequence[Voice], sentences: Sequence[str] = SENTENCES) -> dict[str, Measure]:
    """Return what there is to know of every voice, by id."""
    recordings = {voice.id: record(voice, sentences) for voice in cast}
    vectors = {voice_id: _embed(recording.joined) for voice_id, recording in recordings.items()}
    bases: dict[tuple[str, str], float] = {}
    found = {}
    for voice in cast:
        recording, base = recordings[voice.id], (voice.engine, voice.speaker)
        quality = _quality(recording.joined)
        if base not in bases:
            plain = voice.morph == Morph()
            bases[base] = quality if plain else _quality(record(base_of(voice), sentences).joined)
        similar = {
            other: float(vectors[voice.id] @ vector) for other, vector in vectors.items() if other != voice.id
        }
        nearest = max(similar, key=similar.__getitem__, default="")
        found[voice.id] = Measure(
            f0_hz=measure_pitch(recording.joined).mean_hz,
            quality=quality,
            loss=bases[base] - quality,
            word_error_rate=_error_rate(sentences, recording.clips),
            nearest=nearest,
            similarity=similar.get(nearest, 0.0),
            times_real=recording.times_real,
        )
    return found


def base_of(voice: Voice) -> Voice:
    """Return the voice without its morph."""
    return voice.model_copy(update={"id": f"{voice.id}-base", "morph": Morph()})


def voice_table(measures: dict[str, Measure]) -> str:
    """Return a Markdown table, one voice a row."""
    rows = [
        "| voice | base | F0 Hz | DNSMOS | loss | WER % | nearest (CAM++) | x real time |",
        "|---|---|---|---|---|---|---|---|",
    ]
    for voice_id, one in measures.items():
        voice = voices()[voice_id]
        base = f"{voice.engine.removeprefix('speech/')} {voice.speaker}".strip()
        rows.append(
            f"| {voice.name} | {base} | {one.f0_hz:.0f} | {one.quality:.2f} | {one.loss:+.2f} | "
            f"{100 * one.word_error_rate:.1f} | {one.nearest} {one.similarity:.2f} | {one.times_real:.1f} |"
        )
    return "\n".join(rows)


def delivery_table(voice: Voice, sentences: Sequence[str] = SENTENCES) -> str:
    """Return a Markdown table of one voice, one delivery a row."""
    rows = [
        "| delivery | F0 Hz | range st | voiced | tempo | LUFS | brightness Hz | DNSMOS | WER % | x real time |",
        "|---|---|---|---|---|---|---|---|---|---|",
    ]
    plain_s = record(voice, sentences).joined.seconds
    for delivery in MANNERS:
        recording = record(voice, sentences, delivery)
        clip = recording.joined
        pitch = measure_pitch(clip)
        rows.append(
            f"| {delivery} | {pitch.mean_hz:.0f} | {pitch.range_semitones:.1f} | {pitch.voiced_fraction:.2f} | "
            f"{plain_s / clip.seconds:.2f} | {loudness_lufs(clip.samples, clip.rate_hz):.1f} | "
            f"{_brightness_hz(clip):.0f} | {_quality(clip):.2f} | "
            f"{100 * _error_rate(sentences, recording.clips):.1f} | {recording.times_real:.0f} |"
        )
    return "\n".join(rows)


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--voices", nargs="*", default=list(voices()), help="only these voices")
    parser.add_argument("--deliveries", metavar="VOICE", help="measure the deliveries of one voice instead")
    arguments = parser.parse_args()
    if arguments.deliveries:
        sys.stdout.write(delivery_table(voices()[arguments.deliveries]) + "\n")
    else:
        sys.stdout.write(voice_table(measure([voices()[one] for one in arguments.voices])) + "\n")


def _embed(clip: AudioClip) -> np.ndarray:
    engine = models.get(SPEAKER_ENGINE)
    assert isinstance(engine, SpeakerEngine)
    return engine.embed(clip)


def _quality(clip: AudioClip) -> float:
    engine = models.get(QUALITY_ENGINE)
    assert isinstance(engine, QualityEngine)
    return engine.score(clip)["overall"]


def _error_rate(sentences: Sequence[str], clips: Sequence[AudioClip]) -> float:
    return word_error_rate(" ".join(sentences), " ".join(hear(clip) for clip in clips))


def _brightness_hz(clip: AudioClip) -> float:
    spectrum = np.abs(np.fft.rfft(clip.samples))
    return float((np.fft.rfftfreq(len(clip.samples), 1 / clip.rate_hz) * spectrum).sum() / spectrum.sum())


if __name__ == "__main__":
    main()
