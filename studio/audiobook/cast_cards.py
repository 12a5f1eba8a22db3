"""The cast: a card for each character, the narrator presets, and who could be mistaken for whom. Pure."""

import math
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from itertools import combinations
from textwrap import shorten

from markupsafe import Markup

from engines.errors import EngineError
from engines.types import NARRATOR, UNKNOWN, Cast, Character, Narrator, Scene, Turn, Voice
from studio.audiobook import fields
from studio.format import count
from studio.markup import empty, join, play_button, tag

OWN_WORDS = 40
"""A sample is the first line of at least this many characters, else the longest."""
LONGEST_SAMPLE = 240
CLOSE_PITCH = 0.10
"""Two morphs of one base voice nearer than this in log-pitch and CLOSE_FORMANT in log-formant are hard to
tell apart.
"""
CLOSE_FORMANT = 0.04

QUOTES = "\"“”„«»‹›'‘’ "


@dataclass(frozen=True)
class Part:
    """How much somebody says."""

    lines: int
    words: int
    sample: str
    """A line of their own."""


def parts(scenes: Iterable[Scene]) -> dict[str, Part]:
    """Return what every speaker says, the one with most lines first."""
    said: dict[str, list[str]] = {}
    for scene in scenes:
        for turn in scene.spoken_turns:
            said.setdefault(turn.speaker, []).append(_words(turn))
    found = {
        name: Part(lines=len(lines), words=sum(len(line.split()) for line in lines), sample=_sample(lines))
        for name, lines in said.items()
    }
    return dict(sorted(found.items(), key=lambda item: -item[1].lines))


def cast_board(
    cast: Cast, scenes: Sequence[Scene], voices: Mapping[str, Voice], narrators: Mapping[str, Narrator]
) -> Markup:
    """Return narrators first, then a card for everybody who speaks, by number of lines."""
    said = parts(scenes)
    heard = sorted(cast.characters, key=lambda member: (member.name == UNKNOWN, -_lines(said, member.name)))
    alike = mistakable(heard, voices, companions(scenes))
    presets = (_narrator(each, cast) for each in narrators.values())
    cards = [_card(each, said.get(each.name), heard, voices, alike.get(each.name, ())) for each in heard]
    nobody = empty(
        "Nobody but the narrator speaks.", "Name a speaker in the script, and a card appears here."
    )
    return join(
        [
            tag("h3", "Narrator", class_="au-h3"),
            tag("div", *presets, class_="au-narrators", role="group"),
            tag("h3", count(len(heard), "character"), class_="au-h3"),
            tag("div", *cards, class_="au-cards") if cards else nobody,
        ]
    )


def reading(dictionary: Mapping[str, str], pause_factor: float) -> Markup:
    """Return what few people touch: pronunciations, a line each, and a factor on all pauses."""
    words = fields.lines(
        "dictionary",
        dictionary_text(dictionary),
        "Pronunciations, one a line",
        placeholder="Siobhan = Shivawn",
    )
    pauses = fields.number(
        "pause_factor", f"{pause_factor:g}", "Factor on all pauses", min=0.3, max=3, step=0.1
    )
    asked = (
        fields.labelled("Pronunciations, one a line: word = how to say it", words, css="au-grow"),
        fields.labelled("Pauses, times", pauses),
    )
    summary = tag("summary", "Pronunciations and pauses")
    return tag(
        "details", summary, tag("div", *asked, class_="au-pair"), data_key="reading", class_="au-more-fold"
    )


def dictionary_text(dictionary: Mapping[str, str]) -> str:
    """Return a pronunciation a line: "Siobhan = Shivawn"."""
    return "\n".join(f"{word} = {said}" for word, said in dictionary.items())


def parsed_dictionary(text: str) -> dict[str, str]:
    """Return what `dictionary_text` wrote. Raises EngineError for a line without a word, "=" and how it is said."""
    found = {}
    for line in filter(str.strip, text.splitlines()):
        word, equals, said = (" ".join(part.split()) for part in line.partition("="))
        if not (word and equals and said):
            raise EngineError(f"“{line.strip()}” is no pronunciation. Write: word = how to say it.")
        found[word] = said
    return found


def companions(scenes: Iterable[Scene]) -> frozenset[frozenset[str]]:
    """Return the pairs of names that speak in one scene: only they can be mistaken for each other."""
    found = set()
    for scene in scenes:
        names = {turn.speaker for turn in scene.spoken_turns}
        found.update(frozenset(pair) for pair in combinations(names, 2))
    return frozenset(found)


def mistakable(
    members: Sequence[Character], voices: Mapping[str, Voice], together: Set[frozenset[str]]
) -> dict[str, tuple[str, ...]]:
    """Return, for each name, those with the same voice or a near morph of the same base. together: see companions."""
    alike: dict[str, tuple[str, ...]] = {}
    for one, other in combinations((each for each in members if each.name != UNKNOWN), 2):
        first, second = voices.get(one.voice_id), voices.get(other.voice_id)
        if frozenset((one.name, other.name)) not in together or not first or not second:
            continue
        if first.id == second.id or _near(first, second):
            alike[one.name] = (*alike.get(one.name, ()), other.name)
            alike[other.name] = (*alike.get(other.name, ()), one.name)
    return alike


def voice_words(voice: Voice) -> str:
    """Return "Wren · young female, bright, quick"."""
    return f"{voice.name} · {', '.join([f'{voice.age} {voice.gender}', *voice.words[:2]])}"


def with_member(cast: Cast, name: str, **changes: object) -> Cast:
    """Return the cast with a character changed."""
    members = (
        Character.model_validate(member.model_dump() | changes) if member.name == name else member
        for member in cast.characters
    )
    return cast.model_copy(update={"characters": tuple(members)})


def unquoted(text: str) -> str:
    """Return the text without quotation marks at its ends."""
    return text.strip(QUOTES)


def alias_list(text: str) -> tuple[str, ...]:
    """Return the names in "Em, Miss Hale", each once."""
    return tuple(dict.fromkeys(" ".join(name.split()) for name in text.split(",") if name.strip()))


def _near(first: Voice, second: Voice) -> bool:
    if (first.engine, first.speaker) != (second.engine, second.speaker):
        return False
    pitch = abs(math.log(first.morph.pitch / second.morph.pitch))
    formant = abs(math.log(first.morph.formant / second.morph.formant))
    return pitch < CLOSE_PITCH and formant < CLOSE_FORMANT


def _words(turn: Turn) -> str:
    return " ".join((turn.spoken or turn.text).split())


def _sample(lines: Sequence[str]) -> str:
    chosen = next((line for line in lines if len(line) >= OWN_WORDS), max(lines, key=len))
    return shorten(chosen, LONGEST_SAMPLE, placeholder="…")


def _lines(said: Mapping[str, Part], name: str) -> int:
    return said[name].lines if name in said else 0


def _narrator(narrator: Narrator, cast: Cast) -> Markup:
    chosen = narrator.id == cast.narrator.id
    play = play_button(None, narrator.name, data_act="hear_narrator", data_id=narrator.id)
    choose = tag(
        "button", tag("b", narrator.name), tag("span", narrator.personality), type="button",
        class_="au-choose", data_act="narrator", data_id=narrator.id, aria_pressed="true" if chosen else "false",
    )  # fmt: skip
    return tag("div", choose, play, class_=f"au-narrator-card{' au-chosen' if chosen else ''}")


def _card(
    member: Character,
    part: Part | None,
    members: Sequence[Character],
    voices: Mapping[str, Voice],
    alike: Sequence[str],
) -> Markup:
    name = member.name
    play = play_button(None, name, data_act="hear", data_id=name)
    chosen = tag("div", _voice(member, voices), play, class_="au-voice-line")
    nameless = (
        "Lines whose speaker the text does not name. Give them a speaker in the script."
        if name == UNKNOWN
        else None
    )
    warning = f"Easily mistaken for {', '.join(alike)}: give one of them another voice." if alike else None
    return tag(
        "article",
        tag("header", fields.text("name", name, f"Name of {name}", row=name, css="au-name"), _said(part)),
        tag("p", f"“{unquoted(part.sample)}”", class_="au-quote") if part else None,
        tag("p", nameless, class_="au-flag-text") if nameless else None,
        chosen,
        tag("p", warning, class_="au-flag-text") if warning else None,
        tag("details", tag("summary", "More"), _more(member, members), data_key=f"member-{name}"),
        class_="au-card",
        aria_label=name,
    )


def _said(part: Part | None) -> Markup:
    text = f"{count(part.lines, 'line')}, {count(part.words, 'word')}" if part else "says nothing now"
    return tag("span", text, class_="au-note")


def _voice(member: Character, voices: Mapping[str, Voice]) -> Markup:
    choices = [(voice.id, voice_words(voice)) for voice in voices.values()]
    if member.voice_id not in voices:
        choices.insert(0, (member.voice_id, "choose a voice"))
    return fields.select(
        "voice", member.voice_id, f"Voice of {member.name}", choices, row=member.name, css="au-grow"
    )


def _more(member: Character, members: Sequence[Character]) -> Markup:
    name = member.name
    others = [other.name for other in members if other.name != name]
    merge = [("", "nobody else"), *((other, other) for other in [*others, NARRATOR])]
    aliases = fields.text(
        "aliases", ", ".join(member.aliases), f"Other names of {name}", row=name, placeholder="Em, Miss Hale"
    )
    about = fields.lines(
        "description",
        member.description,
        f"About {name}",
        row=name,
        placeholder="how they sound, who they are",
    )
    same = fields.select("merge", "", f"{name} is the same person as", merge, row=name)
    return join(
        [
            fields.labelled("Other names", aliases),
            fields.labelled("About", about),
            fields.labelled("Is the same person as", same),
        ]
    )
