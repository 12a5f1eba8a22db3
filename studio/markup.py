"""HTML made of escaped pieces. Every word of a person or a file goes through here before it is shown."""

from collections.abc import Iterable

from markupsafe import Markup, escape

VOID = {"input", "img", "br", "source"}


def tag(name: str, *children: object, **attributes: object) -> Markup:
    """Return one element: children escaped unless they are Markup, None attributes left out.

    `class_` is class, underscores are dashes (`data_act`: data-act); True is an attribute without a value.
    """
    written = Markup("").join(
        Markup(" {}").format(label) if value is True else Markup(' {}="{}"').format(label, value)
        for label, value in ((key.rstrip("_").replace("_", "-"), value) for key, value in attributes.items())
        if value is not None and value is not False
    )
    if name in VOID:
        return Markup("<{}{}>").format(Markup(name), written)
    return Markup("<{}{}>{}</{}>").format(Markup(name), written, join(children), Markup(name))


def join(pieces: Iterable[object]) -> Markup:
    """Return the pieces one after the other; None is nothing."""
    return Markup("").join(escape(piece) for piece in pieces if piece is not None)


def button(
    label: object, act: str, *, id: str = "", kind: str = "quiet", title: str | None = None, **more: object
):
    """Return a button that a Board turns into its `act` event, with `act` and `id` in the event.

    kind: primary, quiet or bad. `data_confirm="Really delete?"` asks for a second click with these words.
    """
    return tag(
        "button",
        label,
        type="button",
        class_=f"vs-button vs-{kind}",
        data_act=act,
        data_id=id or None,
        title=title,
        **more,
    )


def play_button(url: str | None, label: str, **more: object) -> Markup:
    """Return a round play button for a sound by its URL; without one, `more` says what it asks for."""
    return tag(
        "button", type="button", class_="vs-play", data_play=url, aria_label=f"Play {label}",
        title=f"Play {label}", **more,
    )  # fmt: skip


def bar(fraction: float, label: str) -> Markup:
    """Return a progress bar. `fraction`: 0 to 1."""
    percent = round(100 * min(1.0, max(0.0, fraction)), 1)
    fill = tag("span", style=f"width:{percent}%")
    return tag(
        "div", fill, class_="vs-bar", role="progressbar", aria_label=label,
        aria_valuenow=round(percent), aria_valuemin=0, aria_valuemax=100,
    )  # fmt: skip


def badge(text: str, tone: str = "plain") -> Markup:
    """Return a small label. tone: plain, good, warn or bad."""
    return tag("span", text, class_=f"vs-badge vs-{tone}")


def empty(title: str, hint: str) -> Markup:
    """Return what an empty place says: what is missing, and how it gets filled."""
    return tag("div", tag("p", title, class_="vs-empty-title"), tag("p", hint), class_="vs-empty")


def lines(title: object, *about: object) -> Markup:
    """Return a title over one quiet line of what is known about it, taking the room there is; None is left out."""
    known = (tag("span", piece) for piece in about if piece)
    return tag(
        "div",
        tag("div", title, class_="vs-title"),
        tag("div", *known, class_="vs-meta vs-number"),
        class_="vs-grow",
    )


def section(title: str, hint: str = "") -> Markup:
    """Return the heading of a part of a tab, with a sentence about it."""
    return tag("div", tag("h2", title), tag("p", hint) if hint else None, class_="vs-section")


def facts(pairs: Iterable[tuple[str, object]]) -> Markup:
    """Return names and values as a definition list; empty values are left out."""
    known = [(name, value) for name, value in pairs if value not in (None, "", [], {})]
    return tag("dl", *(join((tag("dt", name), tag("dd", value))) for name, value in known), class_="vs-facts")


TURNS = {"newer": -1, "older": 1}
"""What the pager's buttons ask for -> pages to go."""


def pager(page: int, *, has_more: bool) -> Markup | None:
    """Return the buttons under a list from new to old; None when it fits on one page. page: from 0."""
    if not page and not has_more:
        return None
    return tag(
        "div",
        button("Newer", "newer", disabled=page == 0),
        tag("span", f"Page {page + 1}"),
        button("Older", "older", disabled=not has_more),
        class_="vs-pager",
    )
