"""`python -m tests.jobs.worker`: the real worker with the kinds of tests/jobs/kinds beside the real ones."""

import os
import sys
from pathlib import Path

from jobs import kinds, worker

kinds.__path__.append(str(Path(__file__).parent / "kinds"))

if __name__ == "__main__":
    os._exit(worker.main(sys.argv[1:]))
