"""models and engines: what can be used here, under which licence, with which options."""

from typing import Annotated

import typer

from engines import health
from engines.base import Engine
from engines.registry import all_engines, find
from studio.cli.options import AsJson
from studio.cli.tables import show, show_json


def add_to(cli: typer.Typer) -> None:
    cli.command()(models)
    cli.command("engines")(list_engines)


def models(as_json: AsJson = False) -> None:
    """List every model: whether it is ready, its licence, commercial use, and the packages it comes from.

    Example: python app.py models --json
    """
    rows = [_model(engine) for engine in all_engines().values()]
    if as_json:
        show_json(rows)
        return
    columns = ("id", "model", "ready", "licence", "commercial use", "from packages")
    show(columns, ((row["id"], row["title"], row["needs"] or "yes", row["licence"],
                    "yes" if row["commercial"] else "no", ", ".join(row["packages"]) or "own code")
                   for row in rows))  # fmt: skip


def list_engines(
    engine_id: Annotated[
        str, typer.Argument(metavar="[ID]", help="Show the options of this engine.", show_default=False)
    ] = "",
    as_json: AsJson = False,
) -> None:
    """List the engines by what they do, or the options of one.

    Example: python app.py engines speech/kokoro
    """
    if engine_id:
        _show_options(find(engine_id), as_json=as_json)
        return
    engines = all_engines().values()
    if as_json:
        show_json([_engine(engine) for engine in engines])
        return
    columns = ("id", "engine", "version", "runs best on", "ready")
    show(columns, ((engine.id, engine.title, engine.version, engine.device, engine.ready() or "yes")
                   for engine in engines))  # fmt: skip


def _show_options(engine: type[Engine], *, as_json: bool) -> None:
    if as_json:
        show_json(_engine(engine))
        return
    fields = engine.Options.model_fields
    if not fields:
        typer.echo(f"{engine.title} has no options.")
        return
    rows = (
        (name, str(field.default), " ".join((field.description or "").split()))
        for name, field in fields.items()
    )
    show(("option", "default", "what it does"), rows, title=engine.title)


def _engine(engine: type[Engine]) -> dict[str, object]:
    return {
        "id": engine.id,
        "title": engine.title,
        "version": engine.version,
        "device": engine.device,
        "ready": engine.ready() is None,
        "needs": engine.ready() or "",
        "options": engine.Options.model_json_schema().get("properties", {}),
    }


def _model(engine: type[Engine]) -> dict:
    sentence = engine.ready()
    return {
        "id": engine.id,
        "title": engine.title,
        "ready": sentence is None,
        "needs": sentence or "",
        "licence": engine.licence,
        "commercial": engine.commercial,
        "version": engine.version,
        "packages": {package: str(folder or "") for package, folder in health.weight_folders(engine).items()},
    }
