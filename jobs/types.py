"""The nouns of what runs long: a job and what it leaves behind. No reading, no writing."""

from typing import Any, Literal

from pydantic import Field

from engines.types import Noun

JobStatus = Literal["queued", "running", "done", "failed", "cancelled", "interrupted"]

ACTIVE: tuple[JobStatus, ...] = ("queued", "running")
"""Still to come or under way."""
RESUMABLE: tuple[JobStatus, ...] = ("failed", "cancelled", "interrupted")
"""Ended before the work was done; its finished parts are kept, so resuming goes on where it stopped."""


class Job(Noun):
    """One piece of long work, as its row says."""

    id: str
    kind: str
    """The file in jobs/kinds that does it."""
    title: str
    """What the person calls it."""
    params: dict[str, Any] = {}
    """The kind's Params as plain JSON."""
    status: JobStatus = "queued"
    priority: int = 0
    """Higher runs first; a waiting job of higher priority overtakes a running one at a part border."""
    fraction: float = Field(default=0.0, ge=0, le=1)
    """How much is done, 0 to 1."""
    stage: str = ""
    """The present step: "Speech", "Mix", …"""
    message: str = ""
    """One line for the person: "turn 7 of 120"."""
    error: str | None = None
    """The sentence that says why it failed and what to do; None unless failed or interrupted."""
    attempt: int = Field(default=0, ge=0)
    """Which try this is: 0 before the first. Giving way to a preview does not count."""
    project_id: str | None = None
    result: dict[str, Any] = {}
    """What the kind returned: plain JSON with artifact ids inside."""
    created_at: float
    """Unix seconds, as all times here."""
    started_at: float | None = None
    """When it first ran; None before."""
    finished_at: float | None = None
    """When it was done, failed, cancelled or found interrupted."""
    heartbeat_at: float | None = None
    """When the process that runs it last wrote its progress."""
    eta_s: float | None = Field(default=None, ge=0)
    """Seconds left at the last heartbeat, from measured speed; None until there is something to measure."""

    @property
    def is_active(self) -> bool:
        return self.status in ACTIVE

    @property
    def is_resumable(self) -> bool:
        return self.status in RESUMABLE


class LogLine(Noun):
    """One line of a job's log."""

    at: float
    """Unix seconds."""
    text: str


class Artifact(Noun):
    """A file that is kept: an upload, a finished book, a stem."""

    id: str
    kind: str
    """What it is: "upload", "m4b", "mp3", "stem", "card", …"""
    name: str
    """The file name a person sees when downloading."""
    sha256: str
    """Of the content, 64 hex digits."""
    path: str
    """Relative to the studio's home, with forward slashes."""
    size_bytes: int = Field(ge=0)
    project_id: str | None = None
    job_id: str | None = None
    """The job that made it; None for an upload."""
    details: dict[str, Any] = {}
    """Plain JSON about it: seconds, chapter, measurements."""
    created_at: float
    """Unix seconds."""
