import sys
import time

from jobs import supervisor, worker
from jobs.supervisor import Supervisor


def test_a_worker_that_dies_at_once_is_restarted_ever_more_slowly():
    delays = [supervisor._delay_s(1, deaths) for deaths in range(1, 12)]
    assert delays[:5] == [0, 0, 1, 2, 4] and delays == sorted(delays)
    assert delays[-1] == supervisor.LONGEST_DELAY_S


def test_where_another_worker_serves_the_home_it_waits_for_its_turn():
    assert supervisor._delay_s(worker.ALREADY_RUNNING, 1) == supervisor.OTHERS_TURN_S


def test_a_dead_worker_is_replaced_and_the_last_one_ended(tmp_path):
    births = tmp_path / "births"
    # lives until its input is closed, but the first one dies at once
    code = (
        f"import sys, pathlib; births = pathlib.Path({str(births)!r}); first = not births.exists(); "
        "births.open('a').write('x'); first and sys.exit(1); sys.stdin.read()"
    )
    with Supervisor((sys.executable, "-c", code)) as watched:
        until = time.monotonic() + 10
        while not (births.exists() and births.read_text() == "xx" and watched.is_alive):
            assert time.monotonic() < until
            time.sleep(0.01)
    assert not watched.is_alive and births.read_text() == "xx"


def test_a_worker_that_does_not_end_is_killed(monkeypatch):
    monkeypatch.setattr(worker, "GRACE_S", -1.7)
    watched = Supervisor((sys.executable, "-c", "import time; time.sleep(60)"))
    watched.start()
    while not watched.is_alive:
        time.sleep(0.01)
    begun = time.monotonic()
    watched.stop()
    assert time.monotonic() - begun < 3 and not watched.is_alive
