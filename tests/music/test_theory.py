"""Chords, scales and voice leading hold together for every chord the moods may use."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engines.music.theory import MODES, Chord, in_range, nearest, parse_chord, scale_pitches, voice

NUMERALS = [
    "I",
    "ii",
    "iii",
    "IV",
    "V7",
    "vi",
    "bVII",
    "#iv°",
    "IVmaj7",
    "iadd9",
    "Vsus4",
    "bII",
    "i",
    "vii°",
    "III+",
]


@pytest.mark.parametrize(
    ("numeral", "chord"),
    [
        ("I", Chord(0, (0, 4, 7))), ("vi", Chord(9, (0, 3, 7))), ("bVII", Chord(10, (0, 4, 7))),
        ("V7", Chord(7, (0, 4, 7, 10))), ("ii°", Chord(2, (0, 3, 6))), ("Vsus4", Chord(7, (0, 5, 7))),
    ],
)  # fmt: skip
def test_roman_numerals(numeral: str, chord: Chord) -> None:
    assert parse_chord(numeral) == chord


@pytest.mark.parametrize("wrong", ["", "H", "VIIII", "Im", "V9", "imaj7", "1"])
def test_what_is_no_chord_is_a_sentence(wrong: str) -> None:
    with pytest.raises(ValueError, match="is no chord"):
        parse_chord(wrong)


@given(st.integers(40, 70), st.sampled_from(sorted(MODES)), st.integers(30, 60), st.integers(12, 40))
def test_a_scale_has_its_pitches_in_range_and_order(tonic: int, mode: str, low: int, span: int) -> None:
    pitches = scale_pitches(tonic, mode, low, low + span)
    assert pitches == sorted(pitches) and pitches[0] >= low and pitches[-1] <= low + span
    assert {(pitch - tonic) % 12 for pitch in pitches} <= set(MODES[mode])


@given(st.lists(st.sampled_from(NUMERALS), min_size=2, max_size=6), st.integers(45, 60), st.integers(40, 60))
@settings(max_examples=40, deadline=None)
def test_voices_have_the_chord_s_notes_and_move_little(numerals: list[str], tonic: int, low: int) -> None:
    previous = None
    for numeral in numerals:
        classes = parse_chord(numeral).classes(tonic)
        voicing = voice(classes, previous, low, low + 20)
        assert {pitch % 12 for pitch in voicing} == set(classes)
        assert list(voicing) == sorted(voicing) and low <= voicing[0] and voicing[-1] <= low + 20
        if previous:
            moves = [min(abs(pitch - other) for other in previous) for pitch in voicing]
            assert sum(moves) / len(moves) <= 5
        previous = voicing


def test_a_common_chord_change_keeps_the_common_note() -> None:
    first = voice(parse_chord("I").classes(60), None, 52, 74)
    second = voice(parse_chord("vi").classes(60), first, 52, 74)
    assert len(set(first) & set(second)) == 2


def test_octaves_and_neighbours() -> None:
    assert in_range(20, 40, 52) == 44 and in_range(80, 40, 52) == 44
    assert nearest([60, 62, 64], 61) == 60
