"""An M4B read back: chapters where the sound is, tags, cover; captions that parse."""

import re
from pathlib import Path

import av
import numpy as np
import pytest

from engines.errors import AudioError
from engines.mixing import book, captions
from engines.mixing.book import BookChapter, Tags
from engines.mixing.card import decode
from engines.mixing.cover import SIDE, draw_cover
from engines.mixing.encode import RATE_HZ, Encoder
from engines.mixing.timeline import place
from tests.mixing.making import chapter, line, sine, talk

LENGTHS_S = (3.217, 5.011, 2.5, 4.4, 2.023)
BEEP_S = 0.5
TAGS = Tags(
    title="Rain; or, = #1 \\ Night",
    author="A. Writer",
    narrator="Ada",
    language="en-GB",
    year="2026",
    description="Two\nlines.",
)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[BookChapter]]:
    """Chapters of odd lengths, each with a beep half a second after it begins."""
    folder = tmp_path_factory.mktemp("book's folder")
    chapters = []
    for number, seconds in enumerate(LENGTHS_S):
        samples = np.zeros((round(seconds * RATE_HZ), 2), np.float32)
        beep = sine(0.1, 700, rate_hz=RATE_HZ).samples
        first = round(BEEP_S * RATE_HZ)
        samples[first : first + len(beep)] = beep[:, None]
        path = folder / f"chapter {number}'s.m4a"
        with Encoder(path, channels=2) as encoder:
            encoder.write(samples)
        chapters.append(BookChapter(title=f"Chapter {number}; a=b #", path=path))
    cover = folder / "cover.jpg"
    draw_cover(cover, title=TAGS.title, author=TAGS.author)
    book.write_m4b(folder / "book.m4b", chapters, TAGS, cover=cover)
    return folder / "book.m4b", chapters


def test_chapters_begin_where_their_sound_does(made: tuple) -> None:
    path, chapters = made
    with av.open(str(path)) as opened:
        marks = opened.chapters()
    samples = np.concatenate([piece for piece, _ in decode(path)])[:, 0]
    loud = np.flatnonzero(np.abs(samples) > 0.1)
    beeps = loud[np.concatenate(([True], np.diff(loud) > RATE_HZ // 4))] / RATE_HZ
    starts = [float(mark["start"] * mark["time_base"]) for mark in marks]
    assert [mark["metadata"]["title"] for mark in marks] == [each.title for each in chapters]
    np.testing.assert_allclose(starts, beeps - BEEP_S, atol=0.005)
    np.testing.assert_allclose(starts, book.chapter_starts(chapters)[:-1], atol=0.001)


def test_the_length_is_that_of_the_chapters(made: tuple) -> None:
    path, chapters = made
    with av.open(str(path)) as opened:
        seconds = opened.duration / av.time_base
    assert seconds == pytest.approx(book.chapter_starts(chapters)[-1], abs=0.03)
    assert seconds == pytest.approx(sum(LENGTHS_S), abs=0.05 * len(LENGTHS_S))


def test_tags_language_and_cover_are_in_it(made: tuple) -> None:
    path, _ = made
    with av.open(str(path)) as opened:
        found = opened.metadata
        sound, picture = opened.streams.audio[0], opened.streams.video[0]
        assert sound.metadata["language"] == "eng"
        assert picture.disposition & av.stream.Disposition.attached_pic
        frame = next(opened.decode(picture))
    assert (frame.width, frame.height) == (SIDE, SIDE)
    expected = {
        "title": TAGS.title,
        "artist": TAGS.author,
        "album_artist": TAGS.author,
        "composer": "Ada",
        "date": "2026",
    }
    assert expected.items() <= found.items()
    assert found["genre"] == "Audiobook" and found["media_type"] == "2" and "synthetic" in found["comment"]
    assert path.read_bytes()[4:12] == b"ftypM4B "


def test_the_index_comes_before_the_sound(made: tuple) -> None:
    whole = made[0].read_bytes()
    assert 0 < whole.index(b"moov") < whole.index(b"mdat")


def test_a_chapter_without_sound_is_said_and_nothing_is_left(tmp_path: Path) -> None:
    (tmp_path / "a.m4a").write_bytes(b"no sound")
    with pytest.raises(AudioError, match=r"a\.m4a"):
        book.write_m4b(tmp_path / "b.m4b", [BookChapter(title="A", path=tmp_path / "a.m4a")], TAGS)
    assert [path.name for path in tmp_path.iterdir()] == ["a.m4a"]


@pytest.mark.parametrize("suffix", ["mp3", "flac", "opus", "m4a"])
def test_single_chapters_carry_tags_and_their_number(tmp_path: Path, suffix: str, made: tuple) -> None:
    source, path = tmp_path / f"plain.{suffix}", tmp_path / f"tagged.{suffix}"
    with Encoder(source, channels=1) as encoder:
        encoder.write(sine(2.0, 300, rate_hz=RATE_HZ).samples)
    cover = made[0].with_name("cover.jpg")
    book.write_tagged(path, source, TAGS, album="Rain", track=3, tracks=12, cover=cover)
    with av.open(str(path)) as opened:
        found = {**opened.metadata, **opened.streams.audio[0].metadata}
        has_cover = bool(opened.streams.video)
        seconds = opened.duration / av.time_base
    found = {name.lower(): value for name, value in found.items()}
    assert (found["title"], found["artist"], found["album"]) == (TAGS.title, TAGS.author, "Rain")
    assert found["track"].startswith("3")
    assert has_cover == (suffix in ("mp3", "flac"))
    assert seconds == pytest.approx(2.0, abs=0.08)


TIMES = re.compile(r"(\d\d):(\d\d):(\d\d)[.,](\d\d\d) --> (\d\d):(\d\d):(\d\d)[.,](\d\d\d)")


def parsed(text: str) -> list[tuple[float, float, str]]:
    """A small reader of SRT and WebVTT: start, end, text."""
    found = []
    for block in text.split("\n\n"):
        rows = block.strip().split("\n")
        for at, row in enumerate(rows):
            if times := TIMES.fullmatch(row):
                h, m, s, ms, *rest = map(int, times.groups())
                end = rest[0] * 3600 + rest[1] * 60 + rest[2] + rest[3] / 1000
                found.append((h * 3600 + m * 60 + s + ms / 1000, end, "\n".join(rows[at + 1 :])))
    return found


def read(tmp_path: Path) -> list[captions.Caption]:
    plan = talk(tmp_path, 1)
    long = "Said <i>she</i> & he, " + "a sentence that is far too long for one caption " * 4
    odd = line(tmp_path / "odd.wav", sine(9, 200), turn="odd", speaker="Mr. <B> & Co", text=long.strip())
    timelines = [place(plan), place(chapter(([odd], [])))]
    return captions.read_along([(0.0, timelines[0]), (timelines[0].seconds, timelines[1])])


@pytest.mark.parametrize("write", [captions.to_srt, captions.to_vtt])
def test_captions_parse_back_sorted_apart_and_short(tmp_path: Path, write) -> None:
    found = parsed(write(read(tmp_path)))
    assert len(found) > 25
    for (_, end, _), (start, _, _) in zip(found, found[1:], strict=False):
        assert end <= start
    for start, end, text in found:
        assert start < end
        rows = (
            re.sub(r"<[^>]*>", "", text)
            .replace("&amp;", "&")
            .replace("&lt;", "<")
            .replace("&gt;", ">")
            .split("\n")
        )
        assert len(rows) <= 2 and all(len(row) <= captions.LINE for row in rows)


def test_captions_lose_no_word_and_name_the_speakers(tmp_path: Path) -> None:
    said = read(tmp_path)
    text = captions.to_vtt(said)
    assert text.startswith("WEBVTT\n\n")
    bodies = [re.sub(r"</?v[^>]*>", "", body) for _, _, body in parsed(text)]
    words = " ".join(bodies).replace("&amp;", "&").replace("&lt;", "<").replace("&gt;", ">").split()
    assert words == " ".join(caption.text for caption in said).split()
    assert "<v Emma>" in text and "<v Mr. B Co>" in text and "<i>" not in text


def test_captions_of_a_second_chapter_stand_after_the_first(tmp_path: Path) -> None:
    said = read(tmp_path)
    assert said[-1].start_s > said[-2].end_s + 2
    assert said[-1].scene_id == "s1" and said[-1].turn_id == "odd"
