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
"""No note is held for longer."""
RING_S = 1.5
"""How long a drum rings, whatever the length of its note."""
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
        self._symusic: Any = symusic
        self._synthesizer = symusic.Synthesizer(str(path), RATE_HZ, QUALITY)

    def held_note(self, program: int, pitch: int, seconds: float, *, drum: bool = False) -> np.ndarray:
        """Return a plain note, mono, float32, its loudest 0.1 s at REFERENCE, a drum's peak at DRUM_PEAK.

        Mono, because many samples of this font are panned hard to one side. Padded to a length that is quick
        to filter.
        """
        score: Any = self._symusic.Score(480, "Second")
        track: Any = self._symusic.Track("note", program, drum, ttype="second")
        track.notes.append(self._symusic.Note(0.0, float(seconds), int(pitch), 100, ttype="second"))
        score.tracks.append(track)
        sides = np.asarray(self._synthesizer.render(score, stereo=True), np.float32)
        plain = np.zeros(circle.friendly(sides.shape[1]), np.float32)
        plain[: sides.shape[1]] = sides.mean(axis=0)
        if drum:
            return plain * np.float32(DRUM_PEAK / max(1e-4, float(np.abs(plain).max())))
        frame = RATE_HZ // 20
        frames = plain[: min(len(plain) // frame, 20) * frame].reshape(-1, frame)
        powers = np.convolve(np.mean(frames**2, axis=1), [0.5, 0.5], "same")
        return plain * np.float32(REFERENCE / max(1e-4, float(powers.max(initial=0.0)) ** 0.5))


class Player:
    """Plays the notes of one piece; every pitch is rendered once, as long as its longest note."""

    def __init__(self, font: SoundFont, brightness: float) -> None:
        self._font = font
        self._brightness = brightness
        self._kept: dict[tuple[str, int], tuple[np.ndarray, np.ndarray]] = {}

    def prepare(self, instrument: Instrument, holds_s: dict[int, float]) -> None:
        """Render each pitch for as long as it will be held at most, plus its release."""
        for pitch, hold_s in holds_s.items():
            seconds = RING_S if instrument.is_drum else min(LONGEST_NOTE_S, hold_s + instrument.release_s)
            plain = self._font.held_note(instrument.program, pitch, seconds, drum=instrument.is_drum)
            if instrument.decay_db_s:
                plain = _let_decay(plain, instrument.decay_db_s)
            self._kept[instrument.name, pitch] = plain, circle.shape(plain, _SOFT)

    def note(self, instrument: Instrument, pitch: int, hold_s: float, strength: float) -> np.ndarray:
        """Return a note as it is played, shape (n,): strength 0 to 1 makes it louder and brighter."""
        plain, soft = self._kept[instrument.name, pitch]
        bright = np.float32(min(1.0, max(0.0, 0.7 * self._brightness + 0.6 * strength)))
        held_s = RING_S if instrument.is_drum else hold_s
        count = min(len(plain), round((held_s + instrument.release_s) * RATE_HZ))
        played = bright * plain[:count] + (1 - bright) * soft[:count]
        played *= np.float32(strength**1.4)
        _lead(played, max(0.002, instrument.attack_s * (1.3 - strength)))
        _lead(played[::-1], max(0.02, instrument.release_s))
        return played


def _lead(samples: np.ndarray, seconds: float) -> None:
    """Fade the first seconds in, in place."""
    count = min(len(samples), round(seconds * RATE_HZ))
    samples[:count] *= (0.5 - 0.5 * np.cos(np.linspace(0, np.pi, count, endpoint=False))).astype(np.float32)


def _let_decay(plain: np.ndarray, decay_db_s: float) -> np.ndarray:
    """Return a note whose level falls as a plucked string's does, whatever the level of the sample's loop.

    Its level is measured every 20 ms and brought to the wanted one, but never more than 24 dB up.
    """
    frame = RATE_HZ // 50
    frames = np.resize(plain, (max(2, len(plain) // frame), frame))
    measured = 10 * np.log10(np.mean(frames**2, axis=1) + 1e-9)
    smooth = np.convolve(np.pad(measured, 2, mode="edge"), np.ones(5) / 5, "valid")
    time_s = np.arange(len(smooth)) / 50
    fall = _STRUCK_FALL_DB * (1 - np.exp(-time_s / 0.12)) + decay_db_s * time_s
    change = np.minimum(smooth[:3].max() - fall - smooth, 24.0) * (1 - np.exp(-time_s / 0.04))
    gains = np.interp(np.arange(len(plain)) / RATE_HZ, time_s + 0.01, 10 ** (change / 20))
    return plain * gains.astype(np.float32)
