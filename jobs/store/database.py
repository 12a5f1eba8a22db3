"""One SQLite connection a thread to state/studio.db: migrated, in WAL mode, patient when another writes."""

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock
from sqlite_utils import Database

from engines import settings
from jobs.store.migrations import migrations

BUSY_S = 30.0
"""How long a statement waits for another process that is writing."""

_threads = threading.local()
_migrated: set[Path] = set()


def connect() -> Database:
    """Return this thread's connection to the database of the present home.

    A statement outside `transaction()` commits by itself. A connection is kept since a write costs
    0.015 ms through a kept one and 11 ms through a fresh one.
    """
    path = settings.home() / "state" / "studio.db"
    databases: dict[Path, Database] = _threads.__dict__.setdefault("databases", {})
    if path not in databases:
        databases[path] = _open(path)
    return databases[path]


@contextmanager
def transaction() -> Iterator[Database]:
    """Make several statements one: all of them hold, or, after an exception, none. May be nested.

    The write lock is taken at once, since a reader that turns writer later cannot wait for another writer.
    """
    db = connect()
    if db.conn.in_transaction:
        with db.atomic():
            yield db
        return
    db.execute("begin immediate")
    try:
        yield db
    except BaseException:
        db.rollback()
        raise
    db.commit()


def _open(path: Path) -> Database:
    path.parent.mkdir(parents=True, exist_ok=True)
    # isolation_level=None: sqlite3 itself opens no transactions, so each statement is committed as it ends
    db = Database(sqlite3.connect(path, timeout=BUSY_S, isolation_level=None), execute_plugins=False)
    db.execute("pragma synchronous = normal")
    if path not in _migrated:
        # the lock: switching to WAL does not wait for others, and two processes must not migrate at once
        with FileLock(path.with_suffix(".lock")):
            db.enable_wal()
            migrations.apply(db)
        _migrated.add(path)
    return db
