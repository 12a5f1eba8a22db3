"""Plans the score of a script from its words: a bed of music by mood, weather and place, and what knocks or rings."""

import math
import re
from collections import Counter
from collections.abc import Sequence

from engines.scripting.presets import template as load_template
from engines.scripting.vocabulary import BEDS, MOODS, STROKES, UNREAL, Bed, Stroke
from engines.types import Cue, Scene, Script, Turn

MUSIC_LEVEL_DB = -21.0
MUSIC_MOST_S = 60.0
"""A bed of music is no longer: the rest of a scene is heard without."""
_MUSIC_LEAST_S = 12.0
"""There is no music where it could not last so long."""
WORDS_PER_SECOND = 2.6
"""Of a narrator, measured on the sample book."""
_GAP_WORDS = 60
"""Words between the end of one bed and the beginning of the next."""
_MOOD_LEAST = 1.5
"""A mood whose words weigh less in a scene is not meant."""
_WORD = re.compile(r"[a-z]+")


def plan_score(script: Script, *, density: float | None = None, template: str = "auto") -> Script:
    """Return the script with music, ambience and effects added to every scene that has no cues of its own.

    density: 0 no score, 1 all that is found; None: as the template says. Beds never overlap; effects are things that
    happen in the narration, a few a scene at most. Raises PresetError for an unknown template.
    """
    rules = load_template(template)
    amount = rules.score_density if density is None else min(1.0, max(0.0, density))
    if amount == 0:
        return script
    rarity = _rarity(script)
    number = sum(len(scene.cues) for scene in script.scenes)
    scenes = []
    for scene in script.scenes:
        if not scene.cues and scene.spoken_turns:
            cues = _scene_cues(scene, amount, rules.effects_per_scene, rarity)
            named = [cue.model_copy(update={"id": f"q{number + i}"}) for i, cue in enumerate(cues, start=1)]
            number += len(named)
            scene = scene.model_copy(update={"cues": tuple(named)})
        scenes.append(scene)
    return script.model_copy(update={"scenes": tuple(scenes)})


def _scene_cues(scene: Scene, amount: float, effects: int, rarity: dict[str, float]) -> list[Cue]:
    turns = scene.spoken_turns
    beds = _beds(turns, amount)
    music = _music(turns, beds, rarity)
    most = max(1, round(effects * 2 * amount)) if effects else 0
    order = {turn.id: place for place, turn in enumerate(turns)}
    return sorted([*music, *beds, *_strokes(turns, most)], key=lambda cue: (order[cue.turn_id], cue.offset_s))


# ── music ────────────────────────────────────────────────────────────────────────────────────────


def _rarity(script: Script) -> dict[str, float]:
    """Return how telling each mood word is: words that are in every scene of this book say little about one."""
    scenes: Counter[str] = Counter()
    for scene in script.scenes:
        scenes.update(set(_words(scene.spoken_turns)))
    total = len(script.scenes) + 1
    known = {word for mood in MOODS.values() for word in mood.words}
    return {word: 0.35 + math.log(total / (1 + scenes[word])) / math.log(total + 1) for word in known}


def _words(turns: Sequence[Turn]) -> list[str]:
    return [word for turn in turns for word in _WORD.findall(turn.text.lower())]


def mood_of(turns: Sequence[Turn], rarity: dict[str, float] | None = None) -> str:
    """Return the mood of MOODS that the words of the turns tell, "calm" when none does. A delivery counts as a word."""
    counts = Counter(_words(turns))
    weights = rarity or {}
    scores: dict[str, float] = {
        name: sum(math.sqrt(counts[word]) * weights.get(word, 1.0) for word in mood.words if counts[word])
        for name, mood in MOODS.items()
    }
    deliveries: Counter[str] = Counter(turn.delivery for turn in turns)
    for delivery, mood in {
        "sad": "sad",
        "fearful": "tense",
        "angry": "tense",
        "excited": "happy",
        "calm": "calm",
    }.items():
        scores[mood] += 0.5 * math.sqrt(deliveries[delivery])
    best = max(scores, key=scores.__getitem__)
    return best if scores[best] >= _MOOD_LEAST else "calm"


def _music(turns: Sequence[Turn], beds: Sequence[Cue], rarity: dict[str, float]) -> list[Cue]:
    """Return one bed of music: at the scene's beginning, or where its first ambience has died away."""
    mood = MOODS[mood_of(turns, rarity)]
    starts = {cue.turn_id: cue.seconds for cue in beds}
    free, words = 0.0, 0
    gaps: list[tuple[Turn | None, int]] = []
    for turn in turns:
        if turn.id in starts:
            gaps.append((None, words))
            free = words + starts[turn.id] * WORDS_PER_SECOND
        elif turn.kind != "dialogue" and words >= free and (not gaps or gaps[-1][0] is None):
            gaps.append((turn, words))
        words += len(turn.text.split())
    gaps.append((None, words))
    for (anchor, begin), (_, end) in zip(gaps, gaps[1:], strict=False):
        seconds = (end - begin) / WORDS_PER_SECOND
        if anchor and seconds >= _MUSIC_LEAST_S:
            return [
                _cue("music", mood.description, round(min(MUSIC_MOST_S, seconds)), MUSIC_LEVEL_DB, anchor)
            ]
    return []


# ── ambience ─────────────────────────────────────────────────────────────────────────────────────


def _beds(turns: Sequence[Turn], amount: float) -> list[Cue]:
    """Return ambiences in order, one at a time: each where its word stands, the best ones of the scene."""
    spoken = 0
    hits: dict[int, list[tuple[int, Turn]]] = {}
    for turn in turns:
        if turn.kind == "narration":
            low = turn.text.lower()
            for number, bed in enumerate(BEDS):
                match = bed.pattern.search(low)
                if match and not UNREAL.search(low[max(0, match.start() - 60) : match.start()]):
                    hits.setdefault(number, []).append((spoken, turn))
        spoken += len(turn.text.split())
    most = max(1, round(amount * 2 + spoken / 1500))
    least = 3 if amount < 0.8 else 1
    ranked = sorted(hits, key=lambda number: -len(hits[number]) * BEDS[number].weight)
    chosen = [number for number in ranked if len(hits[number]) * BEDS[number].weight >= least][:most]
    if {"thunderstorm", "rain"} <= {BEDS[number].description for number in chosen}:
        chosen = [number for number in chosen if BEDS[number].description != "rain"]
    return _in_turn([(*hits[number][0], BEDS[number]) for number in chosen])


def _in_turn(found: list[tuple[int, Turn, Bed]]) -> list[Cue]:
    """Return the beds as cues that do not overlap."""
    cues: list[Cue] = []
    free = 0.0
    for words, turn, bed in sorted(found, key=lambda one: one[0]):
        if words < free:
            continue
        cues.append(_cue("ambience", bed.description, bed.seconds, bed.level_db, turn))
        free = words + bed.seconds * WORDS_PER_SECOND + _GAP_WORDS
    return cues


# ── effects ──────────────────────────────────────────────────────────────────────────────────────


def _strokes(turns: Sequence[Turn], most: int) -> list[Cue]:
    """Return at most so many single sounds, each kind once, spread over the scene."""
    found: list[Cue] = []
    used: set[str] = set()
    for turn in turns:
        if turn.kind != "narration":
            continue
        low = turn.text.lower()
        for stroke in STROKES:
            if stroke.description not in used and (at := _happens(stroke, low)) >= 0:
                used.add(stroke.description)
                offset_s = round(len(low[:at].split()) / WORDS_PER_SECOND, 1)
                found.append(
                    _cue("effect", stroke.description, stroke.seconds, stroke.level_db, turn, offset_s)
                )
                break
    if len(found) <= most:
        return found
    step = len(found) / most
    return [found[int(number * step)] for number in range(most)]


def _happens(stroke: Stroke, text: str) -> int:
    """Return where in the text the sound is made, -1 when it is not, or only compared with, wished or denied."""
    for match in stroke.pattern.finditer(text):
        if not UNREAL.search(text[max(0, match.start() - 60) : match.start()]):
            return match.start()
    return -1


def _cue(
    kind: str, description: str, seconds: float, level_db: float, turn: Turn, offset_s: float = 0.0
) -> Cue:
    return Cue(
        id="q0",
        kind=kind,  # type: ignore[arg-type]
        description=description,
        seconds=seconds,
        level_db=level_db,
        turn_id=turn.id,
        offset_s=offset_s,
    )
