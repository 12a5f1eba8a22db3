import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jobs.pace import MIN_MEASURED_S, Pace


class Clock:
    now = 0.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


def render(pace: Pace, clock: Clock, fractions, *, seconds: float) -> None:
    for fraction in fractions:
        clock.now += seconds
        pace.rendered()
        pace.advance(fraction)


def test_nothing_is_promised_before_anything_is_measured(clock):
    pace = Pace(clock=clock)
    assert pace.eta_s() is None
    render(pace, clock, [0.01], seconds=MIN_MEASURED_S / 2)
    assert pace.eta_s() is None


def test_an_even_pace_is_foretold_exactly(clock):
    pace = Pace(clock=clock)
    render(pace, clock, [turn / 100 for turn in range(1, 41)], seconds=0.5)
    assert pace.eta_s() == pytest.approx(30, rel=1e-6)


def test_parts_found_finished_promise_nothing(clock):
    pace = Pace(clock=clock)
    for turn in range(1, 61):
        clock.now += 0.001
        pace.found()
        pace.advance(turn / 100)
    assert pace.eta_s() is None
    render(pace, clock, [0.61, 0.62, 0.63], seconds=2)
    assert pace.eta_s() == pytest.approx(37 * 2)


def test_a_report_over_found_and_rendered_parts_counts_only_the_rendered(clock):
    pace = Pace(clock=clock)
    for _ in range(3):
        pace.found()
    pace.rendered()
    clock.now += 4
    pace.advance(0.4)
    assert pace.eta_s() == pytest.approx(0.6 * 4 / 0.1)


def test_work_without_parts_is_measured_too(clock):
    pace = Pace(0.5, clock=clock)
    for step in range(1, 6):
        clock.now += 1
        pace.advance(0.5 + step * 0.05)
    assert pace.eta_s() == pytest.approx(5)


def test_a_change_of_speed_is_followed(clock):
    pace = Pace(clock=clock)
    render(pace, clock, [step / 1000 for step in range(1, 101)], seconds=1)
    slow = pace.eta_s()
    render(pace, clock, [0.1 + step / 1000 for step in range(1, 301)], seconds=0.25)
    assert pace.eta_s() < slow / 2


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.tuples(st.floats(0, 100), st.floats(0, 1), st.integers(0, 3), st.integers(0, 3)), max_size=30)
)
def test_the_time_left_is_never_negative_nor_raises(steps):
    clock = Clock()
    pace = Pace(clock=clock)
    for seconds, fraction, found, rendered in steps:
        clock.now += seconds
        for _ in range(found):
            pace.found()
        for _ in range(rendered):
            pace.rendered()
        pace.advance(fraction)
        eta_s = pace.eta_s()
        assert eta_s is None or eta_s >= 0
