"""How fast things were on this machine: seconds of sound made and seconds of computing, summed per maker."""

from jobs.store.database import connect, transaction

FORGET = 0.9
"""Older measurements count this much less at each new one once there is a minute of them, so that a speed can change."""
ENOUGH_S = 60.0


def add(maker: str, audio_s: float, compute_s: float) -> None:
    """Add a measurement for a voice id or a step such as "mix"."""
    with transaction() as db:
        db.execute(
            "insert into speed (engine, audio_s, compute_s) values (?, ?, ?) on conflict (engine) do update set "
            "compute_s = compute_s * (case when audio_s > ? then ? else 1 end) + excluded.compute_s, "
            "audio_s = audio_s * (case when audio_s > ? then ? else 1 end) + excluded.audio_s",
            (maker, audio_s, compute_s, ENOUGH_S, FORGET, ENOUGH_S, FORGET),
        )


def real_time_factors() -> dict[str, float]:
    """Return seconds of sound per second of computing, by maker, for those measured so far."""
    rows = connect().query("select engine, audio_s / compute_s as factor from speed where compute_s > 0")
    return {row["engine"]: row["factor"] for row in rows}
