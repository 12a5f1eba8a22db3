import os

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engines.types import Morph
from jobs import parts

values = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=8,
)
params = st.dictionaries(st.text(max_size=5), values, max_size=4)
quick = settings(max_examples=60, deadline=None)


@quick
@given(params, st.randoms())
def test_the_order_of_params_does_not_matter(some, random):
    names = list(some)
    random.shuffle(names)
    assert parts.key("speech", {name: some[name] for name in names}) == parts.key("speech", some)


@quick
@given(params, st.text(max_size=5), st.text(max_size=5))
def test_every_input_changes_the_key(some, name, value):
    changed = {**some, name: [value, "new"]}
    if some.get(name) != [value, "new"]:
        assert parts.key("speech", changed) != parts.key("speech", some)
    assert parts.key("speech", some) != parts.key("music", some)


def test_nouns_and_tuples_are_told_as_their_json():
    assert parts.key("a", {"morph": Morph(pitch=1.2), "two": (1, 2)}) == parts.key(
        "a", {"morph": Morph(pitch=1.2).model_dump(), "two": [1, 2]}
    )


def test_keys_stay_the_same_from_one_release_to_the_next():
    """Were this to change, every book made so far would be rendered anew."""
    assert parts.key("speech", {"text": "Hello", "take": 0}) == (
        "1d488c94988702bf5825c935bd90fc8dd473880bea49d24cd8bc29bf20e39c3f"
    )


@pytest.mark.parametrize("value", [b"bytes", object(), {1: "one"}, {1, 2}, float("nan")])
def test_what_cannot_be_told_apart_is_refused(value):
    with pytest.raises((TypeError, ValueError)):
        parts.key("speech", {"value": value})


def test_finding_a_part_marks_it_as_used():
    part = parts.path("speech", {"text": "a"}, suffix=".txt")
    assert not parts.is_finished(part)
    part.parent.mkdir(parents=True)
    part.write_text("a")
    os.utime(part, (1, 1))
    assert parts.is_finished(part)
    assert part.stat().st_mtime > 1


def test_an_empty_file_is_no_part():
    part = parts.path("speech", {"text": "a"})
    part.parent.mkdir(parents=True)
    part.touch()
    assert not parts.is_finished(part)
