"""Files across the page's border: uploads come in as artifacts, artifacts go out by their id.

The only file that hands Gradio a path. No path that a browser could have made up is opened: Gradio names
the place of its own upload, we copy it from there and know it by an id.
"""

from pathlib import Path

from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import FileResponse, Response
from starlette.routing import Route

from engines.errors import EngineError
from engines.settings import home
from engines.types import Noun
from jobs import artifacts
from jobs.types import Artifact

INLINE = {
    ".wav": "audio/wav", ".mp3": "audio/mpeg", ".m4a": "audio/mp4", ".m4b": "audio/mp4",
    ".flac": "audio/flac", ".opus": "audio/ogg", ".ogg": "audio/ogg", ".mp4": "video/mp4",
    ".webm": "video/webm", ".png": "image/png", ".jpg": "image/jpeg", ".jpeg": "image/jpeg", ".vtt": "text/vtt",
}  # fmt: skip
"""What a browser may show. The rest is downloaded, so that a kept HTML page cannot run as ours."""


class Upload(Noun):
    """A file a person dropped, already safe from Gradio's cache cleaning."""

    artifact_id: str
    name: str
    """As the person called it."""


def take(upload: str | None, *, kind: str = "upload", project_id: str | None = None) -> Artifact:
    """Keep a file that Gradio uploaded; return its artifact. Raises EngineError when nothing was dropped."""
    if not upload:
        raise EngineError("No file has arrived. Drop one first.")
    return artifacts.keep(Path(upload), kind=kind, name=Path(upload).name, project_id=project_id)


def path(artifact_id: str) -> str:
    """Return the path of an artifact, for a Gradio component's value. Raises EngineError when it is gone."""
    return str(artifacts.path(artifact_id))


def url(artifact_id: str, *, download: bool = False) -> str:
    """Return where the page gets an artifact: relative, to work behind a proxy and on a shared link."""
    return f"artifact/{artifact_id}{'?download=1' if download else ''}"


def can_play(name: str) -> bool:
    """Whether a browser plays a file of this name as sound."""
    return INLINE.get(Path(name).suffix.lower(), "").startswith("audio/")


def routes() -> list[Route]:
    """Return the routes that Gradio's app serves besides its own: `GET /artifact/<id>`."""
    return [Route("/artifact/{artifact_id}", _serve, methods=["GET", "HEAD"])]


def allowed_paths() -> list[str]:
    """Return the folders that components may show files from."""
    return [str(home() / "artifacts")]


def blocked_paths() -> list[str]:
    """Return the folders that are never served, whatever else is allowed."""
    return [str(home() / name) for name in ("state", "parts")]


async def _serve(request: Request) -> Response:
    _require_sign_in(request)
    artifact_id = request.path_params["artifact_id"]
    try:
        artifact = await run_in_threadpool(artifacts.get, artifact_id)
        file = await run_in_threadpool(artifacts.path, artifact_id)
    except EngineError as exc:
        raise HTTPException(404, str(exc)) from exc
    media_type = INLINE.get(Path(artifact.name).suffix.lower())
    disposition = "inline" if media_type and "download" not in request.query_params else "attachment"
    return FileResponse(
        file,
        filename=artifact.name,
        media_type=media_type or "application/octet-stream",
        content_disposition_type=disposition,
        headers={"X-Content-Type-Options": "nosniff", "Cache-Control": "private, max-age=3600"},
    )


def _require_sign_in(request: Request) -> None:
    """Raise 401 unless the studio has no accounts or the cookie of Gradio's login names one."""
    app = request.app
    if getattr(app, "auth", None) is None:
        return
    cookies = (f"access-token-{app.cookie_id}", f"access-token-unsecure-{app.cookie_id}")
    if not any(app.tokens.get(request.cookies.get(name)) for name in cookies):
        raise HTTPException(401, "Sign in first.")
