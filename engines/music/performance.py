"""From a piece to sound: every note at its sample on the circle, a hall, the tone of a bed."""

import numpy as np

from engines import circle
from engines.circle import RATE_HZ
from engines.music.compose import Part, Piece
from engines.music.sound_font import Player, SoundFont

_DRY = frozenset({"drums", "double bass", "bass guitar", "low strings", "timpani"})
"""Instruments that a long echo would blur."""
_HALL_S = 1.9
TAIL_S = 4.0
"""Room behind a piece that is not a loop, for its last echoes."""


def bed_curve(brightness: float) -> circle.Curve:
    """Return the tone of a bed: room below and at 1 to 4 kHz for speech, no sharp treble."""
    treble = -15 + 9 * brightness
    middle = [(150, 0), (700, 0), (1400, -4), (2800, -7), (4200, -5)]
    return [(35, -30), (80, -6), *middle, (6000, treble / 2), (10000, treble), (17000, -36)]


def perform(piece: Piece, font: SoundFont, *, brightness: float, loop: bool) -> np.ndarray:
    """Return the piece as a stereo circle, shape (n, 2).

    As a loop n is the piece's own length, else TAIL_S longer.

    A note that sounds on past the end goes on at the beginning, and so do the echoes.
    """
    count = round(piece.seconds * RATE_HZ)
    size = circle.friendly(count if loop else count + round(TAIL_S * RATE_HZ))
    beat_n = (size if loop else count) / piece.beats
    wet, dry = np.zeros((size, 2), np.float32), np.zeros((size, 2), np.float32)
    player = Player(font, brightness)
    for part in piece.parts:
        _play(part, player, dry if part.instrument.name in _DRY else wet, beat_n)
    return circle.in_room(wet, _HALL_S, 0.42, dry=dry, curve=bed_curve(brightness))


def _play(part: Part, player: Player, bus: np.ndarray, beat_n: float) -> None:
    beat_s = beat_n / RATE_HZ
    holds_s: dict[int, float] = {}
    for note in part.notes:
        holds_s[note.pitch] = max(holds_s.get(note.pitch, 0.0), note.beats * beat_s)
    player.prepare(part.instrument, holds_s)
    for note in part.notes:
        sound = player.note(part.instrument, note.pitch, note.beats * beat_s, note.strength)
        pan = np.clip(part.instrument.pan + part.instrument.width * (note.pitch - 62) / 24, -0.8, 0.8)
        sides = np.array([1 - max(0.0, pan), 1 + min(0.0, pan)], np.float32) * np.float32(part.gain)
        _add_round(bus, sound[:, None] * sides, round(note.beat * beat_n))


def _add_round(bus: np.ndarray, sound: np.ndarray, start: int) -> None:
    """Add a sound at a sample; what passes the end goes on at the beginning, as often as it is long."""
    start %= len(bus)
    while len(sound):
        piece = sound[: len(bus) - start]
        bus[start : start + len(piece)] += piece
        sound, start = sound[len(piece) :], 0
