"""The house: who may import whom, who reads the environment. Read from the source, nothing is run."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

PROJECT = Path(__file__).resolve().parent.parent
ROOMS = ("engines", "jobs", "studio")
FORBIDDEN = {"engines": {"jobs", "studio", "gradio", "huey", "sqlite_utils"}, "jobs": {"studio", "gradio"}}
"""Room -> what it may not import: never upwards, no page outside the studio, no database in engines."""
READS_ENVIRONMENT = {"engines/settings.py"}
PASSES_ENVIRONMENT_ON = {"jobs/supervisor.py", "studio/cli/main.py"}
"""They hand the environment to a child process, or set STUDIO_HOME from a flag; they decide nothing by it."""


def sources(*rooms: str) -> list[Path]:
    return sorted(path for room in rooms for path in (PROJECT / room).rglob("*.py"))


def imported(path: Path) -> Iterator[str]:
    """Yield the full dotted name of everything a file imports, wherever in the file."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: imports are absolute here"
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def name(path: Path) -> str:
    return path.relative_to(PROJECT).as_posix()


@pytest.mark.parametrize("room", FORBIDDEN)
def test_no_room_imports_upwards(room: str) -> None:
    wrong = [
        f"{name(path)} imports {module}"
        for path in sources(room)
        for module in imported(path)
        if module.split(".")[0] in FORBIDDEN[room]
    ]
    assert wrong == []


def test_no_tab_imports_a_tab() -> None:
    """A tab is a module of studio/tabs, with a folder where it needs one: audiobook, audiobook_steps."""
    wrong = []
    for path in sources("studio/tabs"):
        own = path.relative_to(PROJECT / "studio/tabs").parts[0].removesuffix(".py").split("_")[0]
        for module in imported(path):
            parts = module.split(".")
            if parts[:2] == ["studio", "tabs"] and len(parts) > 2 and parts[2].split("_")[0] != own:
                wrong.append(f"{name(path)} imports {module}")
    assert wrong == []


def test_only_the_shell_knows_every_tab() -> None:
    outside = [path for path in sources("studio") if "tabs" not in path.parts and path.name != "shell.py"]
    assert [name(path) for path in outside if any(m.startswith("studio.tabs") for m in imported(path))] == []


def test_only_settings_read_the_environment() -> None:
    allowed = READS_ENVIRONMENT | PASSES_ENVIRONMENT_ON
    wrong = [
        name(path)
        for path in [*sources(*ROOMS), PROJECT / "app.py"]
        if name(path) not in allowed
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if (isinstance(node, ast.Attribute) and node.attr in ("environ", "getenv", "putenv"))
    ]
    assert wrong == []


def test_app_is_short() -> None:
    assert len((PROJECT / "app.py").read_text(encoding="utf-8").splitlines()) < 80
