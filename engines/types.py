"""The nouns of the studio. Frozen, strict, units in the names; no reading, no writing, no models."""

from dataclasses import dataclass
from typing import Literal, get_args

import numpy as np
from pydantic import BaseModel, ConfigDict, Field


class Noun(BaseModel):
    """A frozen value: unknown fields are refused, `model_copy(update=…)` makes the changed one."""

    model_config = ConfigDict(
        frozen=True,
        extra="forbid",
        use_attribute_docstrings=True,
        ser_json_bytes="base64",
        val_json_bytes="base64",
    )


class Options(Noun):
    """The settings of one engine. They make its form, its flags, its API fields and the check of its presets."""


# ── sound ────────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True)
class AudioClip:
    """Sound in memory."""

    samples: np.ndarray
    """float32 in [-1, 1], shape (n,) for mono or (n, 2) for stereo."""
    rate_hz: int
    """Samples per second."""

    @property
    def seconds(self) -> float:
        return len(self.samples) / self.rate_hz


# ── documents ────────────────────────────────────────────────────────────────────────────────────

BlockKind = Literal[
    "paragraph",  # prose
    "heading",  # a title that is read out
    "verse",  # lines whose breaks matter
    "quote",  # an indented quotation, letter, epigraph
    "break",  # a scene break: * * *, ———, an empty ornament
    "scene_heading",  # INT. TENT – NIGHT
    "action",  # stage direction or screenplay action, read by the narrator
    "character",  # the name line above a speech; never read out
    "parenthetical",  # (whispering), between a name and a speech; never read out
    "dialogue",  # the speech below a name
    "note",  # [[a note]], a boneyard, a synopsis; never read out
]


class Block(Noun):
    """One paragraph-like piece of a chapter, as the reader of the file type found it."""

    kind: BlockKind = "paragraph"
    text: str
    """As printed, without leading or trailing white space; inner line breaks only in verse and dialogue."""


class Chapter(Noun):
    """One chapter of a document."""

    id: str
    """Stable within the document: c1, c2, …"""
    title: str
    matter: Literal["front", "body", "back"] = "body"
    """Front and back matter (title page, copyright, contents, index) starts unticked."""
    blocks: tuple[Block, ...]

    @property
    def text(self) -> str:
        """The chapter's source text: its blocks joined by one empty line. Spans count characters in this."""
        return "\n\n".join(block.text for block in self.blocks)


class Document(Noun):
    """What was read from a file."""

    title: str
    author: str = ""
    language: str = "en"
    """BCP 47, as the file says, else guessed."""
    kind: str
    """pdf, docx, epub, text, markdown, html, fountain."""
    chapters: tuple[Chapter, ...]
    cover: bytes | None = None
    """JPEG or PNG bytes."""
    warnings: tuple[str, ...] = ()
    """Sentences for the person about what was skipped or mended."""


# ── scripts ──────────────────────────────────────────────────────────────────────────────────────

NARRATOR = "Narrator"
"""The speaker of everything that nobody says."""
UNKNOWN = "Unknown"
"""The speaker of a quotation that could not be attributed."""

Delivery = Literal["neutral", "calm", "excited", "sad", "angry", "fearful", "shouting", "whispering"]
DELIVERIES: tuple[str, ...] = get_args(Delivery)


class Span(Noun):
    """A half-open range of characters in `Chapter.text`."""

    chapter_id: str
    start: int = Field(ge=0)
    end: int = Field(ge=0)


class Turn(Noun):
    """Something one speaker says without a break, or a stretch of source that is not spoken (kind silent)."""

    id: str
    """Stable through edits and unique in the script: t1, t2, …; new ones are made by scripting.edit."""
    kind: Literal["narration", "dialogue", "heading", "silent"] = "narration"
    """silent: a name line, a parenthetical, a break; kept so that joined spans equal the source."""
    speaker: str = NARRATOR
    text: str
    """What is displayed: the source slice itself until a person edits it. May carry white space at its ends."""
    spoken: str | None = None
    """What is said instead, when a person or a dictionary wants other words; None: made from text."""
    span: Span | None = None
    """Where the text stood in the source; None for a turn that a person added."""
    delivery: Delivery = "neutral"
    pause_s: float | None = Field(default=None, ge=0, le=30)
    """Silence after the turn in seconds; None: by punctuation and turn border."""
    confidence: float = Field(default=1.0, ge=0, le=1)
    """How sure the parser is of the speaker, 0 to 1."""
    voice_id: str | None = None
    """Overrides the cast for this turn."""
    take: int = Field(default=0, ge=0)
    """Which rendering is kept; a re-take counts up and is the seed."""
    locked: bool = False
    """A locked turn is left alone by re-takes and bulk edits."""


class Cue(Noun):
    """A sound of the score, anchored to a turn."""

    id: str
    kind: Literal["music", "ambience", "effect"]
    """music and ambience are beds (one at a time, looped, ducked); an effect sounds once."""
    description: str
    """In words: "low strings, tense", "rain on canvas", "door knock"."""
    seconds: float = Field(gt=0, le=3600)
    """About how long, in seconds. A bed ends early where the next begins or the scene ends."""
    level_db: float = Field(default=-18.0, ge=-60, le=0)
    """Loudness relative to the speech, in dB, before ducking."""
    turn_id: str
    """It begins with this turn."""
    offset_s: float = 0.0
    """Seconds after (before, when negative) the turn's start."""
    engine: str | None = None
    """Engine id ("music/composed"); None: the best that is ready."""
    take: int = Field(default=0, ge=0)


class Scene(Noun):
    """A stretch of a chapter in one place and mood, with its turns and its score."""

    id: str
    chapter_id: str
    title: str = ""
    turns: tuple[Turn, ...]
    cues: tuple[Cue, ...] = ()
    approved: bool = False

    @property
    def spoken_turns(self) -> tuple[Turn, ...]:
        return tuple(turn for turn in self.turns if turn.kind != "silent")


class ScriptChapter(Noun):
    id: str
    title: str


class Script(Noun):
    """A whole book as scenes. Joined turn texts of a freshly parsed chapter equal `Chapter.text` exactly."""

    title: str
    author: str = ""
    language: str = "en"
    chapters: tuple[ScriptChapter, ...]
    scenes: tuple[Scene, ...]


# ── voices ───────────────────────────────────────────────────────────────────────────────────────


class Morph(Noun):
    """How a base voice is changed. 1 and 0 change nothing."""

    pitch: float = Field(default=1.0, ge=0.4, le=2.5)
    """Mean pitch, as a factor."""
    pitch_range: float = Field(default=1.0, ge=0.0, le=3.0)
    """Intonation range, as a factor on log-pitch around its mean."""
    formant: float = Field(default=1.0, ge=0.6, le=1.6)
    """Vocal-tract scale, as a factor on formant frequencies; above 1: a smaller head."""
    tilt_db: float = Field(default=0.0, ge=-6, le=6)
    """Spectral tilt above 500 Hz in dB per octave."""
    breath: float = Field(default=0.0, ge=0, le=1)
    """Added aspiration, 0 to 1."""
    rate: float = Field(default=1.0, ge=0.5, le=2.0)
    """Speaking rate, as a factor."""


class Voice(Noun):
    """Somebody who can speak."""

    id: str
    """ada, wren, …: lower case, unique in the library."""
    name: str
    engine: str
    """Engine id: "speech/hibari"."""
    speaker: str = ""
    """The engine's own voice, or a blend "jf_alpha:0.5+jm_kumo:0.5"."""
    morph: Morph = Morph()
    language: str = "en-US"
    gender: Literal["female", "male", "neutral"] = "neutral"
    age: Literal["child", "young", "adult", "old"] = "adult"
    words: tuple[str, ...] = ()
    """Character words: warm, dry, husky, …"""
    sample_text: str = ""
    """What it says when it is previewed."""
    licence: str = ""


class Narrator(Noun):
    """A narrating personality: a voice, a way of reading, and a line to show it."""

    id: str
    name: str
    voice_id: str
    personality: str
    """One sentence for the person who chooses."""
    delivery: Delivery = "neutral"
    rate: float = Field(default=1.0, ge=0.5, le=2.0)
    """Factor on the voice's speaking rate."""
    pause: float = Field(default=1.0, ge=0.3, le=3.0)
    """Factor on all pauses."""
    sample_text: str = ""


class Character(Noun):
    """A member of the cast."""

    name: str
    aliases: tuple[str, ...] = ()
    gender: Literal["female", "male", "neutral"] = "neutral"
    age: Literal["child", "young", "adult", "old"] = "adult"
    description: str = ""
    voice_id: str


class Cast(Noun):
    """Who speaks with which voice."""

    narrator: Narrator
    characters: tuple[Character, ...] = ()

    def voice_id(self, turn: Turn) -> str:
        """Return the voice that says this turn. Raises KeyError for a speaker without one."""
        if turn.voice_id:
            return turn.voice_id
        if turn.speaker == NARRATOR:
            return self.narrator.voice_id
        for character in self.characters:
            if turn.speaker == character.name:
                return character.voice_id
        raise KeyError(turn.speaker)


class Utterance(Noun):
    """The unit of synthesis: one sentence (or clause) of a turn. The utterances of a turn tile its text."""

    turn_id: str
    start: int
    """First character in `Turn.text`; the utterances of a turn tile it."""
    end: int
    text: str
    """The displayed slice."""
    spoken: str
    """Normalized words for the engine; empty: nothing to say."""
    pause_s: float
    """Silence after it in seconds."""


# ── transcripts ──────────────────────────────────────────────────────────────────────────────────


class Word(Noun):
    text: str
    start: float
    """Absolute seconds."""
    end: float
    confidence: float = Field(default=1.0, ge=0, le=1)
    speaker: str | None = None


class Segment(Noun):
    text: str
    start: float
    """Absolute seconds."""
    end: float
    words: tuple[Word, ...] = ()
    speaker: str | None = None


class Transcript(Noun):
    language: str
    seconds: float
    """Length of the sound."""
    segments: tuple[Segment, ...]

    @property
    def text(self) -> str:
        return " ".join(segment.text.strip() for segment in self.segments)
