"""Voices and narrators as cards. Reads nothing, changes nothing."""

from collections.abc import Iterable, Mapping

from engines.types import Narrator, Voice
from jobs.types import Artifact
from studio import files, format, markup
from studio.markup import Markup, tag


def voice_card(
    voice: Voice,
    *,
    engine_title: str,
    missing: str | None,
    sample_id: str | None = None,
    is_chosen: bool = False,
) -> Markup:
    """Return the card of a voice. missing: why it cannot speak; sample_id: what it said before."""
    head = tag(
        "div",
        tag("span", voice.name, class_="vs-title vs-grow"),
        None if missing else _play(voice.name, "sample", voice.id, sample_id),
        class_="vs-line",
    )
    words = tag("p", ", ".join(voice.words), class_="vs-words")
    about = tag("p", f"{voice.gender} · {voice.age} · {voice.language}", class_="vs-muted vs-small")
    short, licence = engine_title.partition(" (")[0], voice.licence.partition(" (")[0]
    source = tag(
        "span",
        f"{short} · {licence}",
        class_="vs-muted vs-small vs-clip",
        title=f"{engine_title}, {voice.licence}",
    )
    choose = markup.button(
        "Speak with it", "choose", id=voice.id, kind="bare", aria_pressed=str(is_chosen).lower()
    )
    foot = tag("div", source, None if missing else choose, class_="vs-foot")
    note = tag("p", missing, class_="vs-small vs-muted") if missing else None
    css = "vs-card" + (" vs-chosen" if is_chosen else "") + (" vs-off" if missing else "")
    return tag("li", head, words, about, note, foot, class_=css)


def narrator_card(
    narrator: Narrator, *, voice: Voice, missing: str | None, sample_id: str | None = None
) -> Markup:
    """Return the card of a narrator preset, which is heard in its own way of reading."""
    head = tag(
        "div",
        tag("span", narrator.name, class_="vs-title vs-grow"),
        None if missing else _play(narrator.name, "narrator", narrator.id, sample_id),
        class_="vs-line",
    )
    pace = f" · pace ×{narrator.rate:g}" if narrator.rate != 1 else ""
    about = tag("p", f"{voice.name} · {narrator.delivery}{pace}", class_="vs-muted vs-small")
    return tag(
        "li", head, tag("p", narrator.personality), about, class_="vs-card" + (" vs-off" if missing else "")
    )


def cards(items: Iterable[Markup], *, none: str) -> Markup:
    """Return the cards as a grid, or what to do when there are none."""
    shown = list(items)
    return tag("ul", *shown, class_="vs-cards") if shown else markup.empty("No such voice.", none)


def matches(voice: Voice, query: str) -> bool:
    """Whether every word of the query begins a word of the voice's name or character."""
    text = [
        voice.name,
        voice.gender,
        voice.age,
        voice.language,
        voice.engine.rpartition("/")[2],
        *voice.words,
    ]
    known = [word.lower() for words in text for word in words.replace("-", " ").split()]
    return all(any(word.startswith(wanted) for word in known) for wanted in query.lower().split())


def spoken(artifact: Artifact, voices: Mapping[str, Voice]) -> Markup:
    """Return one earlier line: play, who said it and what, download."""
    voice = voices.get(str(artifact.details.get("voice", "")))
    name = voice.name if voice else artifact.name
    text = str(artifact.details.get("text", ""))
    what = tag(
        "div",
        tag("div", text, class_="vs-clip", title=text),
        tag("div", f"{name} · {format.ago(artifact.created_at)}", class_="vs-meta"),
        class_="vs-grow",
    )
    href = files.url(artifact.id, download=True)
    save = tag("a", "Download", class_="vs-button vs-bare", href=href, download=artifact.name)
    play = markup.play_button(files.url(artifact.id), f"{name}: {text}")
    return tag("li", tag("div", play, what, save, class_="vs-line"))


def wish(artifact_id: str | None, nonce: int) -> Markup | None:
    """Return the invisible wish to hear a sound once, as soon as it is drawn; studio.js grants it."""
    if not artifact_id:
        return None
    return tag("span", hidden=True, data_autoplay=files.url(artifact_id), data_nonce=nonce)


def _play(name: str, act: str, subject: str, sample_id: str | None) -> Markup:
    if sample_id:
        return markup.play_button(files.url(sample_id), name)
    return markup.play_button(None, name, data_act=act, data_id=subject)
