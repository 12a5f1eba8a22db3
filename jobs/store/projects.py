"""Statements about projects, their scenes and the history that undo walks back."""

import json
import time
from typing import Any

from sqlite_utils import Database

from jobs.store.database import connect

Row = dict[str, Any]

HISTORY_KEPT = 200
"""Changes per project that undo can take back."""

SCENE_COLUMNS = ("id", "chapter_id", "chapter_title", "title", "turns", "unsure", "words", "approved", "body")


def create_project_tables(db: Database) -> None:
    """Migration: projects, scenes, history."""
    db.executescript(
        """
        CREATE TABLE project (
            id TEXT PRIMARY KEY, title TEXT NOT NULL, updated_at REAL NOT NULL, body TEXT NOT NULL, document TEXT NOT NULL
        );
        CREATE TABLE scene (
            project_id TEXT NOT NULL REFERENCES project(id) ON DELETE CASCADE, position INTEGER NOT NULL,
            id TEXT NOT NULL, chapter_id TEXT NOT NULL, chapter_title TEXT NOT NULL, title TEXT NOT NULL,
            turns INTEGER NOT NULL, unsure INTEGER NOT NULL, words INTEGER NOT NULL, approved INTEGER NOT NULL,
            body TEXT NOT NULL, PRIMARY KEY (project_id, id)
        );
        CREATE INDEX scene_in_order ON scene (project_id, position);
        CREATE TABLE history (
            id INTEGER PRIMARY KEY, project_id TEXT NOT NULL REFERENCES project(id) ON DELETE CASCADE,
            at REAL NOT NULL, label TEXT NOT NULL, whole INTEGER NOT NULL, scenes TEXT NOT NULL, project TEXT
        );
        CREATE INDEX history_of_project ON history (project_id, id);
        """
    )


def insert(project_id: str, row: Row, document: str) -> None:
    with connect().conn as conn:
        conn.execute(
            "INSERT INTO project (id, title, updated_at, body, document) VALUES (?, ?, ?, ?, ?)",
            (project_id, row["title"], row["updated_at"], row["body"], document),
        )


def update(project_id: str, row: Row) -> None:
    with connect().conn as conn:
        conn.execute(
            "UPDATE project SET title = ?, updated_at = ?, body = ? WHERE id = ?",
            (row["title"], row["updated_at"], row["body"], project_id),
        )


def get(project_id: str) -> str | None:
    return _one("SELECT body FROM project WHERE id = ?", project_id)


def document(project_id: str) -> str:
    return _one("SELECT document FROM project WHERE id = ?", project_id) or ""


def all_rows() -> list[str]:
    return [row["body"] for row in connect().query("SELECT body FROM project ORDER BY updated_at DESC")]


def remove(project_id: str) -> None:
    with connect().conn as conn:
        for table in ("history", "scene"):
            conn.execute(f"DELETE FROM {table} WHERE project_id = ?", (project_id,))
        conn.execute("DELETE FROM project WHERE id = ?", (project_id,))


def scenes(project_id: str) -> list[Row]:
    """Return the scenes in reading order, bodies included."""
    return list(connect().query("SELECT * FROM scene WHERE project_id = ? ORDER BY position", [project_id]))


def summaries(project_id: str) -> list[Row]:
    """Return the scenes in reading order without their bodies."""
    columns = ", ".join(column for column in SCENE_COLUMNS if column != "body")
    return list(connect().query(f"SELECT {columns} FROM scene WHERE project_id = ? ORDER BY position", [project_id]))


def scene(project_id: str, scene_id: str) -> str | None:
    return _one("SELECT body FROM scene WHERE project_id = ? AND id = ?", project_id, scene_id)


def replace_script(project_id: str, rows: list[Row], *, label: str) -> None:
    """Put a whole new script in place of the old one, which history keeps."""
    before = scenes(project_id)
    with connect().conn as conn:
        _remember(conn, project_id, before, label=label, whole=True, project=get(project_id))
        _write_script(conn, project_id, rows)


def replace_scenes(project_id: str, rows: list[Row], *, label: str, with_project: bool = False) -> None:
    """Put edited scenes in place of the old ones, which history keeps; with_project: the project row too."""
    if not rows:
        return
    wanted = {row["id"] for row in rows}
    before = [row for row in scenes(project_id) if row["id"] in wanted] if len(rows) > 1 else _scene_row(project_id, rows[0])
    with connect().conn as conn:
        _remember(conn, project_id, before, label=label, whole=False, project=get(project_id) if with_project else None)
        for row in rows:
            _update_scene(conn, project_id, row)
        conn.execute("UPDATE project SET updated_at = ? WHERE id = ?", (time.time(), project_id))


def undo(project_id: str) -> str | None:
    """Put back what the last change replaced; return its label, None when there is none."""
    found = list(connect().query("SELECT * FROM history WHERE project_id = ? ORDER BY id DESC LIMIT 1", [project_id]))
    if not found:
        return None
    last = found[0]
    rows = json.loads(last["scenes"])
    with connect().conn as conn:
        if last["whole"]:
            _write_script(conn, project_id, rows)
        else:
            for row in rows:
                _update_scene(conn, project_id, row)
        if last["project"]:
            conn.execute("UPDATE project SET body = ? WHERE id = ?", (last["project"], project_id))
        conn.execute("DELETE FROM history WHERE id = ?", (last["id"],))
    return last["label"]


def _remember(conn: Any, project_id: str, rows: list[Row], *, label: str, whole: bool, project: str | None) -> None:
    conn.execute(
        "INSERT INTO history (project_id, at, label, whole, scenes, project) VALUES (?, ?, ?, ?, ?, ?)",
        (project_id, time.time(), label, int(whole), json.dumps(rows), project),
    )
    conn.execute(
        "DELETE FROM history WHERE project_id = ? AND id NOT IN "
        "(SELECT id FROM history WHERE project_id = ? ORDER BY id DESC LIMIT ?)",
        (project_id, project_id, HISTORY_KEPT),
    )


def _write_script(conn: Any, project_id: str, rows: list[Row]) -> None:
    conn.execute("DELETE FROM scene WHERE project_id = ?", (project_id,))
    marks = ", ".join("?" for _ in SCENE_COLUMNS)
    conn.executemany(
        f"INSERT INTO scene (project_id, position, {', '.join(SCENE_COLUMNS)}) VALUES (?, ?, {marks})",
        [(project_id, position, *(row[column] for column in SCENE_COLUMNS)) for position, row in enumerate(rows)],
    )


def _update_scene(conn: Any, project_id: str, row: Row) -> None:
    columns = [column for column in SCENE_COLUMNS if column not in ("id", "chapter_title")]
    conn.execute(
        f"UPDATE scene SET {', '.join(f'{column} = ?' for column in columns)} WHERE project_id = ? AND id = ?",
        (*(row[column] for column in columns), project_id, row["id"]),
    )


def _scene_row(project_id: str, row: Row) -> list[Row]:
    return list(connect().query("SELECT * FROM scene WHERE project_id = ? AND id = ?", [project_id, row["id"]]))


def _one(statement: str, *parameters: object) -> str | None:
    row = connect().execute(statement, parameters).fetchone()
    return row[0] if row else None
