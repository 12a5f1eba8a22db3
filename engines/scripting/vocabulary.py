"""The words of the score: which words of a text stand for which mood, which weather and place, which single sound.

One table each. The descriptions are in the words that engines/music and engines/effects understand.
"""

import re
from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class MoodWords:
    """A mood that a scene may have."""

    description: str
    """What the music engine is asked for."""
    words: frozenset[str]
    """In small letters, as they occur in a text."""


def _mood(description: str, words: str) -> MoodWords:
    return MoodWords(description, frozenset(words.split()))


MOODS: dict[str, MoodWords] = {
    "calm": _mood(
        "soft piano and strings, calm",
        "calm quiet quietly peace peaceful gentle gently soft softly rest rested slept sleep asleep slumber still stillness "
        "garden tea evening comfortable comfort fireside tranquil serene mild pleasant pleasantly leisure walk walked home",
    ),
    "happy": _mood(
        "light flute and strings, happy",
        "happy happily happiness joy joyful laugh laughed laughing laughter merry cheerful cheerfully delight delighted gay "
        "glad gladly smile smiled smiling dance danced dancing birthday holiday fun funny party wedding kissed delicious "
        "honey bright cheered hurrah hooray play played game",
    ),
    "sad": _mood(
        "slow strings, sad",
        "sad sadly sorrow sorrowful tears tear wept weep weeping cry crying sobbed sobbing grief grieve mourning mourn "
        "death dead die died dying funeral grave lonely alone lost misery miserable unhappy wretched despair heartbroken "
        "farewell pale poor melancholy regret suffering buried orphan",
    ),
    "tense": _mood(
        "low strings, tense",
        "fear afraid feared frightened fright terror terrified danger dangerous threat threatened nervous nervously anxious "
        "anxiously suddenly trembling trembled knife gun pistol blood hide hid hidden escape escaped chase pursued pursuit "
        "enemy scream screamed shriek alarm alarmed hurry hurried ran run seized struggle struck caught thief murder killed "
        "police prison storm crash horror dreadful",
    ),
    "epic": _mood(
        "brass and drums, epic",
        "battle war army soldiers sword swords victory king kingdom hero charge banner castle dragon warrior warriors fleet "
        "conquer conquered triumph glory march marched mountains throne crown empire cannon fight fought",
    ),
    "mystery": _mood(
        "low flute and harp, mystery",
        "mystery mysterious strange strangely secret secrets curious curiously ghost ghosts shadow shadows shadowy whisper "
        "whispered dark darkness midnight fog mist vanished disappeared unknown riddle clue clues detective moonlight "
        "singular weird eerie puzzled puzzle treasure footprints crypt candle locked",
    ),
    "romantic": _mood(
        "strings and piano, romantic",
        "love loved loving lover beloved kiss kissed heart hearts darling dearest tender tenderly tenderness embrace "
        "embraced marry marriage engaged sweetheart blush blushed caress caressed passion passionate adore adored affection "
        "attachment rose roses bride beauty beautiful",
    ),
}  # fmt: skip
"""Mood -> its music and its words. The mood of most words, each weighed by how rare it is, wins."""


@dataclass(frozen=True, slots=True)
class Bed:
    """An ambience that goes on under a scene."""

    description: str
    pattern: re.Pattern[str]
    """What in the narration asks for it, in small letters."""
    seconds: float
    """About how long it lasts when the text says nothing else."""
    level_db: float = -22.0
    weight: int = 1
    """How many times as good as the others' each of its words is."""


def _bed(description: str, seconds: float, *words: str, level_db: float = -22.0, weight: int = 1) -> Bed:
    return Bed(description, re.compile(r"\b(?:" + "|".join(words) + r")\b"), seconds, level_db, weight)


BEDS: tuple[Bed, ...] = (
    _bed(
        "thunderstorm", 60,
        "thunderstorms?|thunder(?:ed|ing)?|lightning|tempest", "(?:the|a) storm", "storm (?:broke|raged)",
        weight=3,
    ),
    _bed("rain", 60, "rain(?:ed|ing|s)?|raindrops|downpour|drizzl(?:e|ed|ing)|rain-drops", weight=3),
    _bed(
        "wind", 50,
        "(?:the|a|cold|strong|high|night) winds?", "gusts? of|gale|blizzard|howling wind|snowstorm|draught of",
        weight=2,
    ),
    _bed(
        "sea waves", 60,
        "(?:the|rough|calm|open) sea|waves|surf|breakers|on the beach|sea-?shore|aboard|on deck|the tide|the ocean",
        weight=2,
    ),
    _bed(
        "fire crackling", 50,
        "fire-?place|camp-?fire|bonfire|by the fire|before the fire|fireside|hearth",
        "the fire (?:crackled|burned|burnt|blazed)",
    ),
    _bed(
        "crowd murmur", 50,
        "the crowd|a crowd|crowded|audience|tavern|the inn|public-house|ballroom|the ball|banquet|the market|passers-by|mob",
    ),
    _bed(
        "forest birds", 60,
        "the forest|the woods?|birds? (?:sang|singing|sung)|birdsong|in the garden|the meadow|orchard|the park",
    ),
    _bed(
        "night crickets", 60,
        "crickets|that night|the night air|midnight|moonlight|moonlit|the stars|starlight|summer night",
    ),
    _bed(
        "clock ticking", 40,
        "(?:the|a) clock tick(?:ed|ing)|ticking|tick of the clock|grandfather clock",
        level_db=-24.0, weight=3,
    ),
    _bed("river stream", 60, "the river|the stream|a stream|the brook|waterfall|the creek|riverbank|on the water"),
    _bed("city street", 50, "the streets?|cabs?|hansom|omnibus|traffic|pavement|the city|the square|busy street"),
    _bed(
        "train", 60,
        "(?:in|of|on|into) the train|railway carriage|locomotive|the compartment",
        "the train (?:ran|rattled|moved|rushed|sped)",
        weight=2,
    ),
)  # fmt: skip
"""Ambience, each with what asks for it. Only one plays at a time."""


@dataclass(frozen=True, slots=True)
class Stroke:
    """A single sound that something in the story makes."""

    description: str
    pattern: re.Pattern[str]
    """A thing that happens, in the past tense and small letters."""
    seconds: float
    level_db: float = -14.0


def _stroke(description: str, seconds: float, *patterns: str, level_db: float = -18.0) -> Stroke:
    return Stroke(description, re.compile(r"\b(?:" + "|".join(patterns) + r")\b"), seconds, level_db)


_HIS = r"(?:the|a|his|her|their|my|our)"
_THE_DOOR = rf"{_HIS} (?:\w+ )?(?:door|window|gate|shutters?)"
_HOUR = "(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|midnight)"
STROKES: tuple[Stroke, ...] = (
    _stroke(
        "door knock", 2.0,
        rf"(?:knock(?:ed|s)|rapped|tapped|banged|hammered)\b[^.!?]{{0,20}} (?:at|on|upon) {_THE_DOOR}",
        r"(?:there (?:was|came)|heard) a (?:\w+ )?(?:knock|rap|tap)",
        r"a (?:loud |soft |sharp |gentle )?knock (?:came|sounded|was heard)",
        level_db=-14.0,
    ),
    _stroke(
        "door slam", 1.5,
        rf"slammed {_HIS} (?:\w+ )?door", "door (?:slammed|banged|crashed|flew|was slammed)",
        level_db=-14.0,
    ),
    _stroke(
        "door creak", 2.0,
        "door (?:creaked|groaned|swung|opened|was (?:flung|thrown|pushed) open)",
        r"(?:flung|threw|pushed) (?:open the|the) (?:\w+ )?door",
    ),
    _stroke(
        "footsteps", 4.0,
        r"(?:heard|there (?:was|were|came)) (?:\w+ ){0,3}(?:foot)?steps",
        "(?:foot)?steps? (?:approached|sounded|came|were heard|rang|echoed)",
    ),
    _stroke(
        "bell", 3.0,
        "bells? (?:rang|tolled|pealed|sounded|chimed|jingled)", "(?:rang|pulled|touched) (?:the|a) bell",
        r"there (?:was|came) a (?:\w+ )?(?:ring|pull) (?:at|of) the",
    ),
    _stroke("clock chimes", 5.0, "clock (?:struck|chimed|strikes)", f"struck {_HOUR}"),
    _stroke(
        "thunder clap", 5.0,
        "thunder (?:rolled|crashed|boomed|cracked|pealed|rumbled|clapped|growled|burst)",
        "(?:clap|peal|crash|roll) of thunder", "lightning (?:struck|flashed)",
        level_db=-14.0,
    ),
    _stroke("heartbeat", 4.0, "heart (?:pounded|thumped|hammered|thudded|beat (?:fast|faster|wildly|violently|so))"),
    _stroke(
        "glass shattering", 2.0,
        "glass (?:shattered|broke|smashed|crashed)", "crash of (?:broken )?glass",
        rf"(?:shattered|smashed|broke) {_HIS} (?:\w+ )?(?:glass|window|mirror|vase|pane)",
    ),
    _stroke(
        "horse hooves", 5.0,
        "horses? (?:galloped|trotted|cantered|clattered|approached|reared)",
        "(?:galloped|trotted|cantered|rode) (?:up|away|off|past)",
        r"(?:sound|clatter|noise) of (?:\w+ )?(?:hoofs|hooves|horses)",
        "carriage (?:rolled|drove|drew|rattled|stopped)",
    ),
    _stroke(
        "gunshot", 2.0,
        "(?:gun|pistol|rifle|revolver|shot) (?:went off|rang out|cracked|barked|was fired)",
        "fired (?:a shot|his|her|the (?:gun|pistol|rifle)|at (?:him|her|them|us|the))", "shots? rang out",
        level_db=-12.0,
    ),
    _stroke(
        "explosion", 4.0,
        "exploded|blew up", "(?:an|the|terrific|tremendous) explosion (?:shook|tore|rocked|rang)",
        level_db=-12.0,
    ),
    _stroke(
        "dog bark", 3.0,
        "dogs? (?:barked|howled|growled|began (?:to bark|barking))", r"barking of (?:a|the|\w+) dogs?",
    ),
    _stroke("telephone ring", 4.0, "(?:tele)?phone (?:rang|buzzed|shrilled)"),
    _stroke("sword clash", 2.0, "swords? (?:clashed|clanged|rang)", "drew (?:his|her) sword"),
    _stroke("thud", 1.5, "with a (?:heavy |dull |loud )?(?:thud|thump|crash)"),
    _stroke(
        "applause", 4.0,
        "(?:audience|crowd|everyone|everybody|they all) (?:applauded|clapped|cheered)", "burst of applause",
    ),
    _stroke("owl hoot", 3.0, "owl (?:hooted|screeched|called)", level_db=-20.0),
    _stroke("wolf howl", 4.0, "wol(?:f|ves) (?:howled|bayed)", "howl of a wolf"),
    _stroke("gulls", 4.0, "(?:sea-?)?gulls? (?:cried|screamed|wheeled|called)", level_db=-20.0),
    _stroke("ship horn", 4.0, "(?:fog-?)?horn (?:sounded|blew|boomed|blared|answered)", "whistle (?:blew|shrieked|sounded)"),
)  # fmt: skip
"""Single sounds. A pattern is a thing that happens: "knocked at the door", never "like a bell"."""

UNREAL = re.compile(
    r"\b(?:like|as if|as though|as (?:when|a|the)|if|would|could|might|may|not|never|no|without|n't|n’t|than|imagined?|"
    r"dreamt?|dreamed|supposed?|wish(?:ed)?|sort of|kind of|seemed|until|till|before|when(?:ever)?)\b[^,;.]{0,40}$"
)
"""What stands before a sound that does not happen here and now."""

_BED_WORDS = re.compile(
    r"\b(?:rain|wind|storm|thunder|sea|waves?|ocean|fire|crowd|forest|birds?|night|crickets?|clock|river|stream|city|street|"
    r"traffic|train|market|tavern|cafe|café|restaurant|park|beach|water|snow|jungle|room|crackling|murmur|chatter|canvas)\b",
    re.IGNORECASE,
)
_MUSIC_WORDS = re.compile(
    r"\b(?:music|strings?|piano|violins?|cello|flute|harp|guitar|drums?|brass|horns?|orchestra|choir|organ|synth|melody|"
    r"theme|song|waltz|score|chords?|lullaby)\b",
    re.IGNORECASE,
)


def bed_kind(description: str) -> Literal["music", "ambience"]:
    """Return whether a background described in words is music or ambience; music when nothing tells."""
    if _MUSIC_WORDS.search(description):
        return "music"
    return "ambience" if _BED_WORDS.search(description) else "music"
