"""A simple guess of the language a text is written in: by its script, else by its commonest words."""

import re
from collections import Counter

SAMPLE_CHARACTERS = 20_000
MIN_WORDS = 5
"""Fewer common words of a language are chance."""

_SCRIPTS = (
    ("ja", re.compile("[\u3040-\u30ff]")),
    ("ko", re.compile("[\uac00-\ud7af]")),
    ("zh", re.compile("[\u4e00-\u9fff]")),
    ("ru", re.compile("[\u0400-\u04ff]")),
    ("el", re.compile("[\u0370-\u03ff]")),
    ("he", re.compile("[\u0590-\u05ff]")),
    ("ar", re.compile("[\u0600-\u06ff]")),
    ("hi", re.compile("[\u0900-\u097f]")),
    ("th", re.compile("[\u0e00-\u0e7f]")),
)
_COMMON = {
    "en": "the and of to a in that was he it his with as had you for she not at but her on is him said be have from",
    "de": "der die und das nicht ich ist zu sie er ein den mit es auf dem von war sich eine im wie auch als aber noch",
    "fr": "le la les et de des un une que qui dans pas il elle est au ce je vous sur avec pour était plus se ne sa",
    "es": "el la los las y de que en un una no se con por su para al lo como más pero sus le ha era había del",
    "it": "il la le che di e un una non per si con del era al della da mi sono ma gli come più lo aveva nel",
    "nl": "de het een en van in dat niet ik zijn was hij op te met voor er maar zij aan ze haar ook had naar",
    "pt": "o a os as e de que um uma não se com por para do da em no na mais como mas ao seu era ele ela",
    "sv": "och att det som en på är av för den med till inte han var hon jag ett om sig de så hade",
}
_WORDS = {language: frozenset(words.split()) for language, words in _COMMON.items()}
_WORD = re.compile(r"[^\W\d_]+")


def guess_language(text: str) -> str:
    """Return a BCP 47 primary language for text; "en" where nothing speaks for another."""
    sample = text[:SAMPLE_CHARACTERS]
    letters = len(_WORD.findall(sample)) and sum(character.isalpha() for character in sample)
    for language, script in _SCRIPTS:
        share = 0.05 if language == "ja" else 0.4
        if letters and len(script.findall(sample)) > share * letters:
            return language
    counts = Counter(word.lower() for word in _WORD.findall(sample))
    scores = {language: sum(counts[word] for word in words) for language, words in _WORDS.items()}
    best = max(scores, key=lambda language: scores[language])
    is_telling = scores[best] >= MIN_WORDS and scores[best] > 1.2 * scores["en"]
    return best if is_telling else "en"
