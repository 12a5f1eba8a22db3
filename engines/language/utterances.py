"""Turns a turn into utterances: what is spoken, piece by piece, and how long it is silent after each."""

from collections.abc import Mapping

from engines.language.normalize import normalize
from engines.language.pauses import pause_after, pause_within
from engines.language.sentences import split_sentences
from engines.types import Turn, Utterance


def utterances(
    turn: Turn,
    *,
    dictionary: Mapping[str, str] | None = None,
    pause_factor: float = 1.0,
    language: str = "en",
) -> tuple[Utterance, ...]:
    """Return the utterances of a turn in order; their texts joined are the turn's text.

    `spoken` is normalized, without quotation marks, dialogue dashes and markup; it is empty where nothing is to be said
    (a silent turn, punctuation alone). A turn with a `spoken` of its own says that. dictionary: written word -> respelling.
    pause_factor: a factor on every pause but one that a person set on the turn.
    """
    if not turn.text and not turn.spoken:
        return ()
    if turn.kind == "silent":
        return (_utterance(turn, 0, len(turn.text), spoken="", pause_s=turn.pause_s or 0.0),)
    if turn.spoken is not None:
        return _override(turn, dictionary, pause_factor, language)
    spans = split_sentences(turn.text)
    made = []
    for number, (start, end) in enumerate(spans, start=1):
        text = turn.text[start:end]
        spoken = normalize(text, language=language, dictionary=dictionary)
        pause_s = _pause(turn, text, pause_factor, last=number == len(spans)) if spoken else 0.0
        made.append(_utterance(turn, start, end, spoken=spoken, pause_s=pause_s))
    return _last_pause(turn, made, pause_factor)


def _override(
    turn: Turn, dictionary: Mapping[str, str] | None, pause_factor: float, language: str
) -> tuple[Utterance, ...]:
    """Say the turn's own spoken text: sentence by sentence, all of the displayed text with the first of them."""
    spoken = turn.spoken or ""
    parts = [spoken[start:end] for start, end in split_sentences(spoken)] or [""]
    made = []
    for number, part in enumerate(parts):
        start = 0 if number == 0 else len(turn.text)
        pause_s = _pause(turn, part, pause_factor, last=number == len(parts) - 1)
        said = normalize(part, language=language, dictionary=dictionary)
        made.append(_utterance(turn, start, len(turn.text), spoken=said, pause_s=pause_s if said else 0.0))
    return _last_pause(turn, made, pause_factor)


def _pause(turn: Turn, text: str, factor: float, *, last: bool) -> float:
    if not last:
        return pause_within(text) * factor
    if turn.pause_s is not None:
        return turn.pause_s
    return pause_after(turn, text) * factor


def _last_pause(turn: Turn, made: list[Utterance], factor: float) -> tuple[Utterance, ...]:
    """Give the turn's closing pause to its last utterance even when that is punctuation only."""
    if turn.pause_s is not None and made and made[-1].pause_s != turn.pause_s:
        made[-1] = made[-1].model_copy(update={"pause_s": turn.pause_s})
    return tuple(made)


def _utterance(turn: Turn, start: int, end: int, *, spoken: str, pause_s: float) -> Utterance:
    text = turn.text[start:end]
    return Utterance(
        turn_id=turn.id, start=start, end=end, text=text, spoken=spoken, pause_s=round(pause_s, 3)
    )
