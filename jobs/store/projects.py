"""Statements about projects, their scenes and the history that undo walks back."""

import json
import time
from typing import Any

from sqlite_utils import Database

from jobs.store.database import connect, transaction

Row = dict[str, Any]

HISTORY_KEPT = 200
"""Changes per project that undo can take back."""

SCENE_COLUMNS = ("id", "chapter_id", "chapter_title", "title", "turns", "unsure", "words", "approved", "body")


def insert(project_id: str, row: Row, document: str) -> None:
    with transaction() as db:
        db.execute(
            "insert into project (id, title, updated_at, body, document) values (?, ?, ?, ?, ?)",
            (project_id, row["title"], row["updated_at"], row["body"], document),
        )


def update(project_id: str, row: Row) -> None:
    with transaction() as db:
        db.execute(
            "update project set title = ?, updated_at = ?, body = ? where id = ?",
            (row["title"], row["updated_at"], row["body"], project_id),
        )


def get(project_id: str) -> str | None:
    return _one("select body from project where id = ?", project_id)


def document(project_id: str) -> str:
    return _one("select document from project where id = ?", project_id) or ""


def all_rows() -> list[str]:
    return [row["body"] for row in connect().query("select body from project order by updated_at desc")]


def remove(project_id: str) -> None:
    with transaction() as db:
        for table in ("history", "scene"):
            db.execute(f"delete from {table} where project_id = ?", (project_id,))
        db.execute("delete from project where id = ?", (project_id,))


def scenes(project_id: str) -> list[Row]:
    """Return the scenes in reading order, bodies included."""
    return list(connect().query("select * from scene where project_id = ? order by position", [project_id]))


def summaries(project_id: str) -> list[Row]:
    """Return the scenes in reading order without their bodies."""
    columns = ", ".join(column for column in SCENE_COLUMNS if column != "body")
    return list(
        connect().query(f"select {columns} from scene where project_id = ? order by position", [project_id])
    )


def scene(project_id: str, scene_id: str) -> str | None:
    return _one("select body from scene where project_id = ? and id = ?", project_id, scene_id)


def replace_script(project_id: str, rows: list[Row], *, label: str) -> None:
    """Put a whole new script in place of the old one, which history keeps."""
    before = scenes(project_id)
    with transaction() as db:
        _remember(db, project_id, before, label=label, whole=True, project=get(project_id))
        _write_script(db, project_id, rows)


def replace_scenes(project_id: str, rows: list[Row], *, label: str, with_project: bool = False) -> None:
    """Put edited scenes in place of the old ones, which history keeps; with_project: the project row too."""
    if not rows:
        return
    wanted = {row["id"] for row in rows}
    before = (
        [row for row in scenes(project_id) if row["id"] in wanted]
        if len(rows) > 1
        else _scene_row(project_id, rows[0])
    )
    with transaction() as db:
        _remember(
            db,
            project_id,
            before,
            label=label,
            whole=False,
            project=get(project_id) if with_project else None,
        )
        for row in rows:
            _update_scene(db, project_id, row)
        db.execute("update project set updated_at = ? where id = ?", (time.time(), project_id))


def undo(project_id: str) -> str | None:
    """Put back what the last change replaced; return its label, None when there is none."""
    found = list(
        connect().query("select * from history where project_id = ? order by id desc limit 1", [project_id])
    )
    if not found:
        return None
    last = found[0]
    rows = json.loads(last["scenes"])
    with transaction() as db:
        if last["whole"]:
            _write_script(db, project_id, rows)
        else:
            for row in rows:
                _update_scene(db, project_id, row)
        if last["project"]:
            db.execute("update project set body = ? where id = ?", (last["project"], project_id))
        db.execute("delete from history where id = ?", (last["id"],))
    return last["label"]


def _remember(
    db: Database, project_id: str, rows: list[Row], *, label: str, whole: bool, project: str | None
) -> None:
    db.execute(
        "insert into history (project_id, at, label, whole, scenes, project) values (?, ?, ?, ?, ?, ?)",
        (project_id, time.time(), label, int(whole), json.dumps(rows), project),
    )
    db.execute(
        "delete from history where project_id = ? and id not in "
        "(SELECT id from history where project_id = ? order by id desc limit ?)",
        (project_id, project_id, HISTORY_KEPT),
    )


def _write_script(db: Database, project_id: str, rows: list[Row]) -> None:
    db.execute("delete from scene where project_id = ?", (project_id,))
    marks = ", ".join("?" for _ in SCENE_COLUMNS)
    db.conn.executemany(
        f"insert into scene (project_id, position, {', '.join(SCENE_COLUMNS)}) values (?, ?, {marks})",
        [
            (project_id, position, *(row[column] for column in SCENE_COLUMNS))
            for position, row in enumerate(rows)
        ],
    )


def _update_scene(db: Database, project_id: str, row: Row) -> None:
    columns = [column for column in SCENE_COLUMNS if column not in ("id", "chapter_title")]
    db.execute(
        f"update scene set {', '.join(f'{column} = ?' for column in columns)} where project_id = ? and id = ?",
        (*(row[column] for column in columns), project_id, row["id"]),
    )


def _scene_row(project_id: str, row: Row) -> list[Row]:
    return list(
        connect().query("select * from scene where project_id = ? and id = ?", [project_id, row["id"]])
    )


def _one(statement: str, *parameters: object) -> str | None:
    row = connect().execute(statement, parameters).fetchone()
    return row[0] if row else None
