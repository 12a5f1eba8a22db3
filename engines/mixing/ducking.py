"""How the score makes way: beds go down before somebody speaks and come up after, every sound comes and goes softly.

Speech is known ahead of time, so there is nothing to detect: the curve is a closed form of the timeline.
"""

import numpy as np
from pydantic import Field

from engines.mixing.timeline import ChapterTimeline, PlacedSound
from engines.types import Options

SAME_SPEECH_S = 0.05
"""Lines closer than this are one stretch of speech."""

Regions = tuple[np.ndarray, np.ndarray]
"""Starts and ends of the stretches of speech, in seconds, sorted and apart."""


class Ducking(Options):
    """How beds make way for speech."""

    depth_db: float = Field(default=8.0, ge=0, le=40)
    """How far a bed goes down under speech, in dB."""
    lead_s: float = Field(default=0.1, ge=0, le=2)
    """It is down this long before the first word, in seconds."""
    attack_s: float = Field(default=0.6, ge=0.02, le=5)
    """Seconds of going down."""
    hold_s: float = Field(default=0.4, ge=0, le=5)
    """Seconds it stays down after the last word."""
    release_s: float = Field(default=1.2, ge=0.02, le=10)
    """Seconds of coming up."""


def speech_regions(timeline: ChapterTimeline) -> Regions:
    """Return the stretches of speech of a chapter."""
    if not timeline.lines:
        return np.zeros(0), np.zeros(0)
    starts = np.array([line.start_s for line in timeline.lines])
    ends = np.array([line.end_s for line in timeline.lines])
    apart = starts[1:] - ends[:-1] > SAME_SPEECH_S
    return starts[np.r_[True, apart]], ends[np.r_[apart, True]]


def duck_curve(times_s: np.ndarray, regions: Regions, ducking: Ducking) -> np.ndarray:
    """Return the factor on a bed at each time: linear in dB between 0 and -depth_db, down before speech begins.

    In a pause the curve is as far up as the end of the last speech and the beginning of the next allow.
    """
    starts, ends = regions
    if not len(starts) or not ducking.depth_db:
        return np.ones(len(times_s))
    before = np.searchsorted(starts, times_s, side="right") - 1
    ended_s = np.where(before >= 0, ends[np.maximum(before, 0)], -np.inf)
    after = np.minimum(before + 1, len(starts) - 1)
    begins_s = np.where(before + 1 < len(starts), starts[after], np.inf)
    released = 1 - (times_s - ended_s - ducking.hold_s) / ducking.release_s
    attacked = 1 - (begins_s - ducking.lead_s - times_s) / ducking.attack_s
    down = np.clip(np.maximum(released, attacked), 0, 1)
    return 10 ** (-ducking.depth_db * down / 20)


def fade_curve(times_s: np.ndarray, placed: PlacedSound) -> np.ndarray:
    """Return the equal-power fade of a sound at each time: 0 outside, sine quarter-waves in and out."""
    rising = np.clip((times_s - placed.start_s) / placed.fade_in_s, 0, 1)
    falling = np.clip((placed.end_s - times_s) / placed.fade_out_s, 0, 1)
    return np.sin(np.pi / 2 * rising) * np.sin(np.pi / 2 * falling)


def sound_curve(placed: PlacedSound, times_s: np.ndarray, regions: Regions, ducking: Ducking) -> np.ndarray:
    """Return fade and, for a bed, ducking together at each time."""
    curve = fade_curve(times_s, placed)
    return curve * duck_curve(times_s, regions, ducking) if placed.is_bed else curve
