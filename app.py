"""Voice Studio. `python app.py` opens the studio; `python app.py COMMAND …` is the command line."""

import sys

if sys.version_info < (3, 11):  # noqa: UP036 who has an older one is told so
    sys.exit("Voice Studio needs Python 3.11. Run `make run PYTHON=python3.11`.")
try:
    from studio.cli.main import main
except ModuleNotFoundError as exc:
    sys.exit(
        f"The package {exc.name} is not installed. Run `make install`, or `pip install -r requirements.txt`."
    )
except KeyboardInterrupt:
    sys.exit(1)

if __name__ == "__main__":
    main()
