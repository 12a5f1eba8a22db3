import csv

import pytest

from engines.scripting.parser import parse
from engines.scripting.ranking import NAMES, Features, rank_by_rules
from engines.scripting.roster import Roster
from engines.types import NARRATOR, UNKNOWN
from tests.scripting.conftest import document, speakers, turns

NAMED = "Tom and Mary sat down.\n\n"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('"Yes," said Tom.', ["Tom"]),
        ('"Yes," Tom said.', ["Tom"]),
        ('"Yes," Tom Sawyer whispered softly.', ["Tom Sawyer"]),
        ('"Yes," replied Mr. Bennet to his wife.', ["Mr. Bennet"]),
        ('"Is it?" asked the surgeon, rising.', ["The surgeon"]),
        ('Tom looked at Mary and said, "Yes."', ["Tom"]),
        ('When Tom came in, Mary said: "Yes."', ["Mary"]),
        ('Tom turned to her: "Yes."', ["Tom"]),
        ('"Yes," said Tom. "I will."', ["Tom", "Tom"]),
        ('"Yes," said Tom. Mary answered, "No."', ["Tom", "Mary"]),
        ('"I am here," I said. "Always."', [NARRATOR, NARRATOR]),
    ],
)
def test_a_speaker_named_beside_the_quotation_speaks_it(text: str, expected: list[str]) -> None:
    assert speakers(text) == expected


def test_named_speakers_are_surer_than_guessed_ones() -> None:
    text = NAMED + '"Yes," said Tom.\n\n"No," said Mary.\n\n"Why not?"\n\n"It is late."'
    said = [turn for turn in turns(parse(document(text))) if turn.kind == "dialogue"]
    assert [turn.speaker for turn in said] == ["Tom", "Mary", "Tom", "Mary"]
    assert min(said[0].confidence, said[1].confidence) >= 0.9 > max(said[2].confidence, said[3].confidence)


def test_pronouns_mean_the_last_one_of_that_gender() -> None:
    text = 'Mr. Hill met Mrs. Dale.\n\n"Good day," he said.\n\n"Good day," she answered.'
    assert speakers(text) == ["Mr. Hill", "Mrs. Dale"]


def test_whoever_is_called_by_name_does_not_speak() -> None:
    text = NAMED + '"Tom, come here," said Mary.\n\n"I come."\n\n"Make haste, Tom!"'
    assert speakers(text) == ["Mary", "Tom", "Mary"]


def test_an_action_beside_a_quotation_tells_the_speaker() -> None:
    text = NAMED + 'Tom shut the door. "It is late."\n\n"So it is." Mary took off her coat.'
    assert speakers(text) == ["Tom", "Mary"]


def test_nobody_known_is_unknown_with_little_confidence() -> None:
    said = [turn for turn in turns(parse(document('"Who goes there?"'))) if turn.kind == "dialogue"]
    assert [(turn.speaker, turn.confidence) for turn in said] == [(UNKNOWN, 0.1)]


def test_a_surname_is_its_mister_but_mister_and_missus_are_two() -> None:
    text = '"A," said Mr. Bennet.\n\n"B," said Mrs. Bennet.\n\n"C," said Bennet.\n\n"D," said Miss Bennet.'
    assert speakers(text) == ["Mr. Bennet", "Mrs. Bennet", "Mr. Bennet", "Miss Bennet"]


def test_a_given_name_is_the_whole_name() -> None:
    roster = Roster({"Tom Sawyer": 5, "Tom": 20, "Sawyer": 1, "Mr. Sawyer": 2, "Becky": 3})
    assert roster.find("Tom") is roster.find("Tom Sawyer") is roster.find("Mr. Sawyer")
    assert roster.find("Becky") is not roster.find("Tom")
    assert roster.find("Tom").name in ("Tom", "Tom Sawyer")


def test_a_brother_with_the_title_and_the_full_name_is_somebody_else() -> None:
    roster = Roster({"Mr. Knightley": 300, "Mr. John Knightley": 40, "John Knightley": 10})
    assert roster.find("Mr. Knightley") is not roster.find("Mr. John Knightley")
    assert roster.find("John Knightley") is roster.find("Mr. John Knightley")


def test_a_ranker_gives_probabilities() -> None:
    chances = rank_by_rules([Features(acts_before=1), Features(addressed_here=1), Features()])
    assert sum(chances) == pytest.approx(1)
    assert chances[0] > chances[2] > chances[1]
    assert len(set(NAMES)) == len(NAMES)


def test_speakers_named_beside_their_quotations_are_found_in_whole_novels(shared) -> None:
    """Explicit quotations of The Sign of the Four and Daisy Miller (PDNC), names as the novel prints them."""
    root = shared / "data/quotes/pdnc/data"
    for novel, least in (("DaisyMiller", 0.93), ("TheSignOfTheFour", 0.85)):
        if not (root / novel).is_dir():
            pytest.skip("PDNC is absent")
        text = (root / novel / "novel_text.txt").read_text(encoding="utf-8")
        said = {
            " ".join(t.text.split()).strip('" ')[:40]: t.speaker
            for t in turns(parse(document(text)))
            if t.kind == "dialogue"
        }
        right = total = 0
        with (root / novel / "quotation_info.csv").open(encoding="utf-8") as file:
            for row in csv.DictReader(file):
                start = " ".join(row["quoteText"].split()).strip('" ')[:40]
                if row["quoteType"] == "Explicit" and start in said:
                    total += 1
                    right += (
                        bool(set(said[start].split()) & set(row["speaker"].split()))
                        or said[start] == NARRATOR
                    )
        assert total > 30
        assert right / total >= least, f"{novel}: {right} of {total}"
