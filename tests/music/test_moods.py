"""The presets of moods fit; a person's file adds to them; what does not fit is a sentence."""

from pathlib import Path

import pytest

from engines.errors import PresetError
from engines.music.instruments import INSTRUMENTS
from engines.music.mood import moods, read_moods
from engines.music.percussion import PATTERNS, hits
from engines.music.request import matches, understand, understood

OWN = """
[brooding]
words = ["brooding"]
tempo_bpm = [50, 60]
mode = "minor"
progressions = ["i bVI"]
parts = { pad = "choir" }
"""


def write_own(home: Path, text: str) -> Path:
    path = home / "presets" / "moods.toml"
    path.parent.mkdir(parents=True)
    path.write_text(text, encoding="utf-8")
    return path


def test_the_studio_has_the_moods_the_score_asks_for() -> None:
    asked = "calm happy sad tense epic mystery romantic playful dark wonder melancholy celebration".split()
    assert set(asked) <= set(moods())
    for name in asked:
        assert understand(f"{name} music", moods()).mood.name == name


def test_no_word_asks_for_two_moods() -> None:
    words = [word for mood in moods().values() for word in mood.words]
    assert len(words) == len(set(words))


def test_a_person_s_mood_is_added(home: Path) -> None:
    write_own(home, OWN)
    assert "brooding" in moods() and "calm" in moods()
    assert understand("brooding choir", moods()).mood.name == "brooding"


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (('mode = "minor"', 'mode = "sour"'), "mode: .*sour is not one of major"),
        (('"i bVI"', '"i X"'), "X is no chord"),
        (('"choir"', '"kazoo"'), "kazoo is not one of piano"),
        (("[50, 60]", "[60, 50]"), "tempo_bpm"),
        (("[50, 60]", "[60, 50"), "not valid TOML"),
        (("parts =", "partz ="), "brooding does not fit"),
        (("[brooding]", ""), "is no table"),
    ],
)
def test_what_does_not_fit_is_a_sentence(home: Path, change: tuple[str, str], said: str) -> None:
    path = write_own(home, OWN.replace(*change))
    with pytest.raises(PresetError, match=said) as raised:
        moods()
    assert str(path) in str(raised.value)


@pytest.mark.parametrize(
    ("description", "mood", "role", "instrument"),
    [
        ("low strings, tense", "tense", "pad", "strings"),
        ("warm piano, calm", "calm", "arpeggio", "piano"),
        ("celebration, bright", "celebration", "melody", "trumpet"),
        ("sad cello", "sad", "melody", "cello"),
        ("music box, wonder", "wonder", "arpeggio", "music box"),
        ("choir and harp, epic", "epic", "arpeggio", "harp"),
        ("nothing it knows", "calm", "pad", "slow strings"),
    ],
)
def test_descriptions(description: str, mood: str, role: str, instrument: str) -> None:
    request = understand(description, moods())
    assert request.mood.name == mood
    assert request.instruments[role].name == instrument


def test_colour_words() -> None:
    low, plain = understand("low strings, tense", moods()), understand("strings, tense", moods())
    assert low.octave == -12 and low.brightness < plain.brightness
    assert understand("fast epic", moods()).tempo > 1 > understand("slow epic", moods()).tempo
    assert set(understand("solo harp, calm", moods()).instruments) == {"arpeggio"}
    assert understand("epic without drums", moods()).percussion == "none"
    assert understand("calm, drums", moods()).percussion != "none"
    assert not any(
        "flute" in chosen.name for chosen in understand("calm, no flute", moods()).instruments.values()
    )


def test_how_much_is_understood() -> None:
    assert understood("low strings, tense", moods()) == 1
    assert understood("xylozyme", moods()) == 0 == understood("", moods())
    assert matches("sad and tense", moods()) == {"sad": 1, "tense": 1}


def test_instruments_and_patterns_hold_together() -> None:
    for instrument in INSTRUMENTS.values():
        assert 0 <= instrument.program <= 127 and instrument.high - instrument.low >= 18
    for name, lines in PATTERNS.items():
        assert all(len(line) == 16 for line in lines.values()), name
        assert all(0 <= beat < 3 for beat, _, _ in hits(name, 3))


def test_a_file_without_words_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "moods.toml"
    path.write_text(OWN.replace('["brooding"]', "[]"), encoding="utf-8")
    with pytest.raises(PresetError, match="words"):
        read_moods(path)
