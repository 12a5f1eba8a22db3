"""Pieces: whole bars of exactly the length, notes in range, another seed another piece."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engines.music.compose import Piece, compose, fit_bars
from engines.music.mood import moods
from engines.music.request import understand

MOODS = sorted(moods())


def piece(description: str, seconds: float = 32.0, seed: int = 0, loop: bool = False) -> Piece:
    return compose(understand(description, moods()), seconds, seed=seed, loop=loop)


@given(st.floats(0.1, 400), st.floats(45, 170), st.integers(2, 6))
def test_bars_fit_and_the_tempo_stays_near(seconds: float, tempo: float, beats: int) -> None:
    bars, beats_in_bar = fit_bars(seconds, tempo, beats)
    assert bars >= 1 and 1 <= beats_in_bar <= beats
    actual = bars * beats_in_bar * 60 / seconds
    if seconds * tempo / 60 >= 2:
        assert 0.6 * tempo <= actual <= 1.6 * tempo


@given(st.sampled_from(MOODS), st.floats(0.5, 90), st.integers(0, 1000), st.booleans())
@settings(max_examples=40, deadline=None)
def test_notes_lie_in_the_piece_and_in_their_instrument(
    mood: str, seconds: float, seed: int, loop: bool
) -> None:
    made = piece(mood, seconds, seed, loop)
    assert made.parts and made.beat_s * made.beats == pytest.approx(seconds)
    for part in made.parts:
        for note in part.notes:
            assert 0 <= note.beat < made.beats and note.beats > 0 and 0 < note.strength <= 1
            if not part.instrument.is_drum:
                assert part.instrument.low - 2 <= note.pitch <= part.instrument.high + 12


@pytest.mark.parametrize("mood", MOODS)
def test_a_seed_makes_a_piece_and_another_seed_another(mood: str) -> None:
    assert piece(mood) == piece(mood)
    assert piece(mood) != piece(mood, seed=1)


@pytest.mark.parametrize("mood", MOODS)
def test_a_piece_ends_on_its_home_chord_together(mood: str) -> None:
    made = piece(mood)
    bar = understand(mood, moods()).mood.beats
    for part in made.parts:
        if part.instrument.is_drum:
            assert max(note.beat for note in part.notes) < made.beats - bar + 0.1
    assert any(note.beat + note.beats >= made.beats - 0.2 for part in made.parts for note in part.notes)


def test_melodies_vary_but_repeat_a_rhythm() -> None:
    made = piece("happy", 64.0)
    flute = next(part for part in made.parts if part.instrument.name == "flute")
    bars: dict[int, list[float]] = {}
    for note in flute.notes:
        bars.setdefault(int((note.beat + 0.1) // 4), []).append(round(note.beats, 2))
    rhythms = [tuple(lengths) for lengths in bars.values()]
    assert len(rhythms) > 4 and 2 <= len(set(rhythms)) < len(rhythms)
    assert len({note.pitch for note in flute.notes}) >= 5


def test_time_and_strength_are_human() -> None:
    made = piece("happy", 32.0)
    guitar = next(part for part in made.parts if part.instrument.name == "guitar")
    off = [abs(note.beat * 2 - round(note.beat * 2)) / 2 * made.beat_s for note in guitar.notes]
    assert 0.001 < sum(off) / len(off) < 0.02
    assert len({round(note.strength, 3) for note in guitar.notes}) > 10


def test_tense_music_has_no_melody_and_calm_music_no_drums() -> None:
    assert {part.instrument.name for part in piece("tense").parts} >= {"drums", "tremolo strings"}
    assert not any(part.instrument.is_drum for part in piece("calm").parts)
