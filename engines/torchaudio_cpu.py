"""Makes `import torchaudio` work where its wheel and torch do not match.

The torchaudio wheel on PyPI is linked to CUDA. Beside a CPU torch its import raises OSError, and with it that of
coqui-tts, pyannote.audio, speechbrain and every transformers speech model. Its native part is small (forced alignment,
RNN-T, lfilter); without it, the pure Python part works. Call `soften()` before importing any of them.
"""

import importlib.util
import sys
from pathlib import Path
from typing import Any

UTILS = "torchaudio._extension.utils"


def soften() -> None:
    """Let torchaudio do without its native library when that cannot be loaded. A second call does nothing.

    The module that loads the library is imported by itself and its one function wrapped; where the library can be
    loaded, nothing changes. Does nothing when torchaudio is absent or already imported.
    """
    if "torchaudio" in sys.modules or UTILS in sys.modules:
        return
    package = importlib.util.find_spec("torchaudio")
    if package is None or not package.submodule_search_locations:
        return
    path = Path(package.submodule_search_locations[0]) / "_extension" / "utils.py"
    spec = importlib.util.spec_from_file_location(UTILS, path)
    if spec is None or spec.loader is None:
        return
    utils: Any = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(utils)
    load_library = utils._load_lib

    def load_if_possible(name: str) -> bool:
        try:
            return load_library(name)
        except OSError:
            return False

    utils._load_lib = load_if_possible
    sys.modules[UTILS] = utils
