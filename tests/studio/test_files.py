from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from engines.errors import EngineError
from jobs import artifacts
from jobs.types import Artifact
from studio import files


@pytest.fixture
def client() -> Iterator[TestClient]:
    with TestClient(Starlette(routes=files.routes())) as client:
        yield client


def test_an_artifact_is_served_by_its_id(client: TestClient, kept: Callable[..., Artifact]) -> None:
    artifact = kept()
    answer = client.get(f"/{files.url(artifact.id)}")
    assert answer.content == artifacts.path(artifact.id).read_bytes()
    assert answer.headers["content-type"] == "audio/wav"
    assert answer.headers["content-disposition"].startswith("inline")


def test_a_player_may_ask_for_a_piece(client: TestClient, kept: Callable[..., Artifact]) -> None:
    answer = client.get(f"/{files.url(kept().id)}", headers={"Range": "bytes=0-3"})
    assert (answer.status_code, answer.content) == (206, b"RIFF")


def test_a_download_has_its_own_name(client: TestClient, kept: Callable[..., Artifact]) -> None:
    answer = client.get(f"/{files.url(kept('Kapitel 1 – Übermut.wav').id, download=True)}")
    assert answer.headers["content-disposition"].startswith("attachment")
    assert "%C3%9Cbermut" in answer.headers["content-disposition"]


def test_a_kept_page_cannot_run_as_ours(client: TestClient) -> None:
    page = artifacts.keep(b"<script>alert(1)</script>", kind="source", name="book.html")
    answer = client.get(f"/{files.url(page.id)}")
    assert answer.headers["content-disposition"].startswith("attachment")
    assert answer.headers["content-type"] == "application/octet-stream"
    assert answer.headers["x-content-type-options"] == "nosniff"


@pytest.mark.parametrize("wanted", ["nothing", "..%2F..%2Fetc%2Fpasswd", "..%2fstate%2fstudio.db"])
def test_only_ids_are_found(wanted: str, client: TestClient) -> None:
    assert client.get(f"/artifact/{wanted}").status_code == 404


def test_a_deleted_file_is_gone(client: TestClient, kept: Callable[..., Artifact]) -> None:
    artifact = kept()
    artifacts.path(artifact.id).unlink()
    assert client.get(f"/{files.url(artifact.id)}").status_code == 404


def test_with_accounts_nobody_gets_a_file_unsigned(client: TestClient, kept: Callable[..., Artifact]) -> None:
    artifact = kept()
    client.app.auth, client.app.tokens, client.app.cookie_id = {"ada": "secret"}, {"token-1": "ada"}, "x"
    assert client.get(f"/{files.url(artifact.id)}").status_code == 401
    client.cookies.set("access-token-unsecure-x", "forged")
    assert client.get(f"/{files.url(artifact.id)}").status_code == 401
    client.cookies.set("access-token-unsecure-x", "token-1")
    assert client.get(f"/{files.url(artifact.id)}").status_code == 200


def test_an_upload_becomes_an_artifact(tmp_path: Path) -> None:
    upload = tmp_path / "gradio" / "Emma.txt"
    upload.parent.mkdir()
    upload.write_text("Emma Woodhouse")
    artifact = files.take(str(upload))
    upload.unlink()
    assert Path(files.path(artifact.id)).read_text() == "Emma Woodhouse"
    assert artifact.name == "Emma.txt"


def test_no_upload_is_a_sentence() -> None:
    with pytest.raises(EngineError, match="Drop one"):
        files.take(None)


def test_state_and_parts_are_never_served(home: Path) -> None:
    assert files.allowed_paths() == [str(home / "artifacts")]
    assert {str(home / "state"), str(home / "parts")} == set(files.blocked_paths())
