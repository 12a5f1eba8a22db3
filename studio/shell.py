"""The whole page: order of the tabs, what one tells another, launch. The only file that sees every tab."""

import ipaddress
import logging
import socket

import gradio as gr

from engines.errors import EngineError
from jobs.supervisor import Supervisor
from studio import files, jobs_panel, theme
from studio.edge import QUIET
from studio.markup import tag
from studio.tabs import audiobook, library, system, voices

log = logging.getLogger(__name__)

TABS = ("audiobook", "voices", "library", "system")
"""Ids of the tabs, left to right; the first is open at the start, `?tab=` opens another."""
MAX_UPLOAD = "2gb"
UPLOADS_KEPT_S = (3600, 86400)
"""Gradio looks every hour for its own copies older than a day; ours are artifacts by then."""


def build() -> gr.Blocks:
    """Return the page, not yet launched. Loads no model."""
    # analytics_enabled also keeps Gradio from asking the network for its newest version
    with gr.Blocks(
        title="Voice Studio", analytics_enabled=False, delete_cache=UPLOADS_KEPT_S, fill_width=True
    ) as page:
        _header()
        with gr.Tabs(selected=TABS[0], elem_id="tabs") as tabs:
            with gr.Tab("Audiobook", id="audiobook") as audiobook_tab:
                audiobook.build(page)
            with gr.Tab("Voices", id="voices") as voices_tab:
                voices.build(voices_tab)
            with gr.Tab("Library", id="library") as library_tab:
                library.build(library_tab)
            with gr.Tab("System", id="system") as system_tab:
                system_parts = system.build(system_tab)
        jobs_panel.build(page)
        _remember([audiobook_tab, voices_tab, library_tab, system_tab])
        for tab in (audiobook_tab, voices_tab, library_tab):
            tab.select(system.rest, None, system_parts.timer, **QUIET)
        page.load(open_linked, None, tabs, **QUIET).then(None, js="() => window.studio.settle()", **QUIET)
    return page


def open_linked(request: gr.Request) -> gr.Tabs:
    """Open the tab that the address names: `?tab=library`."""
    wanted = request.query_params.get("tab")
    return gr.Tabs(selected=wanted) if wanted in TABS else gr.skip()


def launch(
    *, host: str = "127.0.0.1", port: int = 7860, share: bool = False, auth: str = "", browser: bool = False
) -> None:
    """Serve the page, with a worker process beside it, until Ctrl-C or SIGTERM. port 0: any that is free.

    auth: "USER:PASSWORD"; needed with `share` and for any address but this machine's.
    Raises EngineError with a sentence when it is missing there, or the port is taken.
    """
    options = launch_options(host=host, port=port, share=share, auth=auth)
    page = build()
    with Supervisor():
        try:
            _, local_url, share_url = page.launch(**options, inbrowser=browser, prevent_thread_lock=True)
        except OSError as exc:
            raise EngineError(
                f"Port {port} is taken. Close what uses it, or choose another: --port {port + 1}."
            ) from exc
        log.info("The studio is open at %s%s", local_url, f" and {share_url}" if share_url else "")
        page.block_thread()


def launch_options(*, host: str, port: int, share: bool, auth: str) -> dict[str, object]:
    """Return what `Blocks.launch` is given. Raises EngineError when others could come in unasked."""
    account = _account(auth)
    if account is None and (share or not _is_this_machine(host)):
        raise EngineError(
            f"{'A shared link' if share else host} lets others in. "
            "Set a password with --auth USER:PASSWORD, or listen on 127.0.0.1."
        )
    return {
        "server_name": host,
        "server_port": port or _free_port(host),
        "share": share,
        "auth": account,
        "show_error": True,
        "max_file_size": MAX_UPLOAD,
        "ssr_mode": False,
        "strict_cors": True,
        "run_history": False,
        "footer_links": [],
        "quiet": True,
        "allowed_paths": files.allowed_paths(),
        "blocked_paths": files.blocked_paths(),
        "app_kwargs": {"routes": files.routes()},
        "theme": theme.StudioTheme(),
        "css": theme.css(),
        "head": theme.head(),
        "js": "() => window.studio.restoreTheme()",
    }


def _remember(tabs: list[gr.Tab]) -> None:
    """Put the open tab into the address, so that a reload comes back to it."""
    for tab in tabs:
        tab.select(None, js=f"() => window.studio.remember('{tab.id}')", **QUIET)


def _header() -> None:
    with gr.Row(elem_id="header"):
        gr.HTML(
            str(tag("div", "Voice Studio", class_="vs-brand", role="heading", aria_level=1)),
            apply_default_css=False,
        )
        mode = gr.Button("Light or dark", elem_id="mode", size="sm", min_width=0)
        mode.click(None, js="() => window.studio.theme()", **QUIET)


def _account(auth: str) -> tuple[str, str] | None:
    if not auth:
        return None
    user, colon, password = auth.partition(":")
    if not (user and colon and password):
        raise EngineError("--auth wants USER:PASSWORD, for example --auth ada:long-and-secret.")
    return user, password


def _free_port(host: str) -> int:
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as probe:
        probe.bind((host, 0))
        return probe.getsockname()[1]


def _is_this_machine(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


if __name__ == "__main__":
    launch()
