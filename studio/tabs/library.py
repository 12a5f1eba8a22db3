"""Library: everything ever made, searchable, with player, provenance and delete; and the disk it takes."""

import json
import time
from dataclasses import dataclass

import gradio as gr

from engines.errors import EngineError
from engines.settings import home
from jobs import artifacts, projects
from jobs.store import artifacts as store
from jobs.store import jobs as job_store
from jobs.types import Artifact, Job
from studio import files, format, markup
from studio.board import asked, board
from studio.edge import PRIVATE, QUIET, guarded
from studio.markup import Markup, tag

PAGE = 25
"""Files on a page."""
QUOTED = 60
"""Characters of a spoken line that are shown beside its file."""
ALL = ""
KINDS = {
    "m4b": "Audiobook (M4B)", "mp3": "MP3", "wav": "WAV", "flac": "FLAC", "opus": "Opus", "stem": "Stem",
    "captions": "Captions", "script": "Script", "card": "Measurements", "preview": "Spoken line",
    "source": "Manuscript", "upload": "Upload", "cover": "Cover", "scene": "Scene",
}  # fmt: skip
"""Artifact kind -> what a person calls it; other kinds go by their own name."""


@dataclass(frozen=True)
class LibraryTab:
    """What others may wire to."""

    listing: gr.HTML
    project: gr.Dropdown


def build(tab: gr.Tab) -> LibraryTab:
    """Lay out the tab; it is read anew whenever it is opened."""
    page, opened = gr.State(0), gr.State("")
    with gr.Row(elem_classes="vs-filters"):
        text = gr.Textbox(
            label="Search by name",
            placeholder="Search by name",
            show_label=False,
            container=False,
            scale=3,
            min_width=200,
            elem_id="find-file",
        )
        kind = gr.Dropdown(
            [("Every kind", ALL)], value=ALL, label="Kind", show_label=False, container=False, min_width=160
        )
        project = gr.Dropdown(
            [("Every project", ALL)],
            value=ALL,
            label="Project",
            show_label=False,
            container=False,
            min_width=160,
        )
    listing = board(elem_id="library")
    filters = [text, kind, project]
    tab.select(choices, filters, [kind, project], **QUIET).then(
        show, [*filters, page, opened], listing, **QUIET
    )
    gr.on([text.change, kind.change, project.change], search, filters, [listing, page, opened], **QUIET)
    listing.act(press, [*filters, page, opened], [listing, page, opened], **PRIVATE, show_progress="hidden")
    return LibraryTab(listing, project)


def choices(text: str, kind: str, project: str) -> tuple[gr.Dropdown, gr.Dropdown]:
    """Return the filters with the kinds and projects there are."""
    kinds = sorted({artifact.kind for artifact in store.recent(limit=-1)}, key=kind_name)
    titles = [(item.title, item.id) for item in projects.list_projects()]
    return (
        gr.Dropdown(
            [("Every kind", ALL), *((kind_name(name), name) for name in kinds)],
            value=kind if kind in kinds else ALL,
        ),
        gr.Dropdown(
            [("Every project", ALL), *titles], value=project if project in {id for _, id in titles} else ALL
        ),
    )


def search(text: str, kind: str, project: str) -> tuple[str, int, str]:
    """Return the first page of what fits, its number, and no opened file."""
    return show(text, kind, project, 0, ""), 0, ""


@guarded
def press(
    text: str, kind: str, project: str, page: int, opened: str, event: gr.EventData
) -> tuple[str, int, str]:
    """Turn the page, open a file's details, or delete it; return the list, the page and the opened file."""
    act, subject = asked(event)
    if act == "delete":
        artifacts.remove(subject)
    elif act == "details":
        opened = "" if opened == subject else subject
    elif act in markup.TURNS:
        page, opened = max(0, page + markup.TURNS[act]), ""
    else:
        raise EngineError(f"The library cannot {act}. Reload the page.")
    return show(text, kind, project, page, opened), page, opened


def show(text: str, kind: str, project: str, page: int, opened: str) -> str:
    """Return a page of the artifacts that fit, the newest first, under the disk used by all."""
    found = store.recent(
        limit=PAGE + 1,
        offset=page * PAGE,
        text=(text or "").strip(),
        kind=kind or None,
        project_id=project or None,
    )
    if not found:
        is_filtered = bool((text or "").strip() or kind or project)
        return str(_nothing(is_filtered))
    titles = {item.id: item.title for item in projects.list_projects()}
    items = [item(artifact, titles, is_open=artifact.id == opened) for artifact in found[:PAGE]]
    return str(
        markup.join(
            (_usage(), tag("ul", *items, class_="vs-list"), markup.pager(page, has_more=len(found) > PAGE))
        )
    )


def item(artifact: Artifact, titles: dict[str, str], *, is_open: bool) -> Markup:
    """Return one file as a list item, with its player and provenance when it is open."""
    sound = files.can_play(artifact.name)
    seconds = artifact.details.get("seconds")
    about = (
        kind_name(artifact.kind), titles.get(artifact.project_id or ""), format.size(artifact.size_bytes),
        format.clock(seconds) if isinstance(seconds, int | float) else None, format.ago(artifact.created_at),
    )  # fmt: skip
    head = tag(
        "div",
        markup.play_button(files.url(artifact.id), artifact.name)
        if sound
        else tag("span", class_="vs-play-gap"),
        markup.lines(artifact.name, *about),
        tag("span", *_buttons(artifact, is_open), class_="vs-actions"),
        class_="vs-line",
    )
    return tag("li", head, _provenance(artifact) if is_open else None)


def kind_name(kind: str) -> str:
    """Return what a person calls a kind of artifact."""
    return KINDS.get(kind, kind.replace("_", " ").capitalize())


def _buttons(artifact: Artifact, is_open: bool) -> tuple[Markup, ...]:
    href = files.url(artifact.id, download=True)
    return (
        tag("a", "Download", class_="vs-button vs-bare", href=href, download=artifact.name),
        markup.button("Details", "details", id=artifact.id, kind="bare", aria_expanded=str(is_open).lower()),
        markup.button("Delete", "delete", id=artifact.id, kind="bare", data_confirm="Delete for good?"),
    )


def _provenance(artifact: Artifact) -> Markup:
    job = _job(artifact.job_id)
    player = tag(
        "audio", controls=True, preload="metadata", src=files.url(artifact.id), aria_label=artifact.name
    )
    listed = markup.facts([
        ("Made by", f"{job.title} ({job.kind})" if job else None),
        ("Dropped here", "by a person" if artifact.job_id is None else None),
        ("Made on", time.strftime("%d %b %Y, %H:%M", time.localtime(artifact.created_at))),
        *((name.replace("_", " ").capitalize(), _plain(value)) for name, value in artifact.details.items()),
        ("Asked for", tag("code", json.dumps(job.params, ensure_ascii=False)) if job else None),
        ("File", tag("code", str(home() / artifact.path))),
        ("SHA-256", tag("code", artifact.sha256)),
    ])  # fmt: skip
    return tag("div", player if files.can_play(artifact.name) else None, listed)


def _plain(value: object) -> str:
    if isinstance(value, float):
        return f"{value:.2f}".rstrip("0").rstrip(".")
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def _job(job_id: str | None) -> Job | None:
    try:
        return job_store.get(job_id) if job_id else None
    except EngineError:
        return None


def _usage() -> Markup:
    everything = store.recent(limit=-1)
    taken = format.size(sum(artifact.size_bytes for artifact in everything))
    return tag(
        "p", f"{format.count(len(everything), 'file')} · {taken} on disk", class_="vs-muted vs-small vs-usage"
    )


def _nothing(is_filtered: bool) -> Markup:
    if is_filtered:
        return markup.empty(
            "Nothing fits.", "Search for another name, or choose every kind and every project."
        )
    return markup.empty(
        "Nothing has been made yet.", "Make an audiobook, or let a voice speak: every file is kept here."
    )
