"""The audiobook job with a fake voice: real parsing, mixing, encoding and files."""

import zipfile
from pathlib import Path

import av
import pytest

from engines.scripting import edit
from engines.types import Cast, Cue
from jobs import artifacts, direct, projects
from jobs.kinds import audiobook
from jobs.types import Job
from tests.fakes import BOOK, fake_library

EVERYTHING = ("m4b", "acx", "mp3", "wav", "flac", "opus", "stems", "srt", "vtt", "script", "fountain")


@pytest.fixture
def spoken(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Every text that the fake voice was made to say."""
    return fake_library(monkeypatch)


@pytest.fixture
def project(tmp_path: Path, spoken: list[str]) -> projects.Project:
    path = tmp_path / "book.md"
    path.write_text(BOOK, encoding="utf-8")
    opened = projects.open_file(path, path.name)
    projects.parse(opened.id)
    return projects.update_settings(opened.id, score=False, formats=("m4b", "vtt"))


def make(project: projects.Project, **params) -> Job:
    job = direct.run(
        "audiobook", audiobook.Params(project_id=project.id, **params), title="Book", project_id=project.id
    )
    assert job.status == "done", job.error
    return job


def files(job: Job) -> dict[str, list[Path]]:
    found: dict[str, list[Path]] = {}
    for artifact_id in job.result["artifact_ids"]:
        found.setdefault(artifacts.get(artifact_id).kind, []).append(artifacts.path(artifact_id))
    return found


def test_every_format_is_made(project: projects.Project) -> None:
    made = files(make(projects.update_settings(project.id, formats=EVERYTHING)))
    assert set(made) == set(EVERYTHING)
    assert [len(made[name]) for name in ("acx", "mp3", "wav", "flac", "opus")] == [2] * 5
    for name in ("m4b", "acx", "mp3", "wav", "flac", "opus"):
        for path in made[name]:
            with av.open(str(path)) as sound:
                assert sound.duration / av.time_base > 3
    stems = zipfile.ZipFile(made["stems"][0]).namelist()
    assert {Path(name).name for name in stems} >= {
        "narrator.flac",
        "anna.flac",
        "ben.flac",
        "music.flac",
        "effects.flac",
    }


def test_the_m4b_has_the_chapters_and_the_tags(project: projects.Project) -> None:
    projects.update(project.id, title="A = B; C", author="Jane")
    with av.open(str(files(make(project))["m4b"][0])) as book:
        assert [chapter["metadata"]["title"] for chapter in book.chapters()] == ["One", "Two"]
        assert book.metadata["title"] == "A = B; C" and book.metadata["artist"] == "Jane"
        assert [stream.type for stream in book.streams].count("video") == 1, "a cover"


def test_making_it_again_says_nothing_again(project: projects.Project, spoken: list[str]) -> None:
    first = files(make(project))["m4b"][0].read_bytes()
    said = len(spoken)
    assert files(make(project))["m4b"][0].read_bytes() == first
    assert len(spoken) == said


def test_an_edited_line_is_the_only_one_that_is_said_again(
    project: projects.Project, spoken: list[str]
) -> None:
    make(project)
    spoken.clear()
    scene = projects.scene(project.id, projects.scenes(project.id)[0].id)
    line = next(turn for turn in scene.turns if "Only me" in turn.text)
    projects.save_scene(project.id, edit.change_turn(scene, line.id, text="“Just me,” "))
    make(project)
    assert [text for text in spoken if "me" in text] == spoken and len(spoken) == 1


def test_another_take_is_another_rendering(project: projects.Project, spoken: list[str]) -> None:
    make(project)
    spoken.clear()
    scene = projects.scene(project.id, projects.scenes(project.id)[0].id)
    line = next(turn for turn in scene.turns if turn.kind == "dialogue")
    projects.save_scene(project.id, edit.change_turn(scene, line.id, take=1))
    make(project)
    assert len(spoken) == 1


def test_captions_are_in_order_and_name_the_speakers(project: projects.Project) -> None:
    text = files(make(project))["vtt"][0].read_text(encoding="utf-8")
    assert text.index("<v Anna>") < text.index("<v Ben>") < text.index("Nobody answered")
    starts = [line.split(" --> ")[0] for line in text.splitlines() if " --> " in line]
    assert starts == sorted(starts)


def test_credits_are_chapters_of_their_own(project: projects.Project) -> None:
    projects.update_settings(project.id, opening_credits="This is a book.", closing_credits="The end.")
    with av.open(str(files(make(project))["m4b"][0])) as book:
        titles = [chapter["metadata"]["title"] for chapter in book.chapters()]
    assert titles == ["Opening credits", "One", "Two", "Closing credits"]


def test_the_score_is_heard_when_it_is_on(project: projects.Project) -> None:
    scene = projects.scene(project.id, projects.scenes(project.id)[0].id)
    rain = Cue(id="rain", kind="ambience", description="rain", seconds=10, turn_id=scene.turns[0].id)
    projects.save_scene(project.id, scene.model_copy(update={"cues": (rain,)}))
    silent = files(make(project))["m4b"][0].read_bytes()
    scored = make(projects.update_settings(project.id, score=True))
    assert files(scored)["m4b"][0].read_bytes() != silent


def test_a_speaker_without_a_voice_is_named(project: projects.Project) -> None:
    projects.set_cast(project.id, Cast(narrator=project.cast.narrator))
    job = direct.run("audiobook", audiobook.Params(project_id=project.id), title="Book")
    assert job.status == "failed" and job.error == "No voice for speaker Anna. Choose one in Cast."


def test_an_empty_script_is_said(project: projects.Project) -> None:
    projects.undo(project.id)
    job = direct.run("audiobook", audiobook.Params(project_id=project.id), title="Book")
    assert job.status == "failed" and "nothing to read" in (job.error or "")


def test_every_master_has_a_card(project: projects.Project) -> None:
    cards = make(projects.update_settings(project.id, formats=("m4b", "acx"))).result["cards"]
    assert [card["standard"] for card in cards] == ["scored mix", "ACX"] * 2
