"""The whole production of a book against its floor: the bare speech engines on the same text, and one AAC encode."""

import subprocess
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from engines import audio, models
from engines.base import SpeechEngine
from engines.mixing.encode import CODECS, ffmpeg
from engines.quality.roundtrip import hear, word_error_rate
from jobs import artifacts, direct, projects
from jobs.kinds import audiobook
from jobs.production import Request, turn_requests
from jobs.types import Job
from tests.bench.figure import Figure
from tests.conftest import SHARED

BOOK = SHARED / "data/docs/epub3_samples/childrens-literature.epub"
SAMPLE = Path("presets/sample/the_lantern.md")
SCENES = 7
"""Of the book: about twelve minutes of sound."""


def measure() -> Iterator[Figure]:
    book = BOOK if BOOK.is_file() else SAMPLE
    project = projects.open_file(book, book.name)
    for name, template in {
        "Production over its floor, one narrator": "plain",
        "Production over its floor, full cast": "auto",
    }.items():
        projects.update_settings(project.id, template=template, formats=("m4b", "acx"))
        projects.parse(project.id)
        project = projects.get(project.id)
        warm_up, *scene_ids = [scene.id for scene in projects.scenes(project.id)][:SCENES]
        # both sides have their models loaded and the sound font read
        _make(project, (warm_up,))
        for engine_id in {request["voice"]["engine"] for request in _requests(project, scene_ids)}:
            models.get(engine_id)
        started = time.perf_counter()
        job = _make(project, tuple(scene_ids))
        yield _ratio(name, project, job, scene_ids, time.perf_counter() - started)
    yield _round_trip(project, job, scene_ids)


def _ratio(
    name: str, project: projects.Project, job: Job, scene_ids: Sequence[str], whole_s: float
) -> Figure:
    speech_s = _speak(_requests(project, scene_ids))
    encode_s = _encode(_artifact(job, "m4b"))
    audio_s = job.result["seconds"]
    note = (
        f"{audio_s / 60:.1f} min of {project.title}: {whole_s:.0f} s (speech, score, mix, two masters, cards, M4B) against "
        f"{speech_s:.0f} s bare speech + {encode_s:.0f} s AAC; {audio_s / whole_s:.0f} x real time"
    )
    return Figure(name, whole_s / (speech_s + encode_s), "x", 1.5, note=note)


def _make(project: projects.Project, scene_ids: tuple[str, ...]) -> Job:
    params = audiobook.Params(project_id=project.id, scene_ids=scene_ids)
    job = direct.run("audiobook", params, title="bench", project_id=project.id)
    if job.status != "done":
        raise RuntimeError(job.error)
    return job


def _requests(project: projects.Project, scene_ids: Sequence[str]) -> list[Request]:
    turns = (turn for scene_id in scene_ids for turn in projects.scene(project.id, scene_id).spoken_turns)
    return [request for turn in turns for _, request in turn_requests(turn, project.cast, project.settings)]


def _speak(requests: Sequence[Request]) -> float:
    """Return how long the bare engines need for the same texts, one after the other."""
    started = time.perf_counter()
    for request in requests:
        engine = models.get(request["voice"]["engine"])
        assert isinstance(engine, SpeechEngine)
        engine.speak(request["text"], speaker=request["voice"]["speaker"])
    return time.perf_counter() - started


def _encode(book: Path) -> float:
    """Return how long one AAC encode of the same sound takes with the same settings."""
    with TemporaryDirectory() as folder:
        wav, again = Path(folder, "book.wav"), Path(folder, "again.m4a")
        subprocess.run([ffmpeg(), "-v", "error", "-i", book, "-map", "0:a", wav], check=True)
        started = time.perf_counter()
        command = [ffmpeg(), "-v", "error", "-i", wav, *CODECS["m4a"], again]
        subprocess.run(command, check=True)
        return time.perf_counter() - started


def _artifact(job: Job, kind: str) -> Path:
    return next(artifacts.path(one) for one in job.result["artifact_ids"] if artifacts.get(one).kind == kind)


def _round_trip(project: projects.Project, job: Job, scene_ids: Sequence[str]) -> Figure:
    """Let the embedded Whisper hear the finished voice-only master and compare it with what was to be said."""
    said = " ".join(request["text"] for request in _requests(project, scene_ids))
    masters = [artifacts.path(one) for one in job.result["artifact_ids"] if artifacts.get(one).kind == "acx"]
    heard = " ".join(hear(audio.read(master, rate_hz=16000)) for master in masters)
    note = (
        f"{len(said.split()):,} words of the finished voice-only MP3s, heard by the embedded Whisper tiny.en"
    )
    return Figure(
        "Round-trip WER of the finished book", 100 * word_error_rate(said, heard), "%", 10.0, note=note
    )
