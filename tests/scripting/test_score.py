import pytest

from engines.effects.procedural import Procedural
from engines.scripting.parser import parse
from engines.scripting.score import mood_of, plan_score
from engines.scripting.vocabulary import BEDS, MOODS, STROKES, bed_kind
from engines.types import Script
from tests.scripting.conftest import document

PAD = "The road went on over the hill and down to the bridge where nobody lived any more. " * 12


def scored(text: str, **options: float) -> Script:
    return plan_score(parse(document(text)), **options)


def effects(text: str) -> list[str]:
    return [cue.description for scene in scored(text).scenes for cue in scene.cues if cue.kind == "effect"]


def test_rain_is_heard_from_where_it_falls() -> None:
    script = scored(f"{PAD}\n\nThen the rain began.\n\n{PAD}")
    texts = {turn.id: turn.text for turn in script.scenes[0].turns}
    rain = [cue for cue in script.scenes[0].cues if cue.description == "rain"]
    assert len(rain) == 1
    assert "rain began" in texts[rain[0].turn_id]
    assert 30 <= rain[0].seconds <= 90


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Someone knocked at the door.", ["door knock"]),
        ("Thunder rolled over the bay.", ["thunder clap"]),
        ("The clock struck nine.", ["clock chimes"]),
        ("Her heart pounded.", ["heartbeat"]),
        ("His laugh was like a bell.", []),
        ("It was as if someone knocked at the door.", []),
        ("Nobody would have knocked at the door.", []),
        ("He had a dog and a gun.", []),
        ('"Someone knocked at the door," said Tom.', []),
    ],
)
def test_only_what_happens_is_heard(text: str, expected: list[str]) -> None:
    assert effects(text) == expected


def test_effects_are_few() -> None:
    text = (
        "Someone knocked at the door. \n\nThunder rolled.\n\nThe clock struck nine.\n\nHer heart pounded.\n\n"
        "The dog barked.\n\n"
        "The door slammed.\n\nThe bell rang.\n\nGlass shattered."
    )
    assert len(effects(text)) == 3


def test_beds_never_overlap() -> None:
    storm = "Rain fell and the wind howled, a cold wind, and the waves broke. The rain went on. "
    script = scored(
        "\n\n".join([storm + PAD, PAD, storm + PAD, "By the fire the clock ticked. " + PAD]), density=1.0
    )
    for scene in script.scenes:
        words, starts = 0, {}
        for turn in scene.turns:
            starts[turn.id] = words / 2.6
            words += len(turn.text.split())
        beds = sorted((starts[c.turn_id], c.seconds) for c in scene.cues if c.kind != "effect")
        assert len(beds) >= 2
        assert all(a + s <= b + 1 for (a, s), (b, _) in zip(beds, beds[1:], strict=False))


def test_the_mood_follows_the_words() -> None:
    def mood(text: str) -> str:
        return mood_of(parse(document(text)).scenes[0].turns)

    assert mood("He wept at her grave, lonely and full of sorrow; tears of grief.") == "sad"
    assert (
        mood("The knights took their swords to battle; the army fought for victory and the king.") == "epic"
    )
    assert mood("A strange shadow vanished in the mist; the secret was a mystery.") == "mystery"
    assert mood("It was a table.") == "calm"


def test_density_turns_the_score_down_and_off() -> None:
    text = f"The rain fell. {PAD}\n\nSomeone knocked at the door. {PAD}"
    assert all(not scene.cues for scene in scored(text, density=0).scenes)
    counts = [sum(len(s.cues) for s in scored(text, density=d).scenes) for d in (0.3, 1.0)]
    assert 0 < counts[0] <= counts[1]


def test_cues_of_the_source_are_left_alone_and_ids_are_unique() -> None:
    script = scored(f"[Music: harp, 10s]\n\n{PAD}\n\nThe rain fell, and rained.")
    assert [cue.description for cue in script.scenes[0].cues] == ["harp"]
    many = scored("\n\n".join([PAD + "Someone knocked at the door. The rain fell; it rained."] * 12))
    ids = [cue.id for scene in many.scenes for cue in scene.cues]
    assert len(ids) == len(set(ids)) > 2


def test_the_effects_engine_understands_every_description() -> None:
    for sound in (*BEDS, *STROKES):
        assert Procedural.suits(sound.description) >= 0.5, sound.description


def test_the_music_engine_understands_every_mood() -> None:
    from engines.music.mood import moods
    from engines.music.request import matches

    for name, mood in MOODS.items():
        assert name in matches(mood.description, moods()), mood.description


def test_a_background_is_music_or_ambience_by_its_words() -> None:
    assert bed_kind("low strings, tense") == "music"
    assert bed_kind("rain on canvas") == "ambience"
