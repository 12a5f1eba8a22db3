import threading
from collections.abc import Callable, Iterator

import gradio as gr
import pytest

from engines.speech.library import narrators, voices
from jobs.store import jobs as store
from jobs.types import Artifact
from studio import voice_cards
from studio.tabs import voices as tab
from tests.studio.test_markup import read


@pytest.fixture
def worker(kept: Callable[..., Artifact]) -> Iterator[list[dict]]:
    """Answers every preview with a sine and remembers what was asked."""
    asked: list[dict] = []
    stopping = threading.Event()

    def work() -> None:
        while not stopping.wait(0.01):
            for job in store.active():
                if store.claim(job.id, "1:1"):
                    asked.append(job.params)
                    made = kept(
                        "line.wav",
                        kind="preview",
                        job_id=job.id,
                        details={"voice": job.params["voice_id"], "text": job.params["text"]},
                    )
                    store.finish(job.id, {"artifact_id": made.id})

    thread = threading.Thread(target=work)
    thread.start()
    yield asked
    stopping.set()
    thread.join()


def press(act: str, subject: str, samples: dict | None = None) -> tuple[str, dict, str]:
    return tab.press("", samples or {}, "ada", gr.EventData(None, {"act": act, "id": subject}))


def test_every_voice_has_a_card_and_every_narrator() -> None:
    text = read(tab.show("", {}, "ada")).text
    for shown in [*voices().values(), *narrators().values()]:
        assert shown.name in text


@pytest.mark.parametrize("query", ["ada", "WARM", "female adult", "wa"])
def test_a_voice_is_found_by_name_and_character(query: str) -> None:
    assert voice_cards.matches(voices()["ada"], query)


def test_a_search_that_fits_nobody_says_what_to_do() -> None:
    assert "Search for a name" in tab.show("zzz", {}, "ada")


def test_a_sample_is_played_and_then_kept(worker: list[dict]) -> None:
    html, samples, _ = press("sample", "ada")
    url = f"artifact/{samples['sample:ada']}"
    elements = read(html).elements
    assert any(attributes.get("data-autoplay") == url for _, attributes in elements)
    assert any(attributes.get("data-play") == url for _, attributes in elements)
    assert worker == [{"voice_id": "ada", "text": "", "delivery": "neutral", "rate": 1.0, "take": 0}]


def test_a_narrator_is_heard_in_its_own_manner(worker: list[dict]) -> None:
    narrator = next(iter(narrators().values()))
    press("narrator", narrator.id)
    assert worker[0]["text"] == narrator.sample_text
    assert (worker[0]["delivery"], worker[0]["rate"]) == (narrator.delivery, narrator.rate)


def test_choosing_a_voice_marks_its_card(worker: list[dict]) -> None:
    html, _, chosen = press("choose", "marlow")
    assert chosen == "marlow"
    assert [a["data-id"] for _, a in read(html).elements if a.get("aria-pressed") == "true"] == ["marlow"]
    assert worker == []


@pytest.mark.parametrize(
    ("act", "subject"), [("sample", "nobody"), ("choose", ""), ("narrator", "x"), ("delete", "ada")]
)
def test_what_no_card_says_is_refused(act: str, subject: str) -> None:
    with pytest.raises(gr.Error):
        press(act, subject)


def test_speaking_gives_a_player_and_is_remembered(worker: list[dict]) -> None:
    player, history = tab.speak(text="  Good morning. ", voice_id="ada", delivery="whispering", rate=1.2)
    assert read(player).elements[2][0] == "audio"
    assert "Good morning." in read(history).text
    assert worker[0] == {
        "voice_id": "ada",
        "text": "Good morning.",
        "delivery": "whispering",
        "rate": 1.2,
        "take": 0,
    }


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"text": "  "}, "nothing to say"), ({"text": "a" * 3000}, "Make it an audiobook"),
        ({"voice_id": None}, "No voice is chosen"), ({"delivery": "singing"}, "in the manner singing"),
    ],
)  # fmt: skip
def test_bad_wishes_are_sentences(change: dict, words: str) -> None:
    wish = {"text": "Good morning.", "voice_id": "ada", "delivery": "neutral", "rate": 1.0} | change
    with pytest.raises(gr.Error, match=words):
        tab.speak(**wish)


def test_the_same_line_is_listed_once(worker: list[dict]) -> None:
    for _ in range(3):
        _, history = tab.speak(text="Good morning.", voice_id="ada", delivery="neutral", rate=1.0)
    assert read(history).text.count("Good morning.") == 1
