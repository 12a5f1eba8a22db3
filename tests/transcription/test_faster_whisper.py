import pytest

from engines.errors import NotReady
from engines.transcription.faster_whisper import FasterWhisper


@pytest.mark.weights
def test_a_model_that_is_not_here_is_a_sentence_and_no_download():
    engine = FasterWhisper(FasterWhisper.Options(model="large-v3"))
    with pytest.raises(NotReady, match="large-v3"):
        engine.load()


@pytest.mark.weights
@pytest.mark.parametrize("batch", [0, 4])
def test_batched_or_not_it_hears_the_same(batch: int):
    from engines import models

    clip = models.get("speech/hibari").speak("Nobody in the village could explain the strange lights.")
    engine = models.get("transcription/faster_whisper", FasterWhisper.Options(batch=batch, beam_size=1))
    assert "strange lights" in engine.transcribe(clip, language="en").text
