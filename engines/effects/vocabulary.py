"""The words of effects: which sounds a description asks for. A new sound is a recipe and a line here."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from engines.effects import animals, bells, doors, fire, impacts, machines, people, steps, water, weather
from engines.effects.canvas import Canvas

Words = frozenset[str]
Recipe = Callable[[Canvas, Words], None]


@dataclass(frozen=True)
class Effect:
    """A sound that the procedural engine knows."""

    name: str
    """What it is called in tests and messages."""
    recipe: Recipe
    """Paints it on a canvas."""
    words: Words
    """Words that ask for it, in their plain form: "knock" also stands for knocks, knocking, knocked."""
    replaces: Words = frozenset()
    """Names of effects that the same description does not also ask for: a door knock is no door that opens.
    """
    lasting: bool = False
    """Whether it goes on all the time (rain) rather than being made of events that die away (a knock)."""


def _effect(recipe: Recipe, words: str, replaces: str = "", *, lasting: bool = False) -> Effect:
    return Effect(recipe.__name__, recipe, frozenset(words.split()), frozenset(replaces.split()), lasting)


EFFECTS: tuple[Effect, ...] = (
    _effect(weather.rain, "rain rainy rainfall drizzle downpour shower", "drips", lasting=True),
    _effect(
        weather.wind, "wind windy breeze gust gale howl draught draft desert moor", "explosion", lasting=True
    ),
    _effect(
        weather.storm,
        "storm thunderstorm snowstorm blizzard tempest hurricane",
        "rain wind thunder",
        lasting=True,
    ),
    _effect(weather.thunder, "thunder thunderclap lightning", "thud explosion applause"),
    _effect(weather.rustle, "leaf leaves rustle tree branch branches", lasting=True),
    _effect(
        fire.fire, "fire fireplace campfire bonfire hearth flame torch blaze burning crackling", lasting=True
    ),
    _effect(
        water.waves,
        "wave sea ocean beach surf shore coast lake ship boat harbour harbor",
        "thud",
        lasting=True,
    ),
    _effect(water.river, "river stream brook creek waterfall fountain rapids water", lasting=True),
    _effect(water.drips, "drip dripping drop cave cellar dungeon faucet sewer"),
    _effect(steps.footsteps, "footstep step walk footfall pacing tread"),
    _effect(steps.horse, "horse hoof hooves hoofbeat gallop trot neigh whinny carriage coach", "footsteps"),
    _effect(steps.heartbeat, "heartbeat heart"),
    _effect(doors.knock, "knock rap tap knuckle", "door thud"),
    _effect(doors.door, "door gate creak creaky hinge latch lock unlock slam", "thud"),
    _effect(
        people.crowd,
        "crowd people murmur chatter tavern inn pub cafe restaurant party feast audience mob babble dinner",
        lasting=True,
    ),
    _effect(people.market, "market bazaar marketplace stall", "crowd", lasting=True),
    _effect(people.applause, "applause clap applaud ovation", "crowd"),
    _effect(bells.clock, "clock tick pendulum", "bell chimes"),
    _effect(bells.bell, "bell church toll knell doorbell peal", "door waves"),
    _effect(bells.chimes, "chime", "wind bell"),
    _effect(bells.phone, "phone telephone ringtone cellphone", "bell"),
    _effect(bells.glass, "glass shatter shard window smash", "thud"),
    _effect(bells.typewriter, "typewriter typing keyboard"),
    _effect(
        animals.birds,
        "bird birdsong forest wood woods woodland garden meadow morning dawn park jungle field",
        lasting=True,
    ),
    _effect(animals.gulls, "gull seagull"),
    _effect(animals.owl, "owl hoot"),
    _effect(animals.crickets, "cricket night evening cicada frog insect dusk swamp", lasting=True),
    _effect(animals.dog, "dog bark hound"),
    _effect(animals.wolf, "wolf wolves", "wind"),
    _effect(machines.train, "train railway locomotive rail station", "motor", lasting=True),
    _effect(machines.traffic, "city street traffic car town road urban highway bus", lasting=True),
    _effect(
        machines.motor, "engine motor machine machinery tractor truck generator", "traffic", lasting=True
    ),
    _effect(
        impacts.gunshot, "gunshot gun shot gunfire pistol rifle cannon musket shooting volley", "explosion"
    ),
    _effect(impacts.explosion, "explosion explode bomb blast boom", "thud"),
    _effect(impacts.sword, "sword blade steel clash duel fencing dagger unsheathe"),
    _effect(impacts.thud, "thud thump crash collapse bang impact"),
    _effect(impacts.whoosh, "whoosh swoosh swish transition arrow swing"),
    _effect(weather.air, "air room silence tone quiet indoors ambience hush", lasting=True),
)

SETTINGS: Words = frozenset(
    "canvas tent umbrella cloth roof tin metal window pane glass leaf leaves forest tree garden jungle wood "
    "wooden snow gravel grass stone water mud floor stair hall church street city town road cave night "
    "evening dusk morning dawn park field".split()
)
"""Words that say on what, where or when; beside another effect they do not ask for one of their own."""
SMALL_WORDS: Words = frozenset(
    "a an and the of on in at to with from into by for over under through some sound sounds noise effect ring break "
    "soft gentle light heavy loud quiet distant far near close slow fast low deep steady big "
    "small large old".split()
)
"""Words that do not count when it is judged how much of a description is understood."""
FAR: Words = frozenset("distant far faraway away muffled outside beyond".split())
"""Words that put a sound far away."""
_CLAUSE_END = re.compile(r"[,;.&+]|\b(?:and|with)\b")
AIR = EFFECTS[-1]
MOST = 3
"""How many effects of one description are laid over each other."""
_ENDINGS = ("s", "es", "ing", "ed", "y", "er")


def words_of(description: str) -> tuple[str, ...]:
    """Return the words of a description in lower case, in order."""
    return tuple(re.findall(r"[a-z]+", description.lower()))


def plain_forms(word: str) -> frozenset[str]:
    """Return the word and what is left of it without an ending: {"knocking", "knock"}."""
    stems = {word} | {word.removesuffix(ending) for ending in _ENDINGS if len(word) - len(ending) >= 3}
    return frozenset(stems | {stem + "e" for stem in stems if stem != word})


def find_effects(description: str) -> tuple[Effect, ...]:
    """Return the effects a description asks for, in its order, at most MOST; none: it names no effect."""
    forms_of_words = [plain_forms(word) for word in words_of(description)]
    named = _effects_of([forms for forms in forms_of_words if not forms & SETTINGS])
    chosen = [effect for effect in named if effect is not AIR] or _effects_of(forms_of_words)
    replaced = {name for effect in chosen for name in effect.replaces}
    chosen = [effect for effect in chosen if effect.name not in replaced]
    return tuple(chosen[:MOST])


def _effects_of(forms_of_words: list[Words]) -> list[Effect]:
    """Return every effect that one of the words asks for, in the order of the words."""
    found = {effect.name: effect for forms in forms_of_words for effect in EFFECTS if forms & effect.words}
    return [effect for effect in found.values() if effect is not AIR] or list(found.values())


def is_far(effect: Effect, description: str) -> bool:
    """Return whether the description puts the effect far away: in its own clause, or in one that names none.

    In "rain and distant thunder" the rain is near; in "church bell, distant" the bell is far.
    """
    for clause in _CLAUSE_END.split(description.lower()):
        if FAR & set(words_of(clause)):
            named = find_effects(clause)
            if not named or effect in named:
                return True
    return False


def understood(description: str) -> float:
    """Return how much of a description the table covers: 0 when it names no effect, else 0.5 to 1."""
    if not find_effects(description):
        return 0.0
    words = [word for word in words_of(description) if not plain_forms(word) & SMALL_WORDS]
    known = SETTINGS.union(*(effect.words for effect in EFFECTS))
    return 0.5 + 0.5 * sum(bool(plain_forms(word) & known) for word in words) / max(1, len(words))
