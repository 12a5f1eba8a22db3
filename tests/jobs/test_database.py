import threading

import pytest

from jobs.store.database import connect, transaction
from jobs.store.migrations import migrations


def lines() -> list[str]:
    return [row["text"] for row in connect().query("select text from job_log")]


def add(text: str) -> None:
    connect().execute("insert into job_log values ('j', 0, ?)", (text,))


def test_a_thread_keeps_its_connection_and_shares_it_with_no_other():
    found = []
    thread = threading.Thread(target=lambda: found.append(connect()))
    thread.start()
    thread.join()
    assert connect() is connect()
    assert found[0] is not connect()


def test_another_home_is_another_database(tmp_path, monkeypatch):
    add("here")
    monkeypatch.setenv("STUDIO_HOME", str(tmp_path / "elsewhere"))
    assert lines() == []


def test_readers_do_not_wait_for_writers():
    assert connect().execute("pragma journal_mode").fetchone() == ("wal",)
    assert connect().execute("pragma synchronous").fetchone() == (1,)


def test_migrations_are_applied_once_even_when_many_open_at_once():
    threads = [threading.Thread(target=connect) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    applied = [step.name for step in migrations.applied(connect())]
    assert applied == [step.name for step in migrations._migrations]
    assert [int(name[1:4]) for name in applied] == list(range(1, len(applied) + 1))


def test_a_transaction_holds_whole_or_not_at_all():
    with transaction():
        add("kept")
        with pytest.raises(ValueError), transaction():
            add("dropped inside")
            raise ValueError
        with transaction():
            add("kept inside")
    with pytest.raises(ValueError), transaction():
        add("dropped")
        raise ValueError
    assert lines() == ["kept", "kept inside"]
