"""Whether speech says what it should: it is written down by a transcriber and compared word by word."""

import re

from engines import models
from engines.base import TranscriptionEngine
from engines.errors import NotReady
from engines.types import AudioClip

EAR = "transcription/faster_whisper"
NUMBER = re.compile(r"\d[\d,]*")


def hear(clip: AudioClip, *, engine_id: str = EAR) -> str:
    """Return what an English transcriber writes down. Raises NotReady when it lacks something."""
    engine = models.get(engine_id)
    if not isinstance(engine, TranscriptionEngine):
        raise NotReady(f"{engine_id} does not transcribe. Choose a transcription engine.")
    return engine.transcribe(clip, language="en").text


def word_error_rate(reference: str, hypothesis: str) -> float:
    """Return wrong, missing and added words over the words of the reference; 0 is perfect, above 1 is possible.

    Case, punctuation and digits or words for numbers make no difference.
    """
    import jiwer

    wanted, heard = plain_words(reference), plain_words(hypothesis)
    if not wanted:
        return float(bool(heard))
    return float(jiwer.wer(wanted, heard)) if heard else 1.0


def plain_words(text: str) -> str:
    """Return lower-case words and spaces only, numbers written out."""
    from num2words import num2words

    spelled = NUMBER.sub(lambda found: f" {num2words(int(found[0].replace(',', '')))} ", text)
    lowered = re.sub(r"[’‘]", "'", spelled.lower()).replace("-", " ")
    return " ".join(re.findall(r"[^\W\d_]+(?:'[^\W\d_]+)*", lowered))
