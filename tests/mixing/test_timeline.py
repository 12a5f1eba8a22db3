"""Where lines and sounds stand, with lengths told by a function: no files."""

from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from engines.mixing.plan import ChapterPlan, Line, ScenePlan, Sound
from engines.mixing.timeline import ChapterTimeline, Pacing, place_by
from engines.types import Cue, Utterance

PACING = Pacing()


def a_line(number: int, pause_s: float) -> Line:
    said = Utterance(turn_id=f"t{number}", start=0, end=1, text="A", spoken="A", pause_s=pause_s)
    return Line(utterance=said, speaker="Narrator", path=Path(f"{number}.wav"))


def a_sound(kind: str, seconds: float, turn: int, offset_s: float = 0.0) -> Sound:
    cue = Cue(id="q", kind=kind, description="d", seconds=seconds, turn_id=f"t{turn}", offset_s=offset_s)
    return Sound(cue=cue, path=Path("8.wav"), loop=kind != "effect")


def of(*scenes: tuple[list[Line], list[Sound]]) -> ChapterPlan:
    plans = [
        ScenePlan(scene_id=f"s{i}", title="", lines=tuple(a), sounds=tuple(b))
        for i, (a, b) in enumerate(scenes)
    ]
    return ChapterPlan(chapter_id="c1", title="One", scenes=tuple(plans))


def placed(plan: ChapterPlan) -> ChapterTimeline:
    """The number in a file's name is its length in seconds, modulo 9, and a bit."""
    return place_by(plan, lambda path: 0.2 + int(path.stem) % 9, pacing=PACING)


pauses = st.floats(0, 5)
sounds = st.builds(
    a_sound,
    st.sampled_from(["music", "ambience", "effect"]),
    st.floats(0.1, 60),
    st.integers(0, 12),
    st.floats(-9, 9),
)
scenes = st.lists(
    st.tuples(
        st.lists(st.builds(a_line, st.integers(0, 12), pauses), max_size=6), st.lists(sounds, max_size=5)
    ),
    max_size=4,
)


@settings(max_examples=150, deadline=None)
@given(scenes)
def test_lines_are_in_order_apart_and_inside(parts: list) -> None:
    found = placed(of(*parts))
    assert len(found.lines) == sum(len(lines) for lines, _ in parts)
    for before, after in zip(found.lines, found.lines[1:], strict=False):
        assert (
            after.start_s >= before.end_s + before.line.utterance.pause_s - 1e-9
            or after.start_s >= before.end_s
        )
    if found.lines:
        assert found.lines[0].start_s == PACING.head_s
        assert abs(found.seconds - found.lines[-1].end_s - PACING.tail_s) < 1e-9


@settings(max_examples=150, deadline=None)
@given(scenes)
def test_scenes_tile_the_chapter_and_hold_their_sounds(parts: list) -> None:
    found = placed(of(*parts))
    borders = [0.0, *(scene.end_s for scene in found.scenes)]
    assert [scene.start_s for scene in found.scenes] == borders[:-1]
    if found.lines:
        assert borders[-1] == found.seconds
    for sound in found.sounds:
        assert 0 <= sound.start_s < sound.end_s <= found.seconds
        assert sound.fade_in_s + sound.fade_out_s <= sound.end_s - sound.start_s + 1e-9
        assert any(scene.start_s <= sound.start_s and sound.end_s <= scene.end_s for scene in found.scenes)


@settings(max_examples=150, deadline=None)
@given(scenes)
def test_beds_overlap_no_longer_than_they_cross_over(parts: list) -> None:
    beds = [sound for sound in placed(of(*parts)).sounds if sound.is_bed]
    for before, after in zip(beds, beds[1:], strict=False):
        assert before.end_s - after.start_s <= PACING.bed_fade_in_s + 1e-9


def test_a_long_pause_between_scenes_is_kept_and_a_short_one_lengthened() -> None:
    found = placed(of(([a_line(1, 4.0)], []), ([a_line(2, 0.1)], []), ([a_line(3, 0.1)], [])))
    gaps = [after.start_s - before.end_s for before, after in zip(found.lines, found.lines[1:], strict=False)]
    assert [round(gap, 6) for gap in gaps] == [4.0, PACING.scene_gap_s]


def test_a_bed_lasts_its_seconds_or_until_the_next() -> None:
    lines = [a_line(8, 0.4), a_line(7, 0.4), a_line(6, 0.4)]
    short, first, second = a_sound("music", 5, 8), a_sound("music", 60, 8), a_sound("ambience", 60, 7)
    alone = placed(of((lines, [short]))).sounds[0]
    assert round(alone.end_s - alone.start_s, 6) == 5
    before, after = placed(of((lines, [first, second]))).sounds
    assert before.end_s == after.start_s + PACING.bed_fade_in_s
    assert after.start_s == placed(of((lines, []))).lines[1].start_s


def test_a_cue_of_a_turn_that_is_not_said_opens_its_scene() -> None:
    found = placed(of(([a_line(1, 0.4)], []), ([a_line(2, 0.4)], [a_sound("music", 5, 99)])))
    assert found.sounds[0].start_s == found.scenes[1].start_s


def test_an_empty_chapter_is_head_and_tail() -> None:
    assert placed(of()).seconds == PACING.head_s + PACING.tail_s
