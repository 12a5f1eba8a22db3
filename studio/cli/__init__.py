"""The command line: the same functions as the tabs, one Typer module per group of commands."""
