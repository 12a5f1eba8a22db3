"""The script table of one scene: a row a turn, fields in place, and under the chosen row what else can be
done with it.
"""

from collections.abc import Mapping, Sequence

from markupsafe import Markup

from engines.types import DELIVERIES, NARRATOR, UNKNOWN, Voice
from studio.audiobook import fields
from studio.audiobook.rows import Row
from studio.format import count
from studio.markup import badge, button, empty, join, play_button, tag

PAGE_ROWS = 60
"""Rows drawn at once: a page of HTML under 200 kB whatever the scene's length."""


def table(
    rows: Sequence[Row],
    *,
    page: int,
    chosen: str | None,
    speakers: Sequence[str],
    voices: Mapping[str, Voice],
) -> Markup:
    """Return the rows of one page (counted from 0) with the chosen turn's panel open."""
    if not rows:
        return empty("Nobody speaks in this scene.", "Choose another scene in the list.")
    first = page * PAGE_ROWS
    shown = rows[first : first + PAGE_ROWS]
    head = (tag("span", name, class_=f"au-h-{css}") for name, css in HEAD)
    body = join(
        join(
            [_row(row, voices, is_open=row.turn_id == chosen), _panel(row) if row.turn_id == chosen else None]
        )
        for row in shown
    )
    return join(
        [
            tag("div", *head, class_="au-turns-head", aria_hidden="true"),
            tag("ol", body, class_="au-turns", start=first + 1),
            _pages(len(rows), page),
            tag("datalist", *(tag("option", value=name) for name in speakers), id="au-speakers"),
        ]
    )


HEAD = (("#", "no"), ("Who", "who"), ("Says", "says"), ("How", "how"), ("Voice", "voice"), ("Take", "take"))


def last_page(row_count: int) -> int:
    """Return the number of the last page, counted from 0."""
    return max(0, (row_count - 1) // PAGE_ROWS)


def page_of(rows: Sequence[Row], turn_id: str | None, page: int) -> int:
    """Return the page that shows a turn; the given page, kept within what there is, when the turn is not
    in the rows.
    """
    for place, row in enumerate(rows):
        if row.turn_id == turn_id:
            return place // PAGE_ROWS
    return min(max(0, page), last_page(len(rows)))


def _row(row: Row, voices: Mapping[str, Voice], *, is_open: bool) -> Markup:
    line = f"line {row.number}"
    cells = (
        tag("span", row.number, class_="au-no"),
        fields.text("who", row.who, f"Who says {line}", row=row.turn_id, css="au-who", list="au-speakers"),
        fields.lines("says", row.says, f"What is said in {line}", row=row.turn_id, css="au-says"),
        fields.select("how", row.how, f"How {line} is said", HOWS, row=row.turn_id, css="au-how"),
        fields.select(
            "voice", row.voice, f"Voice of {line}", _voices(row, voices), row=row.turn_id, css="au-voice"
        ),
        tag("span", _listen(row, line), _more(row, line, is_open=is_open), class_="au-take"),
    )
    css = " ".join(filter(None, ("au-turn", is_open and "au-open", row.flags and "au-flagged", _manner(row))))
    return tag("li", *cells, class_=css, data_turn=row.turn_id)


HOWS = tuple((delivery, "plain" if delivery == "neutral" else delivery) for delivery in DELIVERIES)


def _manner(row: Row) -> str:
    return "au-narrator" if row.who == NARRATOR else "au-nobody" if row.who == UNKNOWN else ""


def _voices(row: Row, voices: Mapping[str, Voice]) -> list[fields.Choice]:
    return [
        ("", row.cast_voice or "no voice"),
        *((voice.id, f"{voice.name} (only here)") for voice in voices.values()),
    ]


def _listen(row: Row, line: str) -> Markup:
    return play_button(None, line, data_act="listen", data_id=row.turn_id)


def _more(row: Row, line: str, *, is_open: bool) -> Markup:
    sign, what = (
        ("⚑", "; ".join(row.flags)) if row.flags else ("🔒", "locked") if row.locked else ("⋯", "more")
    )
    return tag(
        "button", sign, type="button", class_=f"au-more{' au-flag' if row.flags else ''}", data_act="choose",
        data_id=row.turn_id, aria_expanded="true" if is_open else "false", title=what,
        aria_label=f"More about {line}: {what}",
    )  # fmt: skip


def _panel(row: Row) -> Markup:
    flags = [tag("p", flag, class_="au-flag-text") for flag in row.flags]
    sure = (
        button("The speaker is right", "sure", id=row.turn_id) if row.flags and row.who != UNKNOWN else None
    )
    spoken = fields.lines(
        "spoken",
        row.spoken,
        "Say instead",
        row=row.turn_id,
        placeholder="as written; or type how it should be said",
    )
    pause = fields.number(
        "pause",
        row.pause,
        "Pause after it in seconds",
        row=row.turn_id,
        placeholder="by punctuation",
        min=0,
        max=30,
        step=0.1,
    )
    inputs = tag(
        "div",
        fields.labelled("Say instead", spoken, css="au-grow"),
        fields.labelled("Pause after, s", pause),
        class_="au-pair",
    )
    return tag("li", *flags, sure, inputs, _actions(row), class_="au-panel", data_turn=row.turn_id)


def _actions(row: Row) -> Markup:
    turn = row.turn_id
    take = f"Take {row.take + 1}" + (", locked" if row.locked else "")
    return tag(
        "div",
        badge(take, "good" if row.locked else "plain"),
        button("New take", "retake", id=turn, title="Say it again, another way", disabled=row.locked),
        button(
            "Unlock" if row.locked else "Keep this take",
            "lock",
            id=turn,
            title="A kept take is left alone by re-takes",
        ),
        tag("span", class_="au-gap"),
        button("Split at cursor", "split", id=turn),
        button("Join with next", "merge", id=turn),
        button("Add below", "add", id=turn),
        button("Delete", "delete", id=turn, kind="bad"),
        class_="au-actions",
    )


def _pages(row_count: int, page: int) -> Markup | None:
    last = last_page(row_count)
    if last == 0:
        return None
    first, until = page * PAGE_ROWS + 1, min(row_count, (page + 1) * PAGE_ROWS)
    return tag(
        "nav",
        button("Earlier", "page", id=str(page - 1), disabled=page == 0),
        tag("span", f"{first}–{until} of {count(row_count, 'line')}"),
        button("Later", "page", id=str(page + 1), disabled=page == last),
        class_="au-pages", aria_label="Lines of the scene",
    )  # fmt: skip
