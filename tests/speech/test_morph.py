import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engines.speech import morph
from engines.speech.pitch import measure_pitch
from engines.types import AudioClip, Morph
from tests.speech.voices import RATE_HZ, buzz, noise, voiced


@settings(max_examples=20, deadline=None)
@given(
    f0_hz=st.floats(110, 250),
    pitch=st.floats(0.6, 1.5),
    formant=st.floats(0.8, 1.25),
    rate=st.floats(0.7, 1.4),
)
def test_pitch_and_tempo_come_out_as_asked(f0_hz: float, pitch: float, formant: float, rate: float):
    spoken = voiced(buzz(f0_hz), f0_hz)
    changed = morph.apply(spoken, Morph(pitch=pitch, formant=formant, rate=rate))
    assert changed.samples.dtype == np.float32
    if morph.bends_pitch(Morph(pitch=pitch, formant=formant)):
        assert measure_pitch(changed).mean_hz == pytest.approx(f0_hz * pitch, rel=0.03)
        assert changed.seconds * rate == pytest.approx(spoken.seconds, rel=0.02)


def test_a_plain_morph_changes_nothing():
    clip = voiced(buzz(150), 150)
    assert np.array_equal(morph.apply(clip, Morph()).samples, clip.samples)


@pytest.mark.parametrize("formant", [0.8, 1.25])
def test_formants_move_and_pitch_stays(formant: float):
    clip = voiced(buzz(150), 150)
    changed = morph.apply(clip, Morph(formant=formant))
    assert measure_pitch(changed).mean_hz == pytest.approx(150, rel=0.02)
    assert np.sign(_centroid_hz(changed) - _centroid_hz(clip)) == np.sign(formant - 1)


def test_range_widens_intonation_around_its_mean():
    seconds, frames = 2.0, 160
    contour = 150 * 2 ** (0.25 * np.sin(2 * np.pi * np.arange(frames) / frames * 2))
    phase = np.cumsum(np.repeat(contour, int(seconds * RATE_HZ / frames))) / RATE_HZ
    clip = AudioClip(
        (0.3 * sum(np.cos(2 * np.pi * k * phase) / k**2 for k in range(1, 15))).astype(np.float32), RATE_HZ
    )
    flat, wide = (measure_pitch(morph.apply(clip, Morph(pitch_range=factor))) for factor in (0.3, 1.6))
    assert flat.range_semitones < 0.5 * measure_pitch(clip).range_semitones
    assert wide.range_semitones > 1.3 * measure_pitch(clip).range_semitones
    assert wide.mean_hz == pytest.approx(flat.mean_hz, rel=0.05)


def test_tilt_brightens_or_darkens():
    clip = buzz(150)
    dark, bright = (morph.apply(clip, Morph(tilt_db=tilt)) for tilt in (-4, 4))
    assert _centroid_hz(dark) < _centroid_hz(clip) < _centroid_hz(bright)


def test_breath_adds_noise_between_the_harmonics():
    clip = buzz(200)
    breathy = morph.apply(clip, Morph(breath=0.6))
    assert _between_harmonics(breathy, 200) > 10 * _between_harmonics(clip, 200)


@pytest.mark.parametrize(
    "clip",
    [AudioClip(np.zeros(0, np.float32), RATE_HZ), AudioClip(np.zeros(50, np.float32), RATE_HZ), noise(0.3)],
)
def test_what_has_no_pitch_survives(clip: AudioClip):
    changed = morph.apply(clip, Morph(pitch=1.3, formant=0.9, pitch_range=1.5, tilt_db=2, breath=0.3))
    assert np.isfinite(changed.samples).all()


def _spectrum(clip: AudioClip) -> tuple[np.ndarray, np.ndarray]:
    power = np.abs(np.fft.rfft(clip.samples * np.hanning(len(clip.samples)))) ** 2
    return np.fft.rfftfreq(len(clip.samples), 1 / clip.rate_hz), power


def _centroid_hz(clip: AudioClip) -> float:
    hz, power = _spectrum(clip)
    return float((hz * np.sqrt(power)).sum() / np.sqrt(power).sum())


def _between_harmonics(clip: AudioClip, f0_hz: float) -> float:
    hz, power = _spectrum(clip)
    between = (np.abs(hz / f0_hz % 1 - 0.5) < 0.1) & (hz > 1000) & (hz < 4000)
    return float(power[between].mean())
