"""The command line as a person or a program meets it: help, exit statuses, sentences, JSON."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner, Result

from engines.errors import EngineError
from engines.health import Check
from jobs import log, projects, queue
from jobs.kinds.preview import Params
from jobs.store import jobs as store
from jobs.types import Job
from studio.cli import audiobook, house, scripts
from studio.cli.main import cli

SAMPLE = Path(__file__).resolve().parents[2] / "presets/sample/the_lantern.md"


def run(*arguments: object) -> Result:
    return CliRunner().invoke(cli, [str(argument) for argument in arguments])


def commands() -> Iterator[tuple[str, ...]]:
    """Every command and command of a group, by the words that call it; () is the studio itself."""

    def below(command, words: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
        yield words
        for name, child in getattr(command, "commands", {}).items():
            yield from below(child, (*words, name))

    yield from below(typer.main.get_command(cli), ())


@pytest.fixture
def job() -> Job:
    return store.get(queue.submit("preview", Params(voice_id="ada", text="Hello."), title="Ada speaks"))


# ── help and usage ───────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("words", commands(), ids=" ".join)
def test_every_command_has_help_with_an_example(words: tuple[str, ...]) -> None:
    shown = run(*words, "--help")
    assert shown.exit_code == 0
    assert f"Example: python app.py {' '.join(words)}".rstrip() in " ".join(shown.stdout.split())


def test_the_promised_commands_are_there() -> None:
    promised = "audiobook parse projects voices speak models engines jobs worker doctor serve"
    assert set(promised.split()) <= {words[0] for words in commands() if words}


@pytest.mark.parametrize(
    ("arguments", "word"),
    [
        (["dance"], "dance"),
        (["parse", "absent.txt", "-o", "script.json"], "absent.txt"),
        (["parse", SAMPLE.parent, "-o", "script.json"], "directory"),
        (["parse", SAMPLE], "--output"),
        (["parse", SAMPLE, "-o", "script.json", "--template", "sonnet"], "sonnet"),
        (["audiobook", SAMPLE, "-o", "out", "--format", "m4b,betamax"], "betamax"),
        (["audiobook", SAMPLE, "-o", "out", "--narrator", "nobody"], "nobody"),
        (["audiobook", SAMPLE, "-o", "out", "--scenes", "one"], "one"),
        (["speak", "-o", "line.wav", "--voice", "nobody"], "nobody"),
        (["speak", "-o", "line.wav", "--delivery", "purring"], "purring"),
        (["speak", "-o", "line.wav", "--text", "la " * 1000], "3,000"),
        (["speak", "-o", "line.mp3"], ".wav"),
        (["jobs", "--limit", "0"], "limit"),
        (["--port", "8080", "projects"], "--port"),
    ],
)
def test_bad_usage_is_exit_status_2(
    arguments: list, word: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    shown = run(*arguments)
    assert shown.exit_code == 2 and word in shown.stderr and shown.stdout == ""
    assert list(tmp_path.iterdir()) == [], "nothing is begun"


@pytest.mark.parametrize(
    ("text", "ranges"), [("3", [(3, 3)]), ("1-3,7", [(1, 3), (7, 7)]), (" 2 , 4 - 5", [(2, 2), (4, 5)])]
)
def test_scenes_are_named_by_numbers_and_ranges(text: str, ranges: list[tuple[int, int]]) -> None:
    assert audiobook._ranges(text) == ranges


@pytest.mark.parametrize("text", ["-3", "1-", "a", "1,,2", "1;2", "²"])
def test_scenes_written_otherwise_are_refused(text: str) -> None:
    with pytest.raises(typer.BadParameter, match="1-3 or 2,5,7"):
        audiobook._ranges(text)


# ── failures ─────────────────────────────────────────────────────────────────────────────────────


def test_a_failure_is_its_sentence_and_exit_status_1() -> None:
    shown = run("jobs", "cancel", "nobody")
    assert (shown.exit_code, shown.stdout) == (1, "")
    assert shown.stderr == "There is no job nobody. Look it up in the list of jobs.\n"


def test_a_foreign_file_is_a_sentence(tmp_path: Path) -> None:
    path = tmp_path / "book.pdf"
    path.write_bytes(bytes(range(256)) * 20)
    shown = run("audiobook", path, "-o", tmp_path / "out")
    assert shown.exit_code == 1 and "book.pdf" in shown.stderr and len(shown.stderr.splitlines()) == 1
    assert projects.list_projects() == []


def test_scenes_that_are_not_there_leave_no_project(tmp_path: Path) -> None:
    shown = run("audiobook", SAMPLE, "-o", tmp_path / "out", "--scenes", "90-99")
    assert shown.exit_code == 1 and "has scenes 1 to 3, none of 90-99" in shown.stderr
    assert projects.list_projects() == []


@pytest.mark.parametrize("command", [("parse",), ("audiobook",)])
def test_an_output_that_cannot_be_written_is_said_before_the_work(
    command: tuple[str, ...], tmp_path: Path
) -> None:
    (tmp_path / "a file").touch()
    shown = run(*command, SAMPLE, "-o", tmp_path / "a file" / "below" / "it")
    assert shown.exit_code == 1 and "cannot be written" in shown.stderr and "-o" in shown.stderr
    assert projects.list_projects() == []


def test_a_home_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    (tmp_path / "a file").touch()
    shown = run("--home", tmp_path / "a file" / "home", "projects")
    assert shown.exit_code == 1 and "cannot be written" in shown.stderr and "--home" in shown.stderr


def test_a_bug_is_logged_and_the_log_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken() -> list:
        raise ZeroDivisionError("one over\nnothing")

    monkeypatch.setattr(projects, "list_projects", broken)
    shown = run("projects")
    assert shown.exit_code == 1 and shown.stdout == "" and len(shown.stderr.splitlines()) == 1
    assert "ZeroDivisionError: one over" in shown.stderr and str(log.file()) in shown.stderr
    assert "in broken" in log.file().read_text(encoding="utf-8"), "the traceback is in the log"


def test_a_full_disk_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    def full() -> list:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(projects, "list_projects", full)
    assert run("projects").stderr.startswith("The disk is full. Free some space")


def test_a_missing_package_is_named_with_the_command_that_installs_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def missing(**how: object) -> None:
        raise ModuleNotFoundError("No module named 'gradio'", name="gradio")

    monkeypatch.setattr(house, "serve", missing)
    shown = run()
    assert shown.exit_code == 1
    assert shown.stderr == "The package gradio is not installed. Run `make install`.\n"


def test_ctrl_c_is_a_sentence(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    def interrupted(*what: object, **how: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(scripts, "read_document", interrupted)
    shown = run("parse", SAMPLE, "-o", tmp_path / "script.json")
    assert shown.exit_code == 1 and shown.stderr.startswith("Stopped.") and "Traceback" not in shown.stderr
    assert list(tmp_path.glob("*.json")) == []


# ── the house ────────────────────────────────────────────────────────────────────────────────────


def test_without_a_command_the_studio_opens(monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[dict] = []
    monkeypatch.setattr(house, "serve", lambda **how: opened.append(how))
    assert run("--port", "0", "--no-browser").exit_code == 0
    assert run("serve", "--auth", "ada:secret").exit_code == 0
    assert [(how["port"], how["auth"], how["browser"]) for how in opened] == [
        (0, "", False),
        (7860, "ada:secret", False),
    ]


def test_home_moves_everything(tmp_path: Path) -> None:
    assert run("--home", tmp_path / "elsewhere", "jobs").exit_code == 0
    assert (tmp_path / "elsewhere/state/studio.db").is_file()
    assert not (tmp_path / "outputs").exists()


@pytest.mark.parametrize(("passed", "status"), [(True, 0), (False, 1)])
def test_doctor_fails_when_something_is_missing(
    passed: bool, status: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = [
        Check(name="Python", passed=True, sentence="Python 3.11."),
        Check(name="ffmpeg", passed=passed, sentence="Here is what to do."),
    ]
    monkeypatch.setattr(house, "checks", lambda: found)
    shown = run("doctor")
    assert shown.exit_code == status and "ok    Python" in shown.stdout
    assert ("MISS  ffmpeg: Here is what to do." in shown.stdout) is not passed
    assert json.loads(run("doctor", "--json").stdout)[1] == found[1].model_dump()


# ── lists ────────────────────────────────────────────────────────────────────────────────────────


def test_lists_are_json_for_a_program(job: Job) -> None:
    assert {voice["id"] for voice in json.loads(run("voices", "--json").stdout)["voices"]} >= {"ada"}
    assert [one["id"] for one in json.loads(run("jobs", "--json").stdout)] == [job.id]
    assert json.loads(run("projects", "--json").stdout) == []
    models = {model["id"]: model for model in json.loads(run("models", "--json").stdout)}
    assert models["speech/hibari"]["licence"] and "hibari" in models["speech/hibari"]["packages"]
    engines = {engine["id"]: engine for engine in json.loads(run("engines", "--json").stdout)}
    assert "threads" in engines["speech/kokoro"]["options"]


def test_a_pipe_gets_whole_lines() -> None:
    """Rich would cut a table to the 80 columns it supposes."""
    lines = run("models").stdout.splitlines()
    assert all(any(engine in line for line in lines) for engine in ("transcription/faster_whisper",))
    assert not any("…" in line or "┃" in line for line in lines)


def test_projects_are_listed_with_their_scenes(tmp_path: Path) -> None:
    book = tmp_path / "[draft] book.md"
    book.write_text("# One\n\nThe wind rose.\n", encoding="utf-8")
    project = projects.open_file(book, book.name)
    projects.update(project.id, title="[A] title in brackets")
    projects.parse(project.id)
    listed = run("projects").stdout
    assert project.id in listed and "[A] title in brackets" in listed
    assert json.loads(run("projects", "--json").stdout)[0]["scenes"] == 1


def test_engines_show_the_options_of_one() -> None:
    shown = run("engines", "speech/kokoro").stdout
    assert "threads" in shown and "Processor threads" in shown
    assert run("engines", "speech/nobody").exit_code == 1


# ── jobs ─────────────────────────────────────────────────────────────────────────────────────────


def test_a_job_is_cancelled_and_resumed(job: Job) -> None:
    assert "is cancelled" in run("jobs", "cancel", job.id).stdout
    assert store.get(job.id).status == "cancelled"
    assert "was cancelled already" in run("jobs", "cancel", job.id).stdout
    assert "is queued again. It runs when the studio is opened" in run("jobs", "resume", job.id).stdout
    assert store.get(job.id).status == "queued"
    assert run("jobs", "resume", job.id).exit_code == 1, "it waits already"


def test_the_log_of_a_job_is_printed(job: Job) -> None:
    store.add_log(job.id, "The third line was hard.")
    store.claim(job.id, "1:1")
    store.fail(job.id, "The disk is full.")
    shown = run("jobs", "log", job.id)
    assert "The third line was hard." in shown.stdout and "is failed. The disk is full." in shown.stdout
    assert str(log.file()) in shown.stderr
    assert json.loads(run("jobs", "log", job.id, "--json").stdout)["log"][0]["text"].startswith("The third")


def test_a_job_whose_process_died_is_not_listed_as_running() -> None:
    store.insert("preview", {}, title="Gone", direct_owner="999999999:1")
    assert json.loads(run("jobs", "--json").stdout)[0]["status"] == "interrupted"


def test_a_failed_job_says_its_own_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def silent(*what: object) -> None:
        raise EngineError("There is nothing to say. Write words.")

    monkeypatch.setattr("jobs.kinds.preview.speak", silent)
    shown = run("speak", "--text", "...", "-o", tmp_path / "line.wav")
    assert (shown.exit_code, shown.stderr) == (1, "There is nothing to say. Write words.\n")


def test_a_job_that_fails_unexpectedly_names_the_log(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("jobs.kinds.preview.speak", lambda *what: 1 / 0)
    shown = run("speak", "--text", "Hello.", "-o", tmp_path / "line.wav")
    assert shown.exit_code == 1 and shown.stderr.rstrip().endswith(f"It is {log.file()}.")
    assert "ZeroDivisionError" in log.file().read_text(encoding="utf-8")
