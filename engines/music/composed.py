"""Music composed from a mood and played with a sound font: no model, nothing to download."""

from engines import circle
from engines.base import SoundEngine
from engines.errors import NotReady
from engines.music.compose import compose
from engines.music.mood import moods
from engines.music.performance import perform
from engines.music.request import understand, understood
from engines.music.sound_font import SoundFont, font_path
from engines.types import AudioClip

_LEAST = 0.3
"""How well it suits a description of which it knows no word: it plays a calm bed."""


class Composed(SoundEngine):
    """Beds and themes: mood -> tempo, key, chords, parts -> notes -> TimGM6mb.sf2."""

    title = "Composed music (TimGM6mb)"
    version = "1"
    licence = "GPL-2.0-only"
    packages = ("symusic", "pretty_midi")

    _font: SoundFont | None = None

    @classmethod
    def ready(cls) -> str | None:
        """Return None, or what is missing: a package, or the sound font."""
        if sentence := super().ready():
            return sentence
        try:
            font_path()
        except NotReady as exc:
            return str(exc)
        return None

    def load(self) -> None:
        """Load the sound font (6 MB). Raises NotReady when it is missing or damaged."""
        if self._font is None:
            self._font = SoundFont(font_path())

    def unload(self) -> None:
        """Forget the sound font."""
        self._font = None

    @classmethod
    def suits(cls, description: str) -> float:
        """Return 0.3 to 1 by how many of the words are known.

        Raises PresetError for a mood file that does not fit.
        """
        return _LEAST + (1 - _LEAST) * understood(description, moods())

    def make(self, description: str, seconds: float, *, seed: int = 0, loop: bool = False) -> AudioClip:
        """Return music. See SoundEngine.make. A loop is whole bars whose last leads into the first.

        Longer music than circle.LONGEST_S repeats. Raises AudioError for a length below circle.SHORTEST_S,
        PresetError for a mood file that does not fit, NotReady without the sound font.
        """
        asked = circle.sample_count(seconds)
        self.load()
        assert self._font is not None
        request = understand(description, moods())
        turns = -(-asked // round(circle.LONGEST_S * circle.RATE_HZ))
        piece = compose(request, asked / turns / circle.RATE_HZ, seed=seed, loop=loop or turns > 1)
        sound = perform(piece, self._font, brightness=request.brightness, loop=loop or turns > 1)
        if loop or turns > 1:
            sound = circle.repeat_to(sound, asked)
        if loop:
            return AudioClip(circle.level(sound), circle.RATE_HZ)
        fade_s = min(2.5, 0.35 * seconds)
        finished = circle.fade_ends(circle.level(circle.fade_ends(sound[:asked], 0.03, fade_s)), 0.003, 0.003)
        return AudioClip(finished, circle.RATE_HZ)
