"""Drum patterns. A line is one bar of four beats in sixteenths: x strong, o middle, . silent.

Other bars are cut from it.
"""

PATTERNS: dict[str, dict[int, str]] = {
    "none": {},
    "heart": {35: "x..o....x..o...."},
    "ticking": {76: "x...o...x...o...", 42: "..o...o...o...o."},
    "soft": {70: "o.o.o.o.o.o.o.o.", 75: "....x.......o...", 35: "x.......o......."},
    "pulse": {41: "x..o..o.x..o..o.", 70: "..o...o...o...o."},
    "pop": {36: "x.......x.o.....", 38: "....x.......x...", 42: "o.o.o.o.o.o.o.o."},
    "march": {38: "x..ox.oox..ox.x.", 36: "x...x...x...x..."},
    "epic": {41: "x..o..x.x..ox.x.", 43: "....o.....o...o.", 36: "x.......x.......", 49: "x..............."},
    "celebration": {
        36: "x...x...x...x...",
        39: "....x.......x...",
        54: "o.xoo.xoo.xoo.xo",
        38: "............o.oo",
    },
}
"""By name: General MIDI drum numbers (35, 36 bass drums, 38 snare, 39 claps, 41 and 43 low toms, 42 closed
hi-hat, 49
crash, 54 tambourine, 70 maracas, 75 claves, 76 wood block) and what each plays."""
STRENGTH = {"x": 1.0, "o": 0.55}
"""How hard each sign is struck, 0 to 1."""


def hits(pattern: str, beats: int) -> list[tuple[float, int, float]]:
    """Return (beat in the bar, drum, strength 0 to 1) of one bar with this many beats, in order."""
    found = [
        (step / 4, drum, STRENGTH[sign])
        for drum, line in PATTERNS[pattern].items()
        for step, sign in enumerate((line * 2)[: 4 * beats])
        if sign in STRENGTH
    ]
    return sorted(found)
