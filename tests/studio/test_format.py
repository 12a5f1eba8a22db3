import pytest
from hypothesis import given
from hypothesis import strategies as st

from studio import format


@pytest.mark.parametrize(
    ("seconds", "shown"),
    [(0, "00:00"), (59.6, "01:00"), (130, "02:10"), (3730, "1:02:10"), (-3, "00:00"), (None, "–:––")],
)
def test_clock(seconds: float | None, shown: str) -> None:
    assert format.clock(seconds) == shown


@given(st.integers(0, 10**6))
def test_clock_loses_no_second(seconds: int) -> None:
    *hours, minutes, rest = map(int, format.clock(seconds).split(":"))
    assert (hours[0] if hours else 0) * 3600 + minutes * 60 + rest == seconds


@pytest.mark.parametrize(
    ("seconds", "shown"),
    [(0, "0 s"), (89, "89 s"), (90, "2 min"), (3600, "60 min"), (7200, "2 h"), (12000, "3 h 20 min")],
)
def test_duration(seconds: float, shown: str) -> None:
    assert format.duration(seconds) == shown


@pytest.mark.parametrize(
    ("size_bytes", "shown"),
    [
        (0, "0 B"),
        (999, "999 B"),
        (1000, "1.0 kB"),
        (4_200_000, "4.2 MB"),
        (999_600, "1.0 MB"),
        (118e6, "118 MB"),
        (5e15, "5000 TB"),
    ],
)
def test_size(size_bytes: float, shown: str) -> None:
    assert format.size(size_bytes) == shown


@pytest.mark.parametrize(
    ("seconds", "shown"),
    [
        (3, "just now"),
        (50, "1 min ago"),
        (600, "10 min ago"),
        (7200, "2 h ago"),
        (86400, "1 day ago"),
        (5 * 86400, "5 days ago"),
    ],
)
def test_ago(seconds: float, shown: str) -> None:
    assert format.ago(1_700_000_000 - seconds, now=1_700_000_000) == shown


def test_ago_names_the_day_after_a_month() -> None:
    assert format.ago(1_700_000_000 - 60 * 86400, now=1_700_000_000).endswith("2023")
    assert format.ago(None) == "never"


def test_count() -> None:
    assert format.count(1, "file") == "1 file"
    assert format.count(1204, "turn") == "1,204 turns"
    assert format.count(2, "voice", "voices in all") == "2 voices in all"
