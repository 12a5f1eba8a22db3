"""The look: warm paper and ink with one green, light and dark, in fonts the machine has. Rules: studio.css.

Contrast of every pair of text and ground is at least 4.5 (WCAG AA); tests/studio/test_theme.py computes it.
"""

from dataclasses import dataclass
from pathlib import Path

import gradio as gr

STYLES = ("studio.css", "audiobook.css")
SCRIPTS = ("studio.js", "audiobook.js")
"""Files beside this one, in the order in which they are loaded."""

SANS = (
    "system-ui",
    "-apple-system",
    "Segoe UI",
    "Roboto",
    "Helvetica Neue",
    "Noto Sans",
    "DejaVu Sans",
    "sans-serif",
)
MONO = (
    "ui-monospace",
    "SFMono-Regular",
    "Cascadia Code",
    "Menlo",
    "Consolas",
    "DejaVu Sans Mono",
    "monospace",
)


@dataclass(frozen=True)
class Palette:
    """The colours of one mode; studio.css knows them as --vs-<name>."""

    paper: str
    """Behind everything."""
    surface: str
    """Cards, fields, the tray."""
    sunken: str
    """Table heads, tracks, hovered rows."""
    line: str
    """Hairlines."""
    edge: str
    """Borders of controls: 3:1 against the surface."""
    ink: str
    """Text."""
    muted: str
    """Quieter text, still AA."""
    accent: str
    """The one colour: primary buttons, the open tab, progress."""
    accent_strong: str
    """The accent under the pointer."""
    on_accent: str
    """Text on the accent."""
    tint: str
    """The accent as a ground."""
    good: str
    warn: str
    bad: str


LIGHT = Palette(
    paper="#f6f5f1", surface="#ffffff", sunken="#efede7", line="#e2dfd6", edge="#8d887d",
    ink="#23211d", muted="#625e56", accent="#1c6b58", accent_strong="#145344", on_accent="#ffffff",
    tint="#e3f0eb",
    good="#1c6b58", warn="#855200", bad="#a8281e",
)  # fmt: skip
DARK = Palette(
    paper="#151513", surface="#1f1f1c", sunken="#292825", line="#383631", edge="#7d786d",
    ink="#ecebe6", muted="#a9a59b", accent="#74cdb2", accent_strong="#93dcc6", on_accent="#0c231c",
    tint="#1d332c",
    good="#74cdb2", warn="#e2b566", bad="#f2948b",
)  # fmt: skip


class StudioTheme(gr.themes.Base):
    """Gradio's variables, filled from the two palettes."""

    def __init__(self) -> None:
        super().__init__(
            primary_hue=_hue(),
            secondary_hue=_hue(),
            neutral_hue=gr.themes.colors.stone,
            spacing_size=gr.themes.sizes.spacing_md,
            radius_size=gr.themes.sizes.radius_md,
            text_size=gr.themes.sizes.text_md,
            font=SANS,
            font_mono=MONO,
        )
        self.name = "studio"
        light = {name: getattr(LIGHT, field) for name, field in FIELDS.items()}
        dark = {f"{name}_dark": getattr(DARK, field) for name, field in FIELDS.items()}
        # in one call: each call puts back the grounds that it is not given
        self.set(**light, **dark, **SHAPES)


def css() -> str:
    """Return the palettes as custom properties, dark under Gradio's `.dark`, and the rules that use them."""
    light, dark = (
        "".join(f"--vs-{name.replace('_', '-')}:{value};" for name, value in vars(palette).items())
        for palette in (LIGHT, DARK)
    )
    properties = f":root{{{light}color-scheme:light}}.dark{{{dark}color-scheme:dark}}"
    return "\n".join((properties, *map(_read, STYLES)))


def head() -> str:
    """Return what goes into the page's head: our scripts, before any component loads."""
    return "".join(f"<script>{_read(name)}</script>" for name in SCRIPTS)


def _read(name: str) -> str:
    return (Path(__file__).parent / name).read_text(encoding="utf-8")


def _hue() -> gr.themes.Color:
    shades = (
        "#f0f8f5",
        "#e3f0eb",
        "#c3e2d7",
        "#93dcc6",
        "#74cdb2",
        "#2f8a72",
        "#1c6b58",
        "#145344",
        "#10443a",
        "#0d362e",
        "#0c231c",
    )
    return gr.themes.Color(*shades, name="studio")


FIELDS = {
    "body_background_fill": "paper",
    "body_text_color": "ink",
    "body_text_color_subdued": "muted",
    "background_fill_primary": "surface",
    "background_fill_secondary": "sunken",
    "border_color_primary": "line",
    "border_color_accent": "accent",
    "color_accent_soft": "tint",
    "link_text_color": "accent",
    "link_text_color_hover": "accent_strong",
    "link_text_color_active": "accent_strong",
    "link_text_color_visited": "accent",
    "code_background_fill": "sunken",
    "block_background_fill": "surface",
    "block_border_color": "line",
    "block_label_background_fill": "surface",
    "block_label_border_color": "line",
    "block_label_text_color": "muted",
    "block_title_text_color": "muted",
    "block_info_text_color": "muted",
    "panel_background_fill": "paper",
    "panel_border_color": "line",
    "accordion_text_color": "ink",
    "table_text_color": "ink",
    "table_border_color": "line",
    "table_even_background_fill": "surface",
    "table_odd_background_fill": "surface",
    "table_row_focus": "tint",
    "checkbox_background_color": "surface",
    "checkbox_background_color_hover": "surface",
    "checkbox_background_color_focus": "surface",
    "checkbox_background_color_selected": "accent",
    "checkbox_border_color": "edge",
    "checkbox_border_color_hover": "accent",
    "checkbox_border_color_focus": "accent",
    "checkbox_border_color_selected": "accent",
    "checkbox_label_background_fill": "surface",
    "checkbox_label_background_fill_hover": "sunken",
    "checkbox_label_background_fill_selected": "tint",
    "checkbox_label_border_color": "line",
    "checkbox_label_text_color": "ink",
    "checkbox_label_text_color_selected": "ink",
    "error_background_fill": "surface",
    "error_border_color": "bad",
    "error_text_color": "bad",
    "error_icon_color": "bad",
    "input_background_fill": "surface",
    "input_background_fill_focus": "surface",
    "input_background_fill_hover": "surface",
    "input_border_color": "line",
    "input_border_color_focus": "accent",
    "input_border_color_hover": "edge",
    "input_placeholder_color": "muted",
    "loader_color": "accent",
    "slider_color": "accent",
    "stat_background_fill": "tint",
    "button_primary_background_fill": "accent",
    "button_primary_background_fill_hover": "accent_strong",
    "button_primary_border_color": "accent",
    "button_primary_border_color_hover": "accent_strong",
    "button_primary_text_color": "on_accent",
    "button_primary_text_color_hover": "on_accent",
    "button_secondary_background_fill": "surface",
    "button_secondary_background_fill_hover": "sunken",
    "button_secondary_border_color": "line",
    "button_secondary_border_color_hover": "edge",
    "button_secondary_text_color": "ink",
    "button_secondary_text_color_hover": "ink",
    "button_cancel_background_fill": "surface",
    "button_cancel_background_fill_hover": "sunken",
    "button_cancel_border_color": "bad",
    "button_cancel_border_color_hover": "bad",
    "button_cancel_text_color": "bad",
    "button_cancel_text_color_hover": "bad",
}
"""Gradio's variable -> the palette's field; each has a `_dark` twin."""

SHAPES = {
    "color_accent": "var(--vs-accent)",
    "body_text_size": "15px",
    "block_border_width": "1px",
    "block_radius": "10px",
    "block_shadow": "none",
    "block_padding": "12px 16px",
    "block_label_text_size": "13px",
    "block_title_text_size": "13px",
    "block_title_text_weight": "500",
    "block_info_text_size": "13px",
    "button_border_width": "1px",
    "button_large_padding": "8px 20px",
    "button_large_radius": "8px",
    "button_large_text_size": "15px",
    "button_large_text_weight": "600",
    "button_medium_padding": "8px 16px",
    "button_medium_radius": "8px",
    "button_medium_text_size": "15px",
    "button_medium_text_weight": "500",
    "button_small_padding": "4px 12px",
    "button_small_radius": "8px",
    "button_small_text_size": "14px",
    "button_small_text_weight": "500",
    "button_transition": "none",
    "container_radius": "10px",
    "form_gap_width": "1px",
    "input_padding": "8px 12px",
    "input_radius": "8px",
    "input_shadow": "none",
    "input_shadow_focus": "none",
    "layout_gap": "16px",
    "section_header_text_size": "15px",
    "section_header_text_weight": "600",
    "shadow_drop": "none",
    "shadow_drop_lg": "0 8px 24px rgba(0, 0, 0, 0.12)",
    "table_radius": "8px",
}
"""Sizes on an 8-px rhythm; nothing moves, nothing casts a shadow but what floats."""
