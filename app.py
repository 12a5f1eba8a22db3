"""Voice Studio. `python app.py` opens the studio; `python app.py COMMAND …` is the command line."""

from studio.cli.main import main

if __name__ == "__main__":
    main()
