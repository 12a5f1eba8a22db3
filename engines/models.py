"""Loaded engines: load once, keep the last few, free the rest."""

import threading
from collections import OrderedDict

from engines.base import Engine
from engines.errors import NotReady
from engines.registry import find
from engines.types import Options

KEEP = 6
"""How many loaded engines stay in memory."""

_loaded: OrderedDict[tuple[str, str], Engine] = OrderedDict()
_lock = threading.RLock()


def get(engine_id: str, options: Options | None = None) -> Engine:
    """Return the engine loaded and ready to use; the least recently used one beyond KEEP is freed.

    Raises NotReady with the sentence that says what is missing.
    """
    engine_class = find(engine_id)
    engine_options = options or engine_class.Options()
    key = (engine_id, engine_options.model_dump_json())
    with _lock:
        if key not in _loaded:
            if sentence := engine_class.ready():
                raise NotReady(sentence)
            engine = engine_class(engine_options)
            engine.load()
            _loaded[key] = engine
        _loaded.move_to_end(key)
        while len(_loaded) > KEEP:
            _loaded.popitem(last=False)[1].unload()
        return _loaded[key]


def free() -> None:
    """Unload every engine."""
    with _lock:
        while _loaded:
            _loaded.popitem()[1].unload()
