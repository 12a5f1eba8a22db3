"""The whole production of a book against its floor: the bare speech engines on the same text, and one AAC encode."""

import subprocess
import time
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from engines import audio, models
from engines.base import SpeechEngine
from engines.mixing.encode import ffmpeg
from engines.quality.roundtrip import hear, word_error_rate
from jobs import artifacts, direct, projects
from jobs.kinds import audiobook
from jobs.production import turn_requests
from tests.bench.figure import Figure
from tests.conftest import SHARED

BOOK = SHARED / "data/docs/epub3_samples/childrens-literature.epub"
SAMPLE = Path("presets/sample/the_lantern.md")
SCENES = 12
"""Of the book: a quarter of an hour of sound."""


def measure() -> Iterator[Figure]:
    book = BOOK if BOOK.is_file() else SAMPLE
    project = projects.open_file(book, book.name)
    projects.parse(project.id)
    project = projects.update_settings(project.id, formats=("m4b", "acx"))
    scene_ids = tuple(scene.id for scene in projects.scenes(project.id))[:SCENES]
    texts = [request for _, request in _requests(project, scene_ids)]
    for voice in {request["voice"]["engine"] for request in texts}:
        models.get(voice)
    # both sides have their models loaded and the sound font read
    _make(project, scene_ids[:1], formats=("m4b",))

    started = time.perf_counter()
    job = _make(project, scene_ids[1:], formats=("m4b", "acx"))
    whole_s = time.perf_counter() - started
    minutes = job.result["seconds"] / 60

    texts = [request for _, request in _requests(project, scene_ids[1:])]
    speech_s = _speak(texts)
    encode_s = _encode(_artifact(job, "m4b"))
    note = (
        f"{minutes:.1f} min of {project.title}: {whole_s:.0f} s (score, mix, two masters, cards, M4B) against "
        f"{speech_s:.0f} s bare speech + {encode_s:.0f} s AAC; {minutes * 60 / whole_s:.0f} x real time"
    )
    yield Figure("Production over its floor", whole_s / (speech_s + encode_s), "x", 1.5, note=note)
    yield _round_trip(project, job, scene_ids[1:])


def _make(project: projects.Project, scene_ids: tuple[str, ...], *, formats: tuple[str, ...]):
    projects.update_settings(project.id, formats=formats)
    params = audiobook.Params(project_id=project.id, scene_ids=scene_ids)
    job = direct.run("audiobook", params, title="bench", project_id=project.id)
    if job.status != "done":
        raise RuntimeError(job.error)
    return job


def _requests(project: projects.Project, scene_ids: tuple[str, ...]):
    for scene_id in scene_ids:
        for turn in projects.scene(project.id, scene_id).spoken_turns:
            yield from turn_requests(turn, project.cast, project.settings)


def _speak(requests: list[dict]) -> float:
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
        command = [ffmpeg(), "-v", "error", "-i", wav, "-c:a", "aac", "-b:a", "128k", again]
        subprocess.run(command, check=True)
        return time.perf_counter() - started


def _artifact(job, kind: str) -> Path:
    return next(artifacts.path(one) for one in job.result["artifact_ids"] if artifacts.get(one).kind == kind)


def _round_trip(project: projects.Project, job, scene_ids: tuple[str, ...]) -> Figure:
    """Let the embedded Whisper hear the finished voice-only master and compare it with what was to be said."""
    said = " ".join(request["text"] for _, request in _requests(project, scene_ids))
    masters = [artifacts.path(one) for one in job.result["artifact_ids"] if artifacts.get(one).kind == "acx"]
    heard = " ".join(hear(audio.read(master, rate_hz=16000)) for master in masters)
    note = (
        f"{len(said.split()):,} words of the finished voice-only MP3s, heard by the embedded Whisper tiny.en"
    )
    return Figure(
        "Round-trip WER of the finished book", 100 * word_error_rate(said, heard), "%", 10.0, note=note
    )
