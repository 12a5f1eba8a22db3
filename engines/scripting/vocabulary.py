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
        "sad sadly sorrow sorrowful tears tear wept weep weeping cry crying sobbed sobbing grief grieve mourning mourn death "
        "dead die died dying funeral grave lonely alone lost misery miserable unhappy wretched despair heartbroken farewell "
        "pale poor melancholy regret suffering buried orphan",
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
        "love loved loving lover beloved kiss kissed heart hearts darling dearest tender tenderly tenderness embrace embraced "
        "marry marriage engaged sweetheart blush blushed caress caressed passion passionate adore adored affection attachment "
        "rose roses bride beauty beautiful",
    ),
}  # fmt: skip
"""Mood -> its music and its words. The mood of most words, each weighed by how rare it is, wins."""


@dataclass(frozen=True, slots=True)
class Bed:
    """An ambience that goes on under a scene."""

    description: str
    pattern: re.Pattern[str]
    """What in the narration asks for it."""
    seconds: float
    """About how long it lasts when the text says nothing else."""
    level_db: float = -22.0
    weight: int = 1
    """How many times as good as the others' each of its words is."""


def _bed(description: str, words: str, seconds: float, *, level_db: float = -22.0, weight: int = 1) -> Bed:
    return Bed(description, re.compile(rf"\b(?:{words})\b", re.IGNORECASE), seconds, level_db, weight)


BEDS: tuple[Bed, ...] = (
    _bed("thunderstorm", "thunderstorms?|thunder(?:ed|ing)?|lightning|tempest|the storm|a storm|storm (?:broke|raged)", 60, weight=3),
    _bed("rain", "rain(?:ed|ing|s)?|raindrops|downpour|drizzl(?:e|ed|ing)|rain-drops", 60, weight=3),
    _bed("wind", "(?:the|a|cold|strong|high|night) winds?|gusts? of|gale|blizzard|howling wind|snowstorm|draught of", 50, weight=2),
    _bed("sea waves", "(?:the|rough|calm|open) sea|waves|surf|breakers|on the beach|sea-?shore|aboard|on deck|the tide|the ocean", 60, weight=2),
    _bed("fire crackling", "fire-?place|camp-?fire|bonfire|by the fire|before the fire|fireside|the fire (?:crackled|burned|burnt|blazed)|hearth", 50),
    _bed("crowd murmur", "the crowd|a crowd|crowded|audience|tavern|the inn|public-house|ballroom|the ball|banquet|the market|passers-by|mob", 50),
    _bed("forest birds", "the forest|the wood|the woods|birds? (?:sang|singing|sung)|birdsong|in the garden|the meadow|orchard|the park", 60),
    _bed("night crickets", "crickets|that night|the night air|midnight|moonlight|moonlit|the stars|starlight|summer night", 60),
    _bed("clock ticking", "(?:the|a) clock tick(?:ed|ing)|ticking|tick of the clock|grandfather clock", 40, level_db=-24, weight=3),
    _bed("river stream", "the river|the stream|a stream|the brook|waterfall|the creek|riverbank|on the water", 60),
    _bed("city street", "the streets?|cabs?|hansom|omnibus|traffic|pavement|the city|the square|busy street", 50),
    _bed("train", "(?:in|of|on|into) the train|railway carriage|the train (?:ran|rattled|moved|rushed|sped)|locomotive|the compartment", 60, weight=2),
)  # fmt: skip
"""Ambience, each with what asks for it. Only one plays at a time."""


@dataclass(frozen=True, slots=True)
class Stroke:
    """A single sound that something in the story makes."""

    description: str
    pattern: re.Pattern[str]
    """A thing that happens, in the past (or, in a script, the present) tense."""
    seconds: float
    level_db: float = -14.0


def _stroke(description: str, pattern: str, seconds: float, *, level_db: float = -14.0) -> Stroke:
    return Stroke(description, re.compile(pattern, re.IGNORECASE), seconds, level_db)


_AT_DOOR = r"(?:at|on|upon) (?:the|his|her|their|my|our) (?:\w+ )?(?:door|window|gate|shutters?)"
STROKES: tuple[Stroke, ...] = (
    _stroke(
        "door knock",
        rf"\b(?:knock(?:ed|s)|rapped|tapped|banged|hammered)\b[^.!?]{{0,20}} {_AT_DOOR}|\bthere (?:was|came) a (?:\w+ )?(?:knock|rap|tap)\b"
        r"|\bheard a (?:\w+ )?(?:knock|rap)\b|\ba (?:loud |soft |sharp |gentle )?knock (?:came|sounded|was heard)\b",
        2.0,
    ),
    _stroke(
        "door slam",
        r"\bslammed (?:the|his|her|their|my) (?:\w+ )?door\b|\bdoor (?:slammed|banged|crashed|flew)\b|\bdoor was slammed\b",
        1.5,
    ),
    _stroke(
        "door creak",
        r"\bdoor (?:creaked|groaned|swung|opened|was (?:flung|thrown|pushed) open)\b|\b(?:flung|threw|pushed) (?:open the|the) (?:\w+ )?door",
        2.0,
    ),
    _stroke(
        "footsteps",
        r"\b(?:heard|there (?:was|were|came)) (?:\w+ ){0,3}(?:foot)?steps\b|\bfootsteps? (?:approached|sounded|came|were heard|rang|echoed)\b"
        r"|\bsteps (?:sounded|approached|were heard|rang|echoed)\b",
        4.0,
        level_db=-18,
    ),
    _stroke(
        "bell",
        r"\bbells? (?:rang|tolled|pealed|sounded|chimed|jingled)\b|\b(?:rang|pulled|touched) (?:the|a) bell\b|\bthere (?:was|came) a (?:\w+ )?(?:ring|pull) (?:at|of) the\b",
        3.0,
        level_db=-18,
    ),
    _stroke("clock chimes", r"\bclock (?:struck|chimed|strikes)\b|\bstruck (?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|midnight)\b", 5.0, level_db=-18),
    _stroke(
        "thunder clap",
        r"\bthunder (?:rolled|crashed|boomed|cracked|pealed|rumbled|clapped|growled|burst)\b|\b(?:clap|peal|crash|roll) of thunder\b|\blightning (?:struck|flashed)\b",
        5.0,
    ),
    _stroke("heartbeat", r"\bheart (?:pounded|thumped|hammered|thudded|beat (?:fast|faster|wildly|violently|so))\b", 4.0, level_db=-18),
    _stroke("glass shattering", r"\bglass (?:shattered|broke|smashed|crashed)\b|\b(?:shattered|smashed|broke) (?:the|a|his|her) (?:\w+ )?(?:glass|window|mirror|vase|pane)\b|\bcrash of (?:broken )?glass\b", 2.0),
    _stroke(
        "horse hooves",
        r"\bhorses? (?:galloped|trotted|cantered|clattered|approached|reared)\b|\b(?:galloped|trotted|cantered|rode) (?:up|away|off|past)\b|\b(?:sound|clatter|noise) of (?:\w+ )?(?:hoofs|hooves|horses)\b"
        r"|\bcarriage (?:rolled|drove|drew|rattled|stopped)\b",
        5.0,
        level_db=-18,
    ),
    _stroke("gunshot", r"\b(?:gun|pistol|rifle|revolver|shot) (?:went off|rang out|cracked|barked|was fired)\b|\b(?:fired|shots? rang|discharged) (?:a shot|his|her|the (?:gun|pistol|rifle)|out|at (?:him|her|them|us|the))\b", 2.0, level_db=-12),
    _stroke("explosion", r"\b(?:exploded|blew up)\b|\b(?:an|the|terrific|tremendous) explosion (?:shook|tore|rocked|rang)\b", 4.0, level_db=-12),
    _stroke("dog bark", r"\bdogs? (?:barked|howled|growled|began (?:to bark|barking))\b|\bbarking of (?:a|the|\w+) dogs?\b", 3.0, level_db=-18),
    _stroke("telephone ring", r"\b(?:tele)?phone (?:rang|buzzed|shrilled)\b", 4.0),
    _stroke("sword clash", r"\bswords? (?:clashed|clanged|rang)\b|\bdrew (?:his|her) sword\b", 2.0),
    _stroke("thud", r"\bfell (?:heavily )?(?:to|upon|on) the (?:floor|ground) with a\b|\bwith a (?:heavy |dull |loud )?(?:thud|thump|crash)\b", 1.5),
    _stroke("applause", r"\b(?:audience|crowd|everyone|everybody|they all) (?:applauded|clapped|cheered)\b|\bburst of applause\b", 4.0, level_db=-18),
    _stroke("owl hoot", r"\bowl (?:hooted|screeched|called)\b", 3.0, level_db=-20),
    _stroke("wolf howl", r"\bwol(?:f|ves) (?:howled|bayed)\b|\bhowl of a wolf\b", 4.0, level_db=-18),
    _stroke("gulls", r"\b(?:sea-?)?gulls? (?:cried|screamed|wheeled|called)\b", 4.0, level_db=-20),
)  # fmt: skip
"""Single sounds. A pattern is a thing that happens: "knocked at the door", never "like a bell"."""

UNREAL = re.compile(
    r"(?:\b(?:like|as if|as though|as (?:when|a|the)|if|would|could|might|may|not|never|no|without|n't|n’t|than|imagined?|"
    r"dreamt?|dreamed|supposed?|wish(?:ed)?|sort of|kind of|seemed|until|till|before|when(?:ever)?)\b)[^,;.]{0,40}$",
    re.IGNORECASE,
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
