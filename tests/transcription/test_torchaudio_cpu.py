import importlib.util
import subprocess
import sys

import pytest

CODE = """
from engines.torchaudio_cpu import soften
soften(); soften()
import torch, torchaudio
assert torchaudio.functional.resample(torch.ones(1, 480), 48000, 16000).shape == (1, 160)
import torchaudio.compliance.kaldi as kaldi
assert kaldi.fbank(torch.ones(1, 1600)).shape[1] == 23
"""


@pytest.mark.weights
@pytest.mark.skipif(importlib.util.find_spec("torchaudio") is None, reason="torchaudio is not installed")
def test_torchaudio_imports_and_computes_without_its_native_library():
    subprocess.run([sys.executable, "-c", CODE], check=True)


def test_softening_where_torchaudio_is_absent_does_nothing():
    code = (
        "import sys; sys.modules['torchaudio'] = None\n"
        "from engines.torchaudio_cpu import soften\nsoften()\n"
        "assert 'torch' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
