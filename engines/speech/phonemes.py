"""English spelling to phonemes in the misaki alphabet that Kokoro and its descendants read, by hibari's own G2P.

Imports code of the package `hibari` (its lexicon and rules), inside functions.
"""

import threading
from functools import cache
from typing import Any

from engines.errors import SpeechError
from engines.weights import Weights, verified

LEXICON = (
    Weights(
        "hibari",
        "assets/lexicon_us_gold.json.gz",
        "63ae94f8ef0e906d5b24fe9b59ffcbd1529aca5686a774610e43973cbaa86ad2",
    ),
    Weights(
        "hibari",
        "assets/lexicon_us_silver.json.gz",
        "c4c2546ebf1eb07010331e7ef785a431aa17ba8e7bfb6b4af8d654ee96a71fd3",
    ),
    Weights("hibari", "assets/oov.onnx", "d3cfd8122c5f172a98c8de38268bf1213ee09f2c2ae4df6e055fc6532590fe76"),
    Weights(
        "hibari", "assets/tagger.json.gz", "d2da7502284bbbe45d49e0b7ce3ce67bdab82254150f4317f1b8559b4d38d0eb"
    ),
    Weights(
        "hibari",
        "assets/tokenizer_exceptions.json",
        "ddf3a3da07bdcf5144270ea4530191d8580fb4fd6f5ae93296e87916e795659a",
    ),
)
LONGEST = 400
"""Phonemes said in one breath; a longer sentence is divided at its clauses."""

_lock = threading.Lock()


def phonemes(text: str) -> list[str]:
    """Return phoneme strings of at most LONGEST characters, one per sentence or clause.

    Raises SpeechError when nothing in the text can be said.
    """
    spoken = [chunk for sentence in _sentences(text) if (chunk := _g2p()(sentence)) and _has_sound(chunk)]
    if not spoken:
        shown = text if len(text) < 60 else text[:57] + "…"
        raise SpeechError(f"There is nothing to say in “{shown}”. Write words, or mark the turn as silent.")
    return [piece for chunk in spoken for piece in divide(chunk, LONGEST)]


def divide(chunk: str, longest: int) -> list[str]:
    """Return the phonemes in pieces of at most `longest`, broken after clause marks, else between words."""
    if len(chunk) <= longest:
        return [chunk]
    window = chunk[:longest]
    cut = max(window.rfind(mark) for mark in (", ", "; ", ": ", "— ")) + 1
    cut = cut or window.rfind(" ") or longest
    cut = cut if cut > 0 else longest
    return [window[:cut].strip(), *divide(chunk[cut:].strip(), longest)]


def _sentences(text: str) -> list[str]:
    from hibari import Hibari

    return Hibari.split_sentences(text)


def _has_sound(chunk: str) -> bool:
    return any(character.isalpha() for character in chunk)


def _g2p() -> Any:
    with _lock:
        return _american()


@cache
def _american() -> Any:
    for file in LEXICON:
        verified(file)
    from hibari.g2p import G2P

    return G2P(british=False)
