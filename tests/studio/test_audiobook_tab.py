"""The Audiobook tab's handlers, called as functions: what a person does, step by step, on a fresh home."""

import gradio as gr
import pytest

from engines.speech import library
from jobs import artifacts, projects
from jobs.store import jobs as store
from studio import shell
from studio.audiobook import opening, project_jobs
from studio.tabs import audiobook as tab
from studio.tabs.audiobook_steps import cast, deliver, head, listen, manuscript, script
from studio.tabs.audiobook_steps.script import Place
from tests.studio.conftest import sound
from tests.studio.test_markup import read


def pressed(act: str, subject: str = "", **more: str) -> gr.EventData:
    return gr.EventData(None, {"act": act, "id": subject, **more})


def typed(field: str, value: object, row: str = "") -> gr.EventData:
    return gr.EventData(None, {"field": field, "value": value, "row": row})


@pytest.fixture
def project() -> projects.Project:
    """The sample story, parsed."""
    return opening.open_sample()


@pytest.fixture
def place(project: projects.Project) -> Place:
    return Place(scene_id=projects.scenes(project.id)[0].id)


def first_dialogue(project: projects.Project, place: Place):
    scene = projects.scene(project.id, place.scene_id)
    return next(turn for turn in scene.turns if turn.kind == "dialogue")


# ── the tab ──────────────────────────────────────────────────────────────────────────────────────


def test_no_event_of_the_page_is_public() -> None:
    page = shell.build()
    assert {event.api_visibility for event in page.fns.values()} == {"private"}


def test_a_forgotten_project_is_no_error() -> None:
    for unknown in ("", "gone", None, 7, {"a": 1}):
        project_id, *_ = tab.reopen(unknown)
        assert project_id == head.NO_PROJECT


def test_a_project_opens_where_its_work_is(project: projects.Project) -> None:
    found, picker, _, timer, steps, place = tab.reopen(project.id)
    assert found == project.id and picker["value"] == project.id
    assert steps.selected == "script" and place == Place() and not timer.active
    unparsed = projects.open_file(opening.settings.presets() / "sample" / opening.SAMPLE, "again.md")
    assert tab.reopen(unparsed.id)[4].selected == "manuscript"


def test_new_closes_the_project_and_keeps_it_in_the_list(project: projects.Project) -> None:
    found, picker, state, *_ = tab.start_anew()
    assert found == "" and state == ""
    assert project.id in [value for _, value in picker["choices"]]


@pytest.mark.parametrize("step", [manuscript.show, cast.show, deliver.show])
def test_every_step_has_something_to_say_without_a_project(step) -> None:
    assert step("")


@pytest.mark.parametrize(
    "handler",
    [
        lambda: script.put("gone", Place("s1"), typed("says", "x", "t1")),
        lambda: script.press("gone", Place("s1"), pressed("delete", "t1")),
        lambda: script.take_back("", Place()),
        lambda: script.toggle_approval("gone", Place("s1")),
        lambda: script.start("gone", Place("s1")),
        lambda: cast.put("", typed("voice", "ada", "Emma")),
        lambda: cast.press("", pressed("narrator", "storyteller")),
        lambda: listen.render(""),
        lambda: deliver.start(""),
        lambda: deliver.put("", typed("format", "true", "wav")),
        lambda: manuscript.parse_ticked(""),
    ],
)
def test_what_needs_a_project_says_so(handler) -> None:
    with pytest.raises(gr.Error, match="No project is open"):
        handler()


# ── 1 manuscript ─────────────────────────────────────────────────────────────────────────────────


def test_a_document_is_read_and_its_front_matter_unticked(tmp_path) -> None:
    book = tmp_path / "storm.md"
    book.write_text(
        "# Contents\n\nOne\nTwo\n\n# One\n\nRain fell on the roof.\n\n# Two\n\nIt stopped.\n",
        encoding="utf-8",
    )
    project_id, drop, password, locked, problem = manuscript.receive(str(book), "")
    assert project_id and drop is None and not locked["visible"] and not problem["visible"]
    _, reading, foot, parse = manuscript.show(project_id)
    assert "storm.md" in reading and "Rain fell on the roof." in reading
    assert foot["visible"] and parse["variant"] == "primary"
    document = projects.document(project_id)
    ticked = projects.get(project_id).settings.chapter_ids
    assert ticked == tuple(chapter.id for chapter in document.chapters if chapter.matter == "body")


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.pdf", b"%PDF-1.7 nonsense"),
        ("b.docx", b"PK\x03\x04 broken"),
        ("c.png", b"\x89PNG\r\n\x1a\n" + bytes(99)),
    ],
)
def test_a_file_that_cannot_be_read_is_a_sentence_and_leaves_nothing(tmp_path, name, content) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    project_id, _, _, _, problem = manuscript.receive(str(path), "before")
    assert project_id == "before" and problem["visible"] and "Traceback" not in problem["value"]
    assert projects.list_projects() == []


def test_an_encrypted_pdf_asks_for_its_password(tmp_path) -> None:
    import fitz

    path = tmp_path / "secret.pdf"
    with fitz.open() as pdf:
        pdf.new_page().insert_text(
            (72, 72), "Chapter One\nThe door was locked, and nobody had the key to it."
        )
        pdf.save(path, encryption=fitz.PDF_ENCRYPT_AES_256, user_pw="lantern", owner_pw="o")
    _, _, _, locked, problem = manuscript.receive(str(path), "")
    assert locked["visible"] and "password" in problem["value"].lower()
    assert manuscript.unlock_file(str(path), "wrong", "")[3]["visible"]
    project_id, _, _, locked, _ = manuscript.unlock_file(str(path), "lantern", "")
    assert project_id and not locked["visible"]


def test_ticks_titles_and_layout_are_saved(project: projects.Project) -> None:
    one, two = projects.document(project.id).chapters
    manuscript.put(project.id, typed("chapter", "false", one.id))
    manuscript.put(project.id, typed("title", "  Another   title ", ""))
    manuscript.put(project.id, typed("template", "prose"))
    saved = projects.get(project.id)
    assert saved.settings.chapter_ids == (two.id,)
    assert saved.title == "Another title" and saved.settings.template == "prose"
    with pytest.raises(gr.Error, match="At least one chapter"):
        manuscript.put(project.id, typed("chapter", "false", two.id))
    with pytest.raises(gr.Error, match="no layout"):
        manuscript.put(project.id, typed("template", "../secret"))
    manuscript.parse_ticked(project.id)
    assert {scene.chapter_id for scene in projects.scenes(project.id)} == {two.id}


# ── 2 script ─────────────────────────────────────────────────────────────────────────────────────


def test_an_edited_turn_is_saved_shown_and_undone(project: projects.Project, place: Place) -> None:
    turn = first_dialogue(project, place)
    scenes, scene, at, *_, state = script.put(
        project.id, place, typed("says", "“Leo, where are you?”", turn.id)
    )
    assert "Leo, where are you?" in scene and at == place and "saved" in state and read(scenes)
    assert first_dialogue(project, place).text.strip() == "“Leo, where are you?”"
    *_, state = script.take_back(project.id, place)
    assert "Undone: text." in state and first_dialogue(project, place) == turn


def test_a_refused_value_is_a_sentence(project: projects.Project, place: Place) -> None:
    with pytest.raises(gr.Error, match="needs words"):
        script.put(project.id, place, typed("says", " ", first_dialogue(project, place).id))


@pytest.mark.parametrize("value", [None, 7, ["x"], {"a": 1}])
def test_an_event_of_the_wrong_shape_is_a_sentence(project: projects.Project, place: Place, value) -> None:
    with pytest.raises(gr.Error):
        script.put(project.id, place, typed("says", value, first_dialogue(project, place).id))


def test_a_new_speaker_gets_a_voice_at_once(project: projects.Project, place: Place) -> None:
    turn = first_dialogue(project, place)
    script.put(project.id, place, typed("who", "Captain Reed", turn.id))
    member = next(m for m in projects.get(project.id).cast.characters if m.name == "Captain Reed")
    assert member.voice_id in library.voices()


def test_choosing_a_turn_opens_it_and_choosing_it_again_closes_it(
    project: projects.Project, place: Place
) -> None:
    turn = first_dialogue(project, place)
    opened = script.press(project.id, place, pressed("choose", turn.id))[2]
    assert opened.turn_id == turn.id
    assert script.press(project.id, opened, pressed("choose", turn.id))[2].turn_id == ""


def test_listening_changes_nothing_and_says_what_to_hear(project: projects.Project, place: Place) -> None:
    turn = first_dialogue(project, place)
    *kept, wish = script.press(project.id, place, pressed("listen", turn.id))
    assert wish == f"listen:{turn.id}" and all(each == gr.skip() for each in kept)
    *_, wish = script.press(project.id, place, pressed("retake", turn.id))
    assert wish == f"listen:{turn.id}" and first_dialogue(project, place).take == 1


def test_a_scene_is_rendered_once_at_a_time(project: projects.Project, place: Place) -> None:
    panel, timer = script.start(project.id, place)
    script.start(project.id, place)
    assert [job.kind for job in store.active()] == ["scenes"]
    assert "progressbar" in panel and timer.active and tab.watch(project.id).active


def test_a_finished_job_lets_the_timer_rest(project: projects.Project, place: Place, monkeypatch) -> None:
    script.start(project.id, place)
    store.cancel(store.active()[0].id)
    assert project_jobs.is_busy(project.id), "the page still looks once more"
    monkeypatch.setattr(project_jobs, "AFTERGLOW_S", 0.0)
    assert not tab.watch(project.id).active


def test_a_place_that_is_gone_falls_back_to_the_first_scene(project: projects.Project) -> None:
    *_, at, _, _ = script.show(project.id, Place("gone", 99, "gone"))
    assert at == Place(projects.scenes(project.id)[0].id, 0, "")


# ── 3 cast ───────────────────────────────────────────────────────────────────────────────────────


def test_a_voice_a_narrator_and_words_are_saved(project: projects.Project) -> None:
    other = next(voice for voice in library.voices() if voice != project.cast.characters[0].voice_id)
    name = project.cast.characters[0].name
    cast.put(project.id, typed("voice", other, name))
    cast.put(project.id, typed("aliases", "Em, Miss Hale, Em", name))
    cast.put(project.id, typed("description", " keeper of the light ", name))
    narrator = list(library.narrators())[-1]
    cast.press(project.id, pressed("narrator", narrator))
    saved = projects.get(project.id).cast
    member = next(m for m in saved.characters if m.name == name)
    assert (member.voice_id, member.aliases, member.description) == (
        other,
        ("Em", "Miss Hale"),
        "keeper of the light",
    )
    assert saved.narrator.id == narrator


def test_two_names_of_one_person_are_merged_and_undone(project: projects.Project) -> None:
    names = {member.name for member in project.cast.characters}
    board, state = cast.put(project.id, typed("merge", "Emma", "Leo"))
    assert {m.name for m in projects.get(project.id).cast.characters} == names - {"Leo"}
    assert "Leo is now Emma" in state
    cast.take_back(project.id)
    assert {m.name for m in projects.get(project.id).cast.characters} == names


def test_the_same_voice_twice_is_warned_of(project: projects.Project) -> None:
    emma = next(m for m in project.cast.characters if m.name == "Emma")
    board, _ = cast.put(project.id, typed("voice", emma.voice_id, "Leo"))
    assert "Easily mistaken for Emma" in board and "Easily mistaken for Leo" in board


def test_pronunciations_are_kept_and_a_bad_line_is_a_sentence(project: projects.Project) -> None:
    cast.put(project.id, typed("dictionary", "Siobhan = Shivawn\n\n Cholmondeley=Chumley "))
    assert projects.get(project.id).settings.dictionary == {"Siobhan": "Shivawn", "Cholmondeley": "Chumley"}
    with pytest.raises(gr.Error, match="no pronunciation"):
        cast.put(project.id, typed("dictionary", "Siobhan"))
    with pytest.raises(gr.Error, match="factor from 0.3 to 3"):
        cast.put(project.id, typed("pause_factor", "nan"))


@pytest.mark.parametrize("name", ["Nobody", "", "<b>"])
def test_somebody_who_is_not_in_the_cast_is_a_sentence(project: projects.Project, name: str) -> None:
    with pytest.raises(gr.Error, match="not in the cast"):
        cast.put(project.id, typed("voice", "ada", name))


# ── 4 listen ─────────────────────────────────────────────────────────────────────────────────────


@pytest.fixture
def rendered(project: projects.Project, place: Place) -> artifacts.Artifact:
    """The first scene as a worker leaves it."""
    from jobs.kinds import scenes

    scene = projects.scene(project.id, place.scene_id)
    lines = [
        {"turn_id": turn.id, "key": scenes.turn_key(turn, project.cast), "speaker": turn.speaker, "text": turn.text,
         "start_s": float(number), "end_s": number + 0.9}
        for number, turn in enumerate(scene.spoken_turns)
    ]  # fmt: skip
    details = {
        "scene_id": scene.id, "seconds": float(len(lines)), "lines": lines, "key": scenes.scene_key(scene, project),
    }  # fmt: skip
    return artifacts.keep(sound(), kind="scene", name="scene.mp3", project_id=project.id, details=details)


def test_a_rendered_scene_is_played_with_its_lines(project, place, rendered) -> None:
    contents, _, player, playing, _ = listen.show(project.id, "")
    assert playing == place.scene_id and rendered.id in player and rendered.id in contents
    elements = read(player).elements
    assert ("audio", f"artifact/{rendered.id}") in [(name, found.get("src")) for name, found in elements]
    starts = [float(found["data-start"]) for _, found in elements if "data-start" in found]
    assert starts == sorted(starts) and len(starts) == len(
        projects.scene(project.id, place.scene_id).spoken_turns
    )
    assert "edited since" not in player


def test_an_edit_marks_the_rendering_and_the_line(project, place, rendered) -> None:
    turn = first_dialogue(project, place)
    script.put(project.id, place, typed("how", "sad", turn.id))
    contents, _, player, *_ = listen.show(project.id, "")
    assert "edited since" in contents and player.count("au-stale") == 1


def test_a_line_can_be_taken_again_kept_and_edited_from_the_player(project, place, rendered) -> None:
    turn = first_dialogue(project, place)
    *_, wish, _ = listen.press(project.id, "", pressed("retake", turn.id, scene=place.scene_id))
    assert wish == f"{place.scene_id}:{turn.id}" and first_dialogue(project, place).take == 1
    listen.press(project.id, "", pressed("lock", turn.id, scene=place.scene_id))
    with pytest.raises(gr.Error, match="This take is kept"):
        listen.press(project.id, "", pressed("retake", turn.id, scene=place.scene_id))
    *_, edit = listen.press(project.id, "", pressed("edit_line", turn.id, scene=place.scene_id))
    steps, at = tab.go_to_line(edit)
    assert steps.selected == "script" and at == Place(place.scene_id, 0, turn.id)


def test_the_step_is_drawn_again_only_when_a_scene_is_done(project, place) -> None:
    from jobs.kinds import scenes as kind

    listen.render(project.id)
    (job,) = store.active()
    assert kind.Params(**job.params).scene_ids == ()
    *drawn, seen = listen.follow(project.id, "", "")
    assert "progressbar" in drawn[1]
    contents, progress, *rest = listen.follow(project.id, "", seen)
    assert "progressbar" in progress and contents == rest[-1] == gr.skip()
    store.claim(job.id, "1:1")
    store.beat(job.id, fraction=0.4, stage="Speech", message="scene 2 of 3", eta_s=None)
    assert listen.follow(project.id, "", seen)[-1] != seen


# ── 5 deliver ────────────────────────────────────────────────────────────────────────────────────


def test_formats_and_tags_are_saved(project: projects.Project) -> None:
    deliver.put(project.id, typed("format", "true", "flac"))
    deliver.put(project.id, typed("format", "false", "m4b"))
    deliver.put(project.id, typed("series", " Cold Harbour "))
    deliver.put(project.id, typed("score", "false"))
    saved = projects.get(project.id).settings
    assert "flac" in saved.formats and "m4b" not in saved.formats
    assert saved.series == "Cold Harbour" and not saved.score
    with pytest.raises(gr.Error, match="no format exe"):
        deliver.put(project.id, typed("format", "true", "exe"))
    with pytest.raises(gr.Error, match="no field source_id"):
        deliver.put(project.id, typed("source_id", "x"))


def test_the_last_format_cannot_be_taken_off(project: projects.Project) -> None:
    projects.update_settings(project.id, formats=("vtt",))
    with pytest.raises(gr.Error, match="At least one format"):
        deliver.put(project.id, typed("format", "false", "vtt"))


def test_a_cover_must_be_a_picture(project: projects.Project, tmp_path) -> None:
    from PIL import Image

    path = tmp_path / "cover.png"
    Image.new("RGB", (600, 800), "navy").save(path)
    shown, _ = deliver.put_cover(project.id, str(path))
    assert "data:image/jpeg" in shown and projects.get(project.id).settings.cover_id
    path.write_bytes(b"no picture")
    with pytest.raises(gr.Error, match="no picture"):
        deliver.put_cover(project.id, str(path))


def test_the_run_is_estimated_started_once_and_followed(project: projects.Project) -> None:
    _, _, estimate, result = deliver.show(project.id)
    assert "of audio" in estimate and "of computing" in estimate and "of disk" in estimate
    assert "No files yet" in result
    deliver.start(project.id)
    result, timer = deliver.start(project.id)
    assert timer.active and "progressbar" in result
    (job,) = store.active()
    assert (job.kind, job.project_id) == ("audiobook", project.id)


def test_finished_files_are_offered_with_their_measurements(project: projects.Project) -> None:
    from engines.mixing.card import Card, readings

    values = {
        "rms_db": -20.0,
        "peak_db": -4.0,
        "true_peak_db": -3.8,
        "floor_db": -40.0,
        "lufs": -19.0,
        "head_s": 0.7,
        "tail_s": 2.0,
    }
    card = Card(
        name="One", standard="ACX", seconds=61, rate_hz=44100, channels=1, bit_rate=192000,
        readings=readings("ACX", values), **values,
    )  # fmt: skip
    deliver.start(project.id)
    (job,) = store.active()
    made = artifacts.keep(sound(), kind="m4b", name="The Lantern.m4b", project_id=project.id, job_id=job.id)
    store.claim(job.id, "1:1")
    store.finish(job.id, {"artifact_ids": [made.id, "deleted since"], "cards": [card.model_dump()]})
    result = deliver.follow(project.id)
    assert f"artifact/{made.id}?download=1" in result and "The Lantern.m4b" in result
    assert "0 of 1 pass" in result and "Noise floor -40 dBFS: at most -60" in result
