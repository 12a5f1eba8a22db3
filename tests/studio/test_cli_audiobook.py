"""parse, speak and audiobook from end to end, with a fake voice; and app.py as a process of its own."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from types import SimpleNamespace

import av
import pytest
from filelock import FileLock, Timeout
from typer.testing import CliRunner, Result

from engines import audio, settings
from engines.speech import library
from engines.types import Script
from jobs import folders, projects
from jobs.store import jobs as store
from studio.cli.main import cli
from tests.fakes import BOOK, fake_library


@pytest.fixture
def book(tmp_path: Path) -> Path:
    path = tmp_path / "book.md"
    path.write_text(BOOK, encoding="utf-8")
    return path


@pytest.fixture
def spoken(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Every text that was said; everybody in the library speaks with the fake voice."""
    return fake_library(monkeypatch)


def run(*arguments: object) -> Result:
    return CliRunner().invoke(cli, [str(argument) for argument in arguments])


def test_a_book_is_made(book: Path, tmp_path: Path, spoken: list[str]) -> None:
    out = tmp_path / "deep" / "out"
    made = run("audiobook", book, "-o", out, "--title", "A Storm", "--format", "m4b,vtt,m4b", "--no-score")
    assert made.exit_code == 0, made.stderr
    assert made.stdout.splitlines() == [str(out / "A Storm.m4b"), str(out / "A Storm.vtt")]
    assert len(made.stderr.splitlines()) == 1 and "2 masters measured" in made.stderr, "no bar in a pipe"
    with av.open(str(out / "A Storm.m4b")) as sound:
        assert [chapter["metadata"]["title"] for chapter in sound.chapters()] == ["One", "Two"]
    assert sorted(path.name for path in out.iterdir()) == ["A Storm.m4b", "A Storm.vtt"]


def test_some_scenes_with_a_narrator_for_a_program(book: Path, tmp_path: Path, spoken: list[str]) -> None:
    narrator = list(library.narrators())[1]
    made = run(
        "audiobook", book, "-o", tmp_path, "--scenes", "2", "--narrator", narrator, "--no-score", "--json"
    )
    answer = json.loads(made.stdout)
    assert [Path(file).suffix for file in answer["files"]] == [".m4b"] and Path(answer["files"][0]).is_file()
    assert answer["seconds"] > 1 and answer["cards"]
    # two threads speak: what is said is certain, the order in which they end is not
    assert sorted(spoken) == ["It rained.", "Nobody answered.", "Two"]
    assert projects.get(answer["project_id"]).cast.narrator.id == narrator


def test_ctrl_c_keeps_what_was_said(
    book: Path, tmp_path: Path, spoken: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(*what: object, **how: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr("jobs.delivery.deliver", interrupted)
        stopped = run("audiobook", book, "-o", tmp_path / "out", "--no-score")
    assert stopped.exit_code == 1 and stopped.stdout == "" and stopped.stderr.startswith("Stopped.")
    assert store.recent()[0].status == "cancelled" and list((tmp_path / "out").iterdir()) == []
    said = len(spoken)
    assert said and run("audiobook", book, "-o", tmp_path / "out", "--no-score").exit_code == 0
    assert len(spoken) == said, "the finished parts were taken as they are"


def test_a_file_that_cannot_be_left_there_leaves_no_half(
    book: Path, tmp_path: Path, spoken: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(source: Path, target: Path) -> None:
        target.write_bytes(b"half")
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("studio.cli.outputs.shutil", SimpleNamespace(copyfile=full))
    failed = run("audiobook", book, "-o", tmp_path / "out", "--no-score")
    assert failed.exit_code == 1
    assert ".m4b cannot be written (No space left on device)" in failed.stderr
    assert list((tmp_path / "out").iterdir()) == []


def test_a_line_is_said(tmp_path: Path, spoken: list[str]) -> None:
    made = run("speak", "--text", "Good evening.", "--voice", "joe", "-o", tmp_path / "new" / "line.wav")
    assert made.exit_code == 0 and made.stdout == f"{tmp_path / 'new' / 'line.wav'}\n"
    assert spoken == ["Good evening."] and audio.read(tmp_path / "new" / "line.wav").seconds > 0.3


def test_a_script_is_written(book: Path, tmp_path: Path) -> None:
    assert "2 chapters, 2 scenes, 8 turns" in run("parse", book, "-o", tmp_path / "script.json").stdout
    script = Script.model_validate_json((tmp_path / "script.json").read_bytes())
    assert "".join(turn.text for scene in script.scenes for turn in scene.turns).count("Only me") == 1
    answer = json.loads(run("parse", book, "-o", tmp_path / "script.fountain", "--json").stdout)
    assert (answer["chapters"], answer["speakers"]) == (2, {"Anna": 1, "Ben": 1})
    assert "@Ben\n(whispering)" in (tmp_path / "script.fountain").read_text(encoding="utf-8")
    assert projects.list_projects() == []


# ── app.py as a process ──────────────────────────────────────────────────────────────────────────


def app(*arguments: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, str(settings.PROJECT / "app.py"), *arguments],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=os.environ | {"OMP_NUM_THREADS": "1"},
        cwd=settings.home().parent,
    )


def is_served() -> bool:
    """Whether a worker holds the lock of the home."""
    try:
        with FileLock(folders.state() / "worker.lock", timeout=0):
            return False
    except Timeout:
        return True


def until(condition, patience_s: float = 60) -> None:
    deadline = time.monotonic() + patience_s
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.05)


@pytest.mark.skipif(os.name != "posix", reason="Ctrl-C is another thing on Windows")
def test_app_opens_the_studio_with_one_worker_and_ctrl_c_ends_both() -> None:
    with app("--no-browser", "--port", "0") as studio:
        try:
            lines = [studio.stderr.readline() for _ in range(2)]
            assert lines[0].startswith("Opening") and "is open at http://127.0.0.1:" in lines[1]
            until(is_served)
            second = app("worker")
            assert "Another worker serves" in second.communicate(timeout=60)[1] and second.returncode == 1
            studio.send_signal(signal.SIGINT)
            assert studio.wait(timeout=30) == 0
            until(lambda: not is_served(), 10)
            assert "Traceback" not in studio.stderr.read()
        finally:
            studio.kill()


def test_a_reader_that_had_enough_is_no_failure() -> None:
    with app("voices") as voices:
        voices.stdout.close()
        assert "Traceback" not in voices.stderr.read()
