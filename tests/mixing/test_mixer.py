"""What comes out of the mixer: lines where they belong, beds that make way, nothing that clicks."""

from pathlib import Path

import numpy as np
import pytest

from engines import audio
from engines.errors import AudioError
from engines.mixing.ducking import Ducking, duck_curve, speech_regions
from engines.mixing.levels import measure_levels
from engines.mixing.loudness import Loudness
from engines.mixing.mixer import BLOCK_SAMPLES, Block, mix
from engines.mixing.plan import ChapterPlan
from engines.mixing.sources import SoundReader
from engines.mixing.timeline import RATE_HZ, ChapterTimeline, place
from engines.types import AudioClip
from tests.mixing.making import chapter, line, sine, sound, speech_like, talk

DUCKING = Ducking()


def mixed(plan: ChapterPlan, *, scored: bool = True) -> tuple[ChapterTimeline, list[Block]]:
    timeline = place(plan)
    return timeline, list(mix(timeline, measure_levels(timeline, DUCKING), DUCKING, scored=scored))


def bus(blocks: list[Block], kind: str) -> np.ndarray:
    return np.concatenate(
        [block.sounds.get(kind, np.zeros((block.count, 2), np.float32)) for block in blocks]
    )


def noise_loop(seconds: float = 5.0, rate_hz: int = RATE_HZ) -> AudioClip:
    rng = np.random.default_rng(3)
    return AudioClip(rng.uniform(-0.1, 0.1, (round(seconds * rate_hz), 2)).astype(np.float32), rate_hz)


def level_db(samples: np.ndarray, start_s: float, end_s: float) -> float:
    return audio.rms_db(samples[round(start_s * RATE_HZ) : round(end_s * RATE_HZ)])


def test_lines_sound_when_the_timeline_says_and_pauses_are_digital_silence(tmp_path: Path) -> None:
    # the second line crosses a border of blocks
    lengths = [3.0, 12.0, 0.5]
    lines = [line(tmp_path / f"{s}.wav", sine(s, 220), turn=f"t{s}", speaker=f"S{s}") for s in lengths]
    timeline, blocks = mixed(chapter((lines, [])))
    voice = np.concatenate([block.voice for block in blocks])
    assert len(voice) == round(timeline.seconds * RATE_HZ) > 2 * BLOCK_SAMPLES
    sounding = np.zeros(len(voice), bool)
    for placed, seconds in zip(timeline.lines, lengths, strict=True):
        first, last = round(placed.start_s * RATE_HZ), round(placed.end_s * RATE_HZ)
        sounding[first:last] = True
        expected = audio.resample(sine(seconds, 220), RATE_HZ).samples
        np.testing.assert_allclose(
            voice[first + 200 : last - 200], expected[200 : last - first - 200], atol=2e-4
        )
    assert not voice[~sounding].any()


def test_each_speaker_has_a_bus_and_they_add_up(tmp_path: Path) -> None:
    timeline, blocks = mixed(talk(tmp_path, 1))
    assert {name for block in blocks for name in block.voices} == {"Narrator", "Emma"}
    for block in blocks:
        np.testing.assert_allclose(block.voice, sum(block.voices.values()), atol=1e-6)
        expected = block.voice[:, None] + sum(block.sounds.values(), np.zeros((1, 2), np.float32))
        np.testing.assert_allclose(block.together, expected, atol=1e-6)


def test_a_bed_is_down_under_speech_before_it_begins_and_up_in_pauses(tmp_path: Path) -> None:
    lines = [line(tmp_path / f"{i}.wav", sine(4, 220), turn=f"t{i}", pause_s=6.0) for i in range(2)]
    bed = sound(tmp_path / "bed.wav", noise_loop(), turn="t0", seconds=60)
    timeline, blocks = mixed(chapter((lines, [bed])))
    music = bus(blocks, "music")
    first, second = timeline.lines
    under = level_db(music, first.start_s + 2, first.end_s)
    free = level_db(music, first.end_s + 2, second.start_s - 1)
    assert free - under == pytest.approx(DUCKING.depth_db, abs=0.2)
    assert level_db(music, second.start_s - DUCKING.lead_s, second.start_s) == pytest.approx(under, abs=0.2)


def test_a_bed_stands_at_its_level_below_the_speech(tmp_path: Path) -> None:
    lines = [line(tmp_path / f"{i}.wav", speech_like(6, seed=i), turn=f"t{i}", pause_s=8.0) for i in range(2)]
    bed = sound(tmp_path / "bed.wav", noise_loop(), turn="t0", seconds=90, level_db=-14)
    timeline, blocks = mixed(chapter((lines, [bed])))
    voice = Loudness(RATE_HZ, 2)
    music = Loudness(RATE_HZ, 2)
    voice.add(np.repeat(np.concatenate([block.voice for block in blocks])[:, None], 2, axis=1))
    first, second = (round(s * RATE_HZ) for s in (timeline.lines[0].end_s + 2, timeline.lines[1].start_s - 1))
    music.add(bus(blocks, "music")[first:second])
    assert music.lufs - voice.lufs == pytest.approx(-14, abs=0.3)


def test_the_predicted_loudness_is_what_the_mix_measures(tmp_path: Path) -> None:
    timeline = place(talk(tmp_path, 2))
    levels = measure_levels(timeline, DUCKING)
    meter = Loudness(RATE_HZ, 2)
    for block in mix(timeline, levels, DUCKING):
        meter.add(block.together)
    assert meter.lufs == pytest.approx(levels.mix_lufs, abs=0.2)
    assert levels.mix_lufs > levels.voice_lufs


def test_nothing_clicks(tmp_path: Path) -> None:
    # slow sines that stop and loop in full swing: any step is the mixer's doing
    lines = [line(tmp_path / "l.wav", sine(1.1, 100.3), turn=f"t{i}", pause_s=0.7) for i in range(12)]
    hum = sine(2.0, 50, rate_hz=RATE_HZ)
    beds = [
        sound(tmp_path / f"b{i}.wav", hum, turn=f"t{i}", kind=k) for i, k in ((0, "music"), (6, "ambience"))
    ]
    effect = sound(tmp_path / "e.wav", sine(0.513, 60, rate_hz=RATE_HZ), turn="t3", kind="effect")
    _, blocks = mixed(chapter((lines, [*beds, effect])))
    for kind in ("music", "ambience", "effect"):
        samples = bus(blocks, kind)
        assert samples.any()
        steepest = np.abs(samples).max() * 2 * np.pi * 60 / RATE_HZ
        assert np.abs(np.diff(samples, axis=0)).max() < 1.2 * steepest
    voice = np.concatenate([block.voice for block in blocks])
    assert np.abs(np.diff(voice)).max() < 2 * np.abs(voice).max() * 2 * np.pi * 100.3 / RATE_HZ


def test_the_duck_curve_is_the_same_read_in_pieces(tmp_path: Path) -> None:
    regions = speech_regions(place(talk(tmp_path, 1)))
    times = np.arange(0, 60, 0.01)
    whole = duck_curve(times, regions, DUCKING)
    pieces = [duck_curve(piece, regions, DUCKING) for piece in np.array_split(times, 11)]
    np.testing.assert_array_equal(np.concatenate(pieces), whole)
    assert np.abs(np.diff(20 * np.log10(whole))).max() <= 0.011 * DUCKING.depth_db / DUCKING.attack_s


@pytest.mark.parametrize("rate_hz", [RATE_HZ, 32000])
def test_a_loop_goes_round_without_a_seam(tmp_path: Path, rate_hz: int) -> None:
    hum = sine(1.0, 100, rate_hz=rate_hz)
    path = sound(tmp_path / "hum.wav", hum, turn="t").path
    with SoundReader(path, loop=True) as reader:
        samples = np.concatenate([reader.read(count) for count in (10000, 50000, 3, 90000)])
    expected = 0.5 * np.sin(2 * np.pi * 100 * np.arange(len(samples)) / RATE_HZ)
    # a resampler rings where the sound begins, but not where it goes round
    np.testing.assert_allclose(samples[2000:, 0], expected[2000:], atol=2e-3)


def test_a_sound_that_does_not_loop_ends_in_silence(tmp_path: Path) -> None:
    path = sound(tmp_path / "e.wav", sine(0.1, 100, rate_hz=RATE_HZ), turn="t").path
    with SoundReader(path, loop=False) as reader:
        samples = reader.read(RATE_HZ)
    assert samples[:4410].any() and not samples[4410:].any()


def test_a_missing_line_is_named(tmp_path: Path) -> None:
    plan = chapter(([line(tmp_path / "gone.wav", sine(1, 200), turn="t")], []))
    (tmp_path / "gone.wav").unlink()
    with pytest.raises(AudioError, match="gone.wav"):
        place(plan)
