"""Fields of the HTML desks: a change in one becomes the `edit` event with its `row`, its `field` and its
`value`.
"""

from collections.abc import Iterable

from markupsafe import Markup

from studio.markup import tag

Choice = tuple[str, str]
"""A value and what the person reads."""


def text(field: str, value: str, label: str, *, row: str = "", css: str = "", **more: object) -> Markup:
    """Return a one-line field."""
    return tag("input", type="text", value=value, **_named(field, value, label, row=row, css=css), **more)


def number(field: str, value: str, label: str, *, row: str = "", css: str = "", **more: object) -> Markup:
    """Return a field for a number; empty is allowed."""
    named = _named(field, value, label, row=row, css=css)
    return tag("input", type="number", value=value, inputmode="decimal", **named, **more)


def lines(field: str, value: str, label: str, *, row: str = "", css: str = "", **more: object) -> Markup:
    """Return a field that grows with its text."""
    return tag("textarea", value, rows=1, **_named(field, value, label, row=row, css=css), **more)


def select(
    field: str, value: str, label: str, choices: Iterable[Choice], *, row: str = "", css: str = ""
) -> Markup:
    """Return a drop-down."""
    options = (tag("option", read, value=key, selected=key == value) for key, read in choices)
    return tag("select", *options, **_named(field, value, label, row=row, css=css))


def tick(field: str, checked: bool, label: object, *, row: str = "", css: str = "") -> Markup:
    """Return a check box with its label beside it."""
    box = tag(
        "input", type="checkbox", checked=checked, data_field=field, data_row=row or None,
        data_value="true" if checked else "false",
    )  # fmt: skip
    return tag("label", box, tag("span", label), class_=f"au-tick {css}".strip())


def labelled(label: str, control: Markup, *, css: str = "") -> Markup:
    """Return a control with its name above it, for the eye: the control has its own label."""
    return tag(
        "div",
        tag("span", label, class_="au-label", aria_hidden="true"),
        control,
        class_=f"au-field {css}".strip(),
    )


def _named(field: str, value: str, label: str, *, row: str, css: str) -> dict[str, object]:
    # data_value is what the server knows: audiobook.js puts it back where a field shows something else
    return {
        "data_field": field, "data_value": value, "data_row": row or None, "aria_label": label,
        "class_": f"au-input {css}".strip(),
    }  # fmt: skip
