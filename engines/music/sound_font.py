"""Single notes out of the sound font, with the envelopes, dynamics and exact times that its renderer lacks.

symusic 0.5.9 plays the samples well, but heeds neither velocity, nor controllers, nor the decay of plucked
strings (a harp note stays at its level for ever; measured), and stops dead at the end of a score. So it is
asked for plain held notes, and here they are led in, let die away, made softer and darker, and released.
"""

import hashlib
import importlib.util
from pathlib import Path
from typing import Any

import numpy as np

from engines import circle
from engines.circle import RATE_HZ
from engines.errors import NotReady
from engines.music.instruments import Instrument

FONT = "TimGM6mb.sf2"
FONT_SHA256 = "82475b91a76de15cb28a104707d3247ba932e228bada3f47bba63c6b31aaf7a1"
QUALITY = 4
"""symusic's interpolation; 5 and above render silence."""
REFERENCE = 0.12
"""RMS of the loudest tenth of a second of every note at full strength."""
DRUM_PEAK = 0.4
"""Peak of every drum at full strength."""
LONGEST_NOTE_S = 14.0
_STRUCK_FALL_DB = 5.0
"""By how much a plucked note falls at once, after its attack, before its steady decay."""
_SOFT: circle.Curve = [(60, 0), (700, 0), (1600, -5), (3500, -16), (9000, -36)]
"""Tone of a note played as softly as possible."""


def font_path() -> Path:
    """Return where pretty_midi keeps the sound font. Raises NotReady when it is not there."""
    spec = importlib.util.find_spec("pretty_midi")
    path = Path(spec.origin).parent / FONT if spec and spec.origin else None
    if path is None or not path.is_file():
        raise NotReady(
            f"Composed music needs the sound font {FONT} of the package pretty_midi. Run `make install`."
        )
    return path


class SoundFont:
    """The loaded sound font: notes as arrays, kept while the piece is rendered."""

    def __init__(self, path: Path) -> None:
        """Load it. Raises NotReady when the file is not the one that was checked."""
        import symusic

        if hashlib.sha256(path.read_bytes()).hexdigest() != FONT_SHA256:
            raise NotReady(
                f"{path.name} is damaged or another version. Reinstall pretty_midi, or run `make install`."
            )
        self._symusic = symusic
        self._synthesizer = symusic.Synthesizer(str(path), RATE_HZ, QUALITY)

    def held_note(self, program: int, pitch: int, seconds: float, *, drum: bool = False) -> np.ndarray:
        """Return a plain note, shape (n, 2), float32, its loudest 0.1 s at REFERENCE, a drum's peak at
        DRUM_PEAK.
        """
        score: Any = self._symusic.Score(480, "Second")
        track = self._symusic.Track("note", program, drum, ttype="second")
        track.notes.append(self._symusic.Note(0.0, float(seconds), int(pitch), 100, ttype="second"))
        score.tracks.append(track)
        samples = np.asarray(self._synthesizer.render(score, stereo=True), np.float32).T
        padded = np.zeros((circle.friendly(len(samples)), 2), np.float32)
        padded[: len(samples)] = samples
        if drum:
            return padded * np.float32(DRUM_PEAK / max(1e-4, float(np.abs(padded).max())))
        frame = RATE_HZ // 10
        powers = [
            float(np.mean(samples[k : k + frame] ** 2))
            for k in range(0, min(len(samples), 10 * frame), frame // 2)
        ]
        return padded * np.float32(REFERENCE / max(1e-4, max(powers, default=0.0) ** 0.5))


class Player:
    """Plays the notes of one piece; every pitch is rendered once, as long as its longest note."""

    def __init__(self, font: SoundFont, brightness: float) -> None:
        self._font = font
        self._brightness = brightness
        self._kept: dict[tuple[str, int], tuple[np.ndarray, np.ndarray]] = {}

    def prepare(self, instrument: Instrument, holds_s: dict[int, float]) -> None:
        """Render each pitch for as long as it will be held at most, plus its release."""
        drum = instrument.name == "drums"
        for pitch, hold_s in holds_s.items():
            seconds = 1.6 if drum else min(LONGEST_NOTE_S, hold_s + instrument.release_s)
            plain = self._font.held_note(instrument.program, pitch, seconds, drum=drum)
            if instrument.decay_db_s:
                plain = _let_decay(plain, instrument.decay_db_s)
            self._kept[instrument.name, pitch] = plain, circle.shape(plain, _SOFT)

    def note(self, instrument: Instrument, pitch: int, hold_s: float, strength: float) -> np.ndarray:
        """Return a note as it is played, shape (n, 2): strength 0 to 1 makes it louder and brighter."""
        plain, soft = self._kept[instrument.name, pitch]
        bright = min(1.0, max(0.0, 0.7 * self._brightness + 0.6 * strength))
        count = (
            len(plain)
            if instrument.name == "drums"
            else min(len(plain), round((hold_s + instrument.release_s) * RATE_HZ))
        )
        time_s = np.arange(count, dtype=np.float32) / RATE_HZ
        rise = np.minimum(1, time_s / max(0.002, instrument.attack_s * (1.3 - strength)))
        fall = np.minimum(
            1, time_s[::-1] / max(0.02, instrument.release_s if instrument.name != "drums" else 0.3)
        )
        envelope = rise * rise * (3 - 2 * rise) * fall * fall * np.float32(strength**1.4)
        return (bright * plain[:count] + (1 - bright) * soft[:count]) * envelope[:, None]


def _let_decay(plain: np.ndarray, decay_db_s: float) -> np.ndarray:
    """Return a note whose level falls as a plucked string's does, whatever the level of the sample's own
    loop.

    Its level is measured every 20 ms and brought to the wanted one; more than 24 dB up it is never brought.
    """
    frame = RATE_HZ // 50
    count = max(2, len(plain) // frame)
    frames = plain[: count * frame].reshape(count, -1) if len(plain) >= count * frame else plain[None]
    measured = 10 * np.log10(np.mean(frames**2, axis=1) + 1e-9)
    smooth = np.convolve(np.pad(measured, 2, mode="edge"), np.ones(5) / 5, "valid")
    time_s = np.arange(len(smooth)) / 50
    wanted = (
        smooth[: min(3, len(smooth))].max()
        - _STRUCK_FALL_DB * (1 - np.exp(-time_s / 0.12))
        - decay_db_s * time_s
    )
    change = np.minimum(wanted - smooth, 24.0) * (1 - np.exp(-time_s / 0.04))
    gains = 10 ** (np.interp(np.arange(len(plain)) / RATE_HZ, time_s + 0.01, change) / 20)
    return plain * gains[:, None].astype(np.float32)
