import hashlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engines.errors import EngineError
from jobs import artifacts, folders
from jobs.store import artifacts as store


def test_a_file_is_copied_and_known(tmp_path, home):
    source = tmp_path / "novel.epub"
    source.write_bytes(b"words")
    kept = artifacts.keep(source, kind="source", name="My novel.epub", project_id="p", details={"words": 1})
    source.unlink()
    assert artifacts.path(kept.id).read_bytes() == b"words"
    assert artifacts.path(kept.id).name == kept.name == "My novel.epub"
    assert home / kept.path == artifacts.path(kept.id)
    assert (kept.size_bytes, kept.sha256) == (5, hashlib.sha256(b"words").hexdigest())
    assert artifacts.get(kept.id) == kept and artifacts.of_project("p") == [kept]


def test_the_same_content_twice_is_two_files():
    first = artifacts.keep(b"a", kind="x", name="a.txt")
    second = artifacts.keep(b"a", kind="x", name="a.txt")
    artifacts.remove(first.id)
    assert artifacts.path(second.id).read_bytes() == b"a"


def test_what_is_removed_is_gone_and_its_id_says_so():
    kept = artifacts.keep(b"a", kind="x", name="a.txt")
    artifacts.remove(kept.id)
    artifacts.remove(kept.id)
    assert [child.name for child in folders.artifacts().iterdir()] == ["unfinished"]
    with pytest.raises(EngineError, match="There is no file"):
        artifacts.path(kept.id)


def test_a_file_that_somebody_deleted_is_a_sentence():
    kept = artifacts.keep(b"a", kind="x", name="a.txt")
    artifacts.path(kept.id).unlink()
    with pytest.raises(EngineError, match="a.txt is gone"):
        artifacts.path(kept.id)


@pytest.mark.parametrize("source", [b"", "missing"])
def test_nothing_is_not_kept(source, tmp_path):
    with pytest.raises(EngineError, match="is empty"):
        artifacts.keep(tmp_path / source if isinstance(source, str) else source, kind="x", name="a.txt")
    assert store.recent() == []


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=300))
def test_any_name_becomes_one_that_stays_in_its_folder(name):
    safe = artifacts.safe_name(name)
    assert safe and safe not in (".", "..") and len(safe.encode(errors="replace")) <= 220
    assert not set(safe) & set('/\\:*?"<>|\0\n') and safe == safe.strip(" ")
    assert artifacts.safe_name(safe) == safe


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\Books\\Emma.epub", "Emma.epub"),
        ("..", "file"),
        ("", "file"),
        ("Chapter 1: The Storm?.mp3", "Chapter 1_ The Storm_.mp3"),
        ("嵐" * 200 + ".m4b", "嵐" * 65 + ".m4b"),
    ],
)
def test_names(name, safe):
    assert artifacts.safe_name(name) == safe


def test_artifacts_are_found_by_kind_project_job_and_name():
    book = artifacts.keep(b"a", kind="m4b", name="The Storm.m4b", project_id="p", job_id="j")
    stem = artifacts.keep(b"a", kind="stem", name="voice.flac", project_id="p", job_id="k")
    assert store.recent() == [stem, book]
    assert store.recent(kind="m4b") == store.recent(job_id="j") == store.recent(text="storm") == [book]
    assert store.recent(project_id="p", limit=1, offset=1) == [book]
    assert store.ids() == {book.id, stem.id}
