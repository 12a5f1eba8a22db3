"""ONNX models on the CPU, quiet."""

from pathlib import Path
from typing import Any


def session(model: Path | bytes, *, threads: int = 1) -> Any:
    """Return an onnxruntime session of a model file or its bytes. threads: 0 leaves their number to onnxruntime."""
    import onnxruntime

    settings = onnxruntime.SessionOptions()
    settings.intra_op_num_threads, settings.inter_op_num_threads = threads, 1
    settings.log_severity_level = 3
    source = model if isinstance(model, bytes) else str(model)
    return onnxruntime.InferenceSession(source, settings, providers=["CPUExecutionProvider"])
