"""Every figure that the README states, measured in one run: `make bench`, or `python -m tests.bench parsing` for one."""
