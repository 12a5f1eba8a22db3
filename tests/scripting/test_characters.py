from engines.scripting.characters import find_characters
from engines.scripting.parser import parse
from engines.types import NARRATOR, UNKNOWN, Cast, Narrator
from tests.scripting.conftest import document

TEXT = """Leo was a small boy. He was eight years old. Leo laughed, and he ran.

"I found it on the rocks," said Leo. "It was crying!"

"Oh," said Mrs. Hale.

"What?" asked the old man.

"Nothing at all," said Leo."""


def test_speakers_are_counted_the_main_one_first() -> None:
    found = find_characters(parse(document(TEXT)))
    assert found[0].name == "Leo"
    assert (found[0].lines, found[0].words) == (3, 12)
    assert found[0].first_line == '"I found it on the rocks,"'
    assert NARRATOR not in {one.name for one in found}


def test_gender_and_age_are_told_where_the_text_tells_them() -> None:
    found = {one.name: one for one in find_characters(parse(document(TEXT)))}
    assert (found["Leo"].gender, found["Leo"].age) == ("male", "child")
    assert found["Mrs. Hale"].gender == "female"


def test_the_unknown_speaker_is_last_and_can_be_cast() -> None:
    found = find_characters(parse(document('"Who goes there in the middle of the night?"\n\n"I," said Tom.')))
    assert found[-1].name in (UNKNOWN, "Tom")
    voiced = tuple(one.model_copy(update={"voice_id": "ada"}) for one in found)
    cast = Cast(narrator=Narrator(id="n", name="N", voice_id="ada", personality=""), characters=voiced)
    assert Cast.model_validate_json(cast.model_dump_json()).characters[0].voice_id == "ada"
