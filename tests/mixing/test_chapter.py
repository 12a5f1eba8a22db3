"""A chapter rendered in one pass, and its cards: ACX for the voice, loudness for the mix."""

import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
import soundfile

from engines.mixing import master
from engines.mixing.card import Card, decode, measure
from engines.mixing.chapter import render_chapter, stem_names
from engines.mixing.timeline import RATE_HZ, ChapterTimeline, place
from tests.mixing.making import chapter, line, sine, talk

PROJECT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def rendered(tmp_path_factory: pytest.TempPathFactory) -> tuple[ChapterTimeline, dict[str, Path]]:
    folder = tmp_path_factory.mktemp("chapter")
    timeline = place(talk(folder, 1.2))
    names = ("scored.m4a", "scored.wav", "voice.mp3", *stem_names(timeline))
    files = {name: folder / name for name in names}
    render_chapter(timeline, files)
    return timeline, files


def samples_of(path: Path) -> np.ndarray:
    return np.concatenate([piece for piece, _ in decode(path)])


def readings(card: Card) -> dict[str, float]:
    return {reading.name: reading.value for reading in card.readings}


def test_the_voice_passes_acx_as_an_mp3(rendered: tuple) -> None:
    timeline, files = rendered
    card = measure(files["voice.mp3"], standard="ACX")
    assert card.passed, card.readings
    assert (card.rate_hz, card.channels) == (RATE_HZ, 1)
    assert card.bit_rate == pytest.approx(192000, rel=0.02)
    assert card.rms_db == pytest.approx(master.VOICE_RMS_DB, abs=0.6)
    assert card.seconds == pytest.approx(timeline.seconds, abs=0.06)
    assert card.head_s == pytest.approx(0.75, abs=0.06) and card.tail_s == pytest.approx(2.5, abs=0.06)


def test_the_scored_master_is_as_loud_as_it_should_be(rendered: tuple) -> None:
    timeline, files = rendered
    card = measure(files["scored.m4a"], standard="scored mix")
    assert card.passed, card.readings
    assert card.lufs == pytest.approx(master.SCORED_LUFS, abs=0.5)
    assert card.true_peak_db >= card.peak_db
    assert card.seconds == pytest.approx(timeline.seconds, abs=0.06)


def test_stems_add_up_to_the_scored_mix(rendered: tuple) -> None:
    timeline, files = rendered
    stems = {name: samples_of(files[name]) for name in stem_names(timeline)}
    assert set(stems) == {
        f"stem.{name}.flac" for name in ("narrator", "emma", "music", "ambience", "effects")
    }
    together = sum(stem if stem.shape[1] == 2 else np.repeat(stem, 2, axis=1) for stem in stems.values())
    mix = samples_of(files["scored.wav"])
    assert mix.shape == together.shape
    # a constant gain, where the limiter has nothing to do
    quiet = np.abs(together).max(axis=1) < 0.05
    gain = np.vdot(mix[quiet], together[quiet]) / np.vdot(together[quiet], together[quiet])
    far = np.abs(mix - gain * together).max(axis=1)[quiet]
    assert np.quantile(far, 0.5) < 2e-4


def test_the_same_plan_gives_the_same_bytes(rendered: tuple, tmp_path: Path) -> None:
    timeline, files = rendered
    again = {name: tmp_path / name for name in ("voice.mp3", "scored.m4a")}
    render_chapter(timeline, again)
    for name, path in again.items():
        assert path.read_bytes() == files[name].read_bytes()


def test_progress_rises_to_one_and_may_end_it(rendered: tuple, tmp_path: Path) -> None:
    timeline, _ = rendered
    seen: list[float] = []
    render_chapter(timeline, {"voice.wav": tmp_path / "voice.wav"}, on_progress=seen.append)
    assert seen == sorted(seen) and seen[-1] == 1.0

    def stop(fraction: float) -> None:
        raise InterruptedError

    with pytest.raises(InterruptedError):
        render_chapter(timeline, {"voice.mp3": tmp_path / "voice.mp3"}, on_progress=stop)
    assert {path.name for path in tmp_path.iterdir()} == {"voice.wav"}


def test_silence_stays_silence(tmp_path: Path) -> None:
    said = line(tmp_path / "l.wav", sine(1.0, 200, level=0.0), turn="t")
    timeline = place(chapter(([said], [])))
    render_chapter(timeline, {"voice.wav": tmp_path / "v.wav", "scored.wav": tmp_path / "s.wav"})
    assert not samples_of(tmp_path / "v.wav").any() and not samples_of(tmp_path / "s.wav").any()
    assert not measure(tmp_path / "v.wav", standard="ACX").passed


def test_the_card_reads_what_is_there(tmp_path: Path) -> None:
    rng = np.random.default_rng(0)
    samples = 10 ** (-50 / 20) * rng.standard_normal(RATE_HZ * 6)
    samples[RATE_HZ : RATE_HZ * 4] += sine(3.0, 1000, level=0.25, rate_hz=RATE_HZ).samples
    soundfile.write(tmp_path / "a.wav", samples, RATE_HZ, subtype="FLOAT")
    card = measure(tmp_path / "a.wav", standard="ACX")
    assert card.floor_db == pytest.approx(-50, abs=0.5)
    assert card.head_s == pytest.approx(1.0, abs=0.1) and card.tail_s == pytest.approx(2.0, abs=0.1)
    assert card.peak_db == pytest.approx(-12, abs=0.6)
    assert card.rms_db == pytest.approx(20 * np.log10(0.25 / np.sqrt(2) * np.sqrt(0.5)), abs=0.1)
    failed = {reading.name for reading in card.readings if not reading.passed}
    assert failed == {"Noise floor"}


MEMORY = """
import resource, sys
from pathlib import Path
from engines.mixing.chapter import render_chapter
from engines.mixing.timeline import place
from tests.mixing.making import talk
folder = Path(sys.argv[1])
timeline = place(talk(folder, float(sys.argv[2])))
render_chapter(timeline, {"scored.wav": folder / "s.wav", "voice.wav": folder / "v.wav"})
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="resource is a Unix module")
def test_memory_does_not_grow_with_the_length(tmp_path: Path) -> None:
    def peak(minutes: int) -> int:
        folder = tmp_path / str(minutes)
        folder.mkdir()
        command = [sys.executable, "-c", MEMORY, str(folder), str(minutes)]
        return int(subprocess.run(command, cwd=PROJECT, check=True, capture_output=True, text=True).stdout)

    assert peak(20) < 1.1 * peak(2)
