"""Chapters made of noise and sines, as files, for tests of the mixer."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np

from engines import audio
from engines.mixing.plan import ChapterPlan, Line, ScenePlan, Sound
from engines.types import AudioClip, Cue, Utterance

SPEECH_HZ = 24000
RATE_HZ = 44100


def speech_like(
    seconds: float, *, seed: int = 0, rate_hz: int = SPEECH_HZ, rms_db: float = -20.0
) -> AudioClip:
    """Noise with a voice's spectrum and four syllables a second: it peaks and pauses as speech does."""
    rng = np.random.default_rng(seed)
    n = round(seconds * rate_hz)
    spectrum = np.fft.rfft(rng.standard_normal(n))
    hz = np.fft.rfftfreq(n, 1 / rate_hz)
    voiced = np.fft.irfft(spectrum * (hz > 80) / (1 + (hz / 700) ** 2), n)
    times = np.arange(n) / rate_hz
    syllables = np.clip(np.sin(2 * np.pi * 4 * times) + 0.4, 0, None) ** 1.5
    samples = voiced * syllables
    samples *= 10 ** (rms_db / 20) / np.sqrt(np.mean(samples**2))
    return AudioClip(np.clip(samples, -1, 1).astype(np.float32), rate_hz)


def sine(seconds: float, hz: float, *, level: float = 0.5, rate_hz: int = SPEECH_HZ) -> AudioClip:
    times = np.arange(round(seconds * rate_hz)) / rate_hz
    return AudioClip((level * np.sin(2 * np.pi * hz * times)).astype(np.float32), rate_hz)


def line(
    path: Path,
    clip: AudioClip,
    *,
    turn: str,
    speaker: str = "Narrator",
    pause_s: float = 0.4,
    text: str = "Words.",
) -> Line:
    audio.write(path, clip)
    said = Utterance(turn_id=turn, start=0, end=len(text), text=text, spoken=text, pause_s=pause_s)
    return Line(utterance=said, speaker=speaker, path=path)


def sound(
    path: Path,
    clip: AudioClip,
    *,
    turn: str,
    kind: str = "music",
    seconds: float = 20.0,
    level_db: float = -12.0,
    offset_s: float = 0.0,
) -> Sound:
    stereo = clip.samples if clip.samples.ndim == 2 else np.repeat(clip.samples[:, None], 2, axis=1)
    audio.write(path, AudioClip(stereo, clip.rate_hz))
    cue = Cue(
        id=path.stem,
        kind=kind,
        description=kind,
        seconds=seconds,
        level_db=level_db,
        turn_id=turn,
        offset_s=offset_s,
    )
    return Sound(cue=cue, path=path, loop=kind != "effect")


def chapter(*scenes: tuple[Sequence[Line], Sequence[Sound]], title: str = "One") -> ChapterPlan:
    plans = tuple(
        ScenePlan(scene_id=f"s{number}", title=f"Scene {number}", lines=tuple(lines), sounds=tuple(sounds))
        for number, (lines, sounds) in enumerate(scenes, start=1)
    )
    return ChapterPlan(chapter_id="c1", title=title, scenes=plans)


def talk(folder: Path, minutes: float, *, scored: bool = True, name: str = "One") -> ChapterPlan:
    """A chapter of this length: eight lines said over and over by two speakers, two beds and an effect per scene."""
    lengths = [2.1, 3.4, 1.2, 4.8, 2.7, 6.0, 0.9, 3.3]
    clips = [line(folder / f"line{i}.wav", speech_like(s, seed=i), turn="t0") for i, s in enumerate(lengths)]
    loop = AudioClip(
        np.random.default_rng(5).standard_normal((RATE_HZ * 12, 2)).astype(np.float32) * 0.05, RATE_HZ
    )
    cycle_s = sum(lengths) + 0.4 * len(lengths)
    scenes = []
    for number in range(max(1, round(minutes * 60 / (3 * (cycle_s + 0.4))))):
        lines = []
        for index in range(3 * len(lengths)):
            made = clips[index % len(lengths)]
            said = made.utterance.model_copy(
                update={"turn_id": f"t{number}-{index}", "text": f"Words {index}."}
            )
            speaker = ("Narrator", "Emma")[index % 2]
            lines.append(made.model_copy(update={"utterance": said, "speaker": speaker}))
        sounds = []
        if scored:
            sounds = [
                sound(folder / "bed.wav", loop, turn=f"t{number}-0", seconds=40),
                sound(folder / "rain.wav", loop, turn=f"t{number}-10", seconds=40, kind="ambience"),
                sound(
                    folder / "knock.wav", sine(0.8, 300, rate_hz=RATE_HZ), turn=f"t{number}-5", kind="effect"
                ),
            ]
        scenes.append((lines, sounds))
    return chapter(*scenes, title=name)
