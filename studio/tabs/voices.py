"""Voices: the library with a sample of each, the narrators, and Speak: a text, a voice, a manner."""

import time
from dataclasses import dataclass

import gradio as gr

from engines.errors import EngineError
from engines.registry import find
from engines.speech.library import narrators, voices
from engines.types import DELIVERIES, Voice
from jobs.kinds import preview
from jobs.store import artifacts
from studio import files, markup, voice_cards
from studio.board import asked, board
from studio.edge import PRIVATE, QUIET, guarded
from studio.markup import Markup, tag
from studio.preview import hear

HISTORY = 12
"""Earlier lines that are listed; the Library has all of them."""
LONGEST_TEXT = 2000
"""Characters of one line; longer texts are audiobooks."""
NARRATORS_HINT = "Personalities for a whole book, chosen in the Audiobook tab under Cast."
SPEAKERS_AT_ONCE = 4
"""Samples that may be asked for at the same time; the worker still makes one after the other."""


@dataclass(frozen=True)
class VoicesTab:
    """What others may wire to."""

    text: gr.Textbox
    voice: gr.Dropdown
    history: gr.HTML


def build(tab: gr.Tab) -> VoicesTab:
    """Lay out the tab."""
    samples = gr.State({})
    with gr.Row(elem_classes="vs-voices"):
        with gr.Column(scale=7, min_width=320):
            library, query = _library()
        with gr.Column(scale=5, min_width=320, elem_classes="vs-speak"):
            text, voice, options, button = _speak()
            outcome, history = board(), board()

    query.change(show, [query, samples, voice], library, **QUIET)
    voice.change(show, [query, samples, voice], library, **QUIET)
    library.act(
        press, [query, samples, voice], [library, samples, voice],
        **PRIVATE, show_progress="hidden", concurrency_limit=SPEAKERS_AT_ONCE,
    ).failure(None, js="() => window.studio.quiet()", **QUIET)  # fmt: skip
    gr.on(
        [button.click, text.submit], speak, inputs_kwargs={"text": text, "voice_id": voice, **options},
        outputs=[outcome, history], **PRIVATE, concurrency_limit=SPEAKERS_AT_ONCE,
    )  # fmt: skip
    tab.select(spoken_before, None, history, **QUIET)
    return VoicesTab(text, voice, history)


def show(query: str, samples: dict[str, str], chosen: str) -> str:
    """Return the narrators and the voices that fit the query."""
    return str(draw(query or "", samples, chosen))


@guarded
def press(query: str, samples: dict[str, str], chosen: str, event: gr.EventData) -> tuple[str, dict, str]:
    """Play a sample or choose a voice; return the cards, the samples heard so far, and the chosen voice."""
    act, subject = asked(event)
    if act == "choose":
        chosen = _voice(subject).id
        return str(draw(query or "", samples, chosen)), samples, chosen
    key = f"{act}:{subject}"
    samples = samples | {key: hear(sample_params(act, subject))}
    return str(draw(query or "", samples, chosen, heard=samples[key])), samples, chosen


@guarded
def speak(*, text: str, voice_id: str, delivery: str, rate: float) -> tuple[str, str]:
    """Let a voice say a text; return a player and the lines spoken before."""
    said = (text or "").strip()
    if not said:
        raise EngineError("There is nothing to say. Write a line first.")
    if len(said) > LONGEST_TEXT:
        raise EngineError(
            f"That is {len(said):,} characters; a line has {LONGEST_TEXT:,} at most. Make it an audiobook."
        )
    if delivery not in DELIVERIES:
        raise EngineError(f"Nobody can speak in the manner {delivery}. Choose one of the list.")
    voice = _voice(voice_id)
    artifact_id = hear(
        preview.Params(voice_id=voice.id, text=said, delivery=delivery, rate=min(2.0, max(0.5, rate)))
    )
    return str(_player(artifact_id, voice)), spoken_before()


def spoken_before() -> str:
    """Return the lines spoken last, each once."""
    seen = {}
    for artifact in artifacts.recent(kind="preview", limit=HISTORY * 4):
        seen.setdefault((artifact.details.get("voice"), artifact.details.get("text")), artifact)
    items = [voice_cards.spoken(artifact, voices()) for artifact in list(seen.values())[:HISTORY]]
    if not items:
        return str(markup.empty("Nothing has been said yet.", "Lines you let a voice say are kept here."))
    return str(markup.join((markup.section("Spoken before"), tag("ul", *items, class_="vs-list"))))


def draw(query: str, samples: dict[str, str], chosen: str, *, heard: str | None = None) -> Markup:
    """Return the cards. heard: the artifact to play now."""
    found = [voice for voice in voices().values() if voice_cards.matches(voice, query)]
    shown = [
        voice_cards.voice_card(
            voice, engine_title=find(voice.engine).title, missing=find(voice.engine).ready(),
            sample_id=samples.get(f"sample:{voice.id}"), is_chosen=voice.id == chosen,
        )
        for voice in found
    ]  # fmt: skip
    tellers = [] if query.strip() else _narrators(samples)
    return markup.join((
        voice_cards.cards(shown, none="Search for a name, an age or a word like warm."),
        markup.section("Narrators", NARRATORS_HINT) if tellers else None,
        voice_cards.cards(tellers, none="") if tellers else None,
        voice_cards.wish(heard, time.time_ns()),
    ))  # fmt: skip


def sample_params(act: str, subject: str) -> preview.Params:
    """Return what is said for a voice's or narrator's sample. Raises EngineError when there is none such."""
    if act == "sample":
        return preview.Params(voice_id=_voice(subject).id)
    narrator = narrators().get(subject) if act == "narrator" else None
    if narrator is None:
        raise EngineError("This card is no longer there. Reload the page.")
    return preview.Params(
        voice_id=narrator.voice_id, text=narrator.sample_text, delivery=narrator.delivery, rate=narrator.rate
    )


def _library() -> tuple[gr.HTML, gr.Textbox]:
    query = gr.Textbox(
        label="Find a voice",
        placeholder="Find a voice: a name, female, old, warm …",
        show_label=False,
        container=False,
        elem_id="find-voice",
    )
    return board(str(draw("", {}, _first())), elem_id="voice-cards"), query


def _speak() -> tuple[gr.Textbox, gr.Dropdown, dict[str, gr.components.Component], gr.Button]:
    choices = [(voice.name, voice.id) for voice in voices().values() if find(voice.engine).ready() is None]
    text = gr.Textbox(
        label="Text",
        lines=4,
        max_length=LONGEST_TEXT,
        placeholder="What shall be said?",
        elem_id="speak-text",
    )
    with gr.Row():
        voice = gr.Dropdown(choices, value=_first(), label="Voice", min_width=140)
        delivery = gr.Dropdown(list(DELIVERIES), value=DELIVERIES[0], label="How", min_width=140)
    with gr.Accordion("More", open=False):
        rate = gr.Slider(
            0.5, 2.0, value=1.0, step=0.05, label="Pace", info="Factor on the voice's own speaking rate."
        )
    button = gr.Button("Speak", variant="primary", elem_id="speak")
    return text, voice, {"delivery": delivery, "rate": rate}, button


def _first() -> str | None:
    ready = (voice.id for voice in voices().values() if find(voice.engine).ready() is None)
    return next(ready, None)


def _voice(voice_id: str | None) -> Voice:
    voice = voices().get(voice_id or "")
    if voice is None:
        raise EngineError("No voice is chosen. Choose one of the list.")
    return voice


def _narrators(samples: dict[str, str]) -> list[Markup]:
    known = voices()
    return [
        voice_cards.narrator_card(
            narrator, voice=known[narrator.voice_id], missing=find(known[narrator.voice_id].engine).ready(),
            sample_id=samples.get(f"narrator:{narrator.id}"),
        )
        for narrator in narrators().values()
    ]  # fmt: skip


def _player(artifact_id: str, voice: Voice) -> Markup:
    sound = tag(
        "audio", controls=True, autoplay=True, src=files.url(artifact_id), aria_label=f"{voice.name} speaks"
    )
    return tag("div", tag("span", voice.name, class_="vs-title"), sound, class_="vs-card")
