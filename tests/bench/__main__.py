"""Runs the measurements named on the command line, all of them by default, and prints a line for each figure."""

import importlib
import os
import pkgutil
import sys
import tempfile

import tests.bench

HELPERS = {"__main__", "figure"}


def main() -> int:
    """Return 0 when every goal is met, else 1."""
    known = [
        module.name for module in pkgutil.iter_modules(tests.bench.__path__) if module.name not in HELPERS
    ]
    chosen = sys.argv[1:] or known
    unknown = sorted(set(chosen) - set(known))
    if unknown:
        print(f"There is no measurement {', '.join(unknown)}. Choose from {', '.join(known)}.")
        return 2
    figures = [figure for name in chosen for figure in _measure(name)]
    return 0 if all(figure.is_met for figure in figures) else 1


def _measure(name: str) -> list:
    print(f"-- {name}: python -m tests.bench {name}", flush=True)
    with tempfile.TemporaryDirectory(prefix="voice-studio-bench-") as home:
        os.environ["STUDIO_HOME"] = home
        figures = []
        for figure in importlib.import_module(f"tests.bench.{name}").measure():
            print(figure, flush=True)
            figures.append(figure)
    return figures


if __name__ == "__main__":
    sys.exit(main())
