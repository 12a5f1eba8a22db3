"""Scenes, takes and sounds to listen to, with a fake voice: real mixing and files, nothing made twice."""

import pytest

from engines import audio
from engines.errors import EngineError
from engines.scripting import edit
from jobs import artifacts, direct, projects
from jobs.kinds import scenes, sound, take
from jobs.types import Job
from tests.jobs.test_audiobook import project, spoken  # noqa: F401  (fixtures)


def run(kind: str, params, project_id: str) -> Job:
    job = direct.run(kind, params, title=kind, project_id=project_id)
    assert job.status == "done", job.error
    return job


def render(book: projects.Project, *scene_ids: str) -> list[artifacts.Artifact]:
    job = run("scenes", scenes.Params(project_id=book.id, scene_ids=scene_ids), book.id)
    return [artifacts.get(artifact_id) for artifact_id in job.result["artifact_ids"]]


def first(book: projects.Project):
    return projects.scene(book.id, projects.scenes(book.id)[0].id)


def test_every_scene_becomes_a_sound_with_its_lines(project) -> None:  # noqa: F811
    made = render(project)
    assert [artifact.details["scene_id"] for artifact in made] == [
        each.id for each in projects.scenes(project.id)
    ]
    for artifact in made:
        lines = artifact.details["lines"]
        times = [time for line in lines for time in (line["start_s"], line["end_s"])]
        assert times == sorted(times) and times[-1] <= artifact.details["seconds"]
        turns = {turn.id: turn for turn in projects.scene(project.id, artifact.details["scene_id"]).turns}
        assert all(line["text"] in turns[line["turn_id"]].text for line in lines)


def test_a_scene_that_did_not_change_is_kept(project, spoken) -> None:  # noqa: F811
    before = render(project)
    spoken.clear()
    assert [artifact.id for artifact in render(project)] == [artifact.id for artifact in before]
    assert spoken == []


def test_an_edited_line_is_said_again_and_the_old_sound_goes(project, spoken) -> None:  # noqa: F811
    before = render(project)
    spoken.clear()
    scene = first(project)
    line = next(turn for turn in scene.turns if turn.kind == "dialogue")
    projects.save_scene(project.id, edit.change_turn(scene, line.id, text="“You again?” "))
    after = render(project)
    assert len(spoken) == 1
    assert after[0].id != before[0].id and [a.id for a in after[1:]] == [b.id for b in before[1:]]
    with pytest.raises(EngineError):
        artifacts.get(before[0].id)


@pytest.mark.parametrize(
    "change", [{"text": "Other."}, {"delivery": "sad"}, {"take": 3}, {"pause_s": 2.0}, {"voice_id": "wren"}]
)
def test_the_key_changes_with_everything_that_is_heard(project, change) -> None:  # noqa: F811
    scene = first(project)
    changed = edit.change_turn(scene, scene.spoken_turns[0].id, **change)
    assert scenes.scene_key(changed, project) != scenes.scene_key(scene, project)


@pytest.mark.parametrize("change", [{"locked": True}, {"confidence": 0.1}])
def test_the_key_stays_when_nothing_else_is_heard(project, change) -> None:  # noqa: F811
    scene = first(project)
    changed = edit.change_turn(scene, scene.spoken_turns[0].id, **change).model_copy(
        update={"approved": True}
    )
    assert scenes.scene_key(changed, project) == scenes.scene_key(scene, project)


def test_a_take_is_the_work_of_the_book(project, spoken) -> None:  # noqa: F811
    scene = first(project)
    turn = next(turn for turn in scene.spoken_turns if turn.kind == "dialogue")
    params = take.Params(project_id=project.id, scene_id=scene.id, turn_id=turn.id)
    heard = run("take", params, project.id)
    assert audio.read(artifacts.path(heard.result["artifact_id"])).seconds > 0.3
    said = len(spoken)
    assert said
    render(project, scene.id)
    assert len([text for text in spoken if text in spoken[:said]]) == said, "not said again"


def test_pauses_lie_between_the_utterances_of_a_take(tmp_path) -> None:
    import numpy as np

    from engines.types import AudioClip

    paths = [tmp_path / "1.wav", tmp_path / "2.wav"]
    for path in paths:
        audio.write(path, AudioClip(np.full(1000, 0.5, np.float32), 1000))
    clip = take.joined(paths, [0.25])
    assert clip.seconds == pytest.approx(2.25)
    assert not clip.samples[1000:1250].any() and clip.samples[[999, 1250]].all()


def test_a_line_that_is_gone_is_a_sentence(project) -> None:  # noqa: F811
    params = take.Params(project_id=project.id, scene_id=first(project).id, turn_id="t999")
    job = direct.run("take", params, title="take", project_id=project.id)
    assert job.status == "failed" and "no longer in the scene" in job.error


def test_a_cue_can_be_heard_by_itself(project) -> None:  # noqa: F811
    from engines.types import Cue

    cue = Cue(id="q1", kind="effect", description="door knock", seconds=2, turn_id="t1")
    made = run("sound", sound.Params(cue=cue), project.id)
    assert 0.2 < audio.read(artifacts.path(made.result["artifact_id"])).seconds < 8
