"""Puts encoded chapters together: an M4B with chapters, cover and tags; single chapters with tags and cover."""

import os
import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, Any

from engines.errors import AudioError
from engines.mixing.encode import run_ffmpeg
from engines.types import Noun

if TYPE_CHECKING:
    from av.audio.stream import AudioStream
    from av.container import InputContainer, OutputContainer

_THREE_LETTERS = {
    **{
        "ar": "ara",
        "cs": "ces",
        "da": "dan",
        "de": "deu",
        "el": "ell",
        "en": "eng",
        "es": "spa",
        "fi": "fin",
    },
    **{
        "fr": "fra",
        "he": "heb",
        "hi": "hin",
        "hu": "hun",
        "it": "ita",
        "ja": "jpn",
        "ko": "kor",
        "nl": "nld",
    },
    **{
        "no": "nor",
        "pl": "pol",
        "pt": "por",
        "ro": "ron",
        "ru": "rus",
        "sv": "swe",
        "tr": "tur",
        "uk": "ukr",
    },
    **{"vi": "vie", "zh": "zho"},
}
"""ISO 639-1 -> 639-2, which MP4 wants."""


class Tags(Noun):
    """What players show."""

    title: str
    author: str = ""
    narrator: str = ""
    year: str = ""
    genre: str = "Audiobook"
    language: str = ""
    series: str = ""
    description: str = ""
    comment: str = "Narrated by synthetic voices (Voice Studio)."


class BookChapter(Noun):
    title: str
    path: Path
    """Its encoded file."""


def chapter_starts(chapters: Sequence[BookChapter]) -> list[float]:
    """Return where each chapter begins in the joined book, and its end, in seconds, from what is in the files.

    An encoder puts priming before a chapter and fills its last frame; both stay in the joined file. They are counted, as
    30 ms a chapter would be two seconds at the end of a long book. Raises AudioError for a file without sound.
    """
    starts = [0.0]
    for chapter in chapters:
        with _opened(chapter.path) as container:
            stream = container.streams.audio[0]
            starts.append(starts[-1] + stream.frames * stream.codec_context.frame_size / stream.rate)
    return starts


def write_m4b(path: Path, chapters: Sequence[BookChapter], tags: Tags, *, cover: Path | None = None) -> None:
    """Join AAC chapters without encoding them again. Raises AudioError."""
    import av

    unfinished = path.with_name(path.name + ".tmp")
    options = {"movflags": "+faststart", "brand": "M4B ", "fflags": "+bitexact"}
    try:
        with av.open(str(unfinished), "w", format="mp4", container_options=options) as book:
            book.metadata.update({name: value for name, value in _fields(tags).items() if value})
            # iTunes' kind of media: 2 is an audiobook
            book.metadata["media_type"] = "2"
            book.set_chapters(_marks(chapters))
            with _opened(chapters[0].path) as first:
                sound = book.add_stream_from_template(first.streams.audio[0])
            sound.metadata["language"] = _THREE_LETTERS.get(tags.language[:2].lower(), "und")
            if cover:
                _add_cover(book, cover)
            _join(book, sound, chapters)
        os.replace(unfinished, path)
    except (av.FFmpegError, OSError) as exc:
        raise AudioError(
            f"Putting {path.name} together failed ({exc.strerror}). Look for free disk space, then try again."
        ) from exc
    finally:
        unfinished.unlink(missing_ok=True)


def _join(book: "OutputContainer", sound: "AudioStream", chapters: Sequence[BookChapter]) -> None:
    """Copy the chapters' packets, one after the other without a gap, the first chapter's priming before zero."""
    at: int | None = None
    for chapter in chapters:
        with _opened(chapter.path) as container:
            stream = container.streams.audio[0]
            for packet in container.demux(stream):
                if not packet.size:
                    continue
                at = packet.pts if at is None else at
                packet.pts = packet.dts = at
                packet.duration = stream.codec_context.frame_size
                at += packet.duration
                packet.stream = sound
                book.mux(packet)


def _add_cover(book: "OutputContainer", cover: Path) -> None:
    import av

    with av.open(str(cover)) as picture:
        shown = book.add_stream_from_template(picture.streams.video[0])
        shown.disposition = av.stream.Disposition.attached_pic
        packet = next(picture.demux(video=0))
        packet.stream = shown
        packet.pts = packet.dts = 0
        book.mux(packet)


def _marks(chapters: Sequence[BookChapter]) -> list[dict[str, Any]]:
    """Return the chapters as PyAV takes them, in milliseconds."""
    starts = [round(start_s * 1000) for start_s in chapter_starts(chapters)]
    return [
        {
            "id": number,
            "start": start,
            "end": end,
            "time_base": Fraction(1, 1000),
            "metadata": {"title": chapter.title},
        }
        for number, (chapter, start, end) in enumerate(zip(chapters, starts, starts[1:], strict=False))
    ]


@contextmanager
def _opened(path: Path) -> Iterator["InputContainer"]:
    """Open an encoded file. Raises AudioError when it has no sound."""
    import av

    try:
        with av.open(str(path)) as container:
            if not container.streams.audio:
                raise AudioError(f"{path.name} has no sound. Make the chapter again.")
            yield container
    except av.InvalidDataError as exc:
        raise AudioError(f"{path.name} is not a sound file. Make the chapter again.") from exc


def write_tagged(
    path: Path, source: Path, tags: Tags, *, album: str, track: int, tracks: int, cover: Path | None
) -> None:
    """Copy an MP3, FLAC, Opus or WAV chapter with its tags and, where the format has one, the cover."""
    if path.suffix == ".wav":
        shutil.copyfile(source, path)
        return
    has_cover = cover is not None and path.suffix in (".mp3", ".flac")
    fields = _fields(tags) | {"album": album, "track": f"{track}/{tracks}"}
    run_ffmpeg(
        [
            *("-i", source, *(("-i", cover) if has_cover else ()), "-map", "0:a", "-c", "copy"),
            *(("-map", "1:v", "-disposition:v:0", "attached_pic") if has_cover else ()),
            *(part for name, value in fields.items() if value for part in ("-metadata", f"{name}={value}")),
            *("-id3v2_version", "3", "-fflags", "+bitexact", path),
        ],
        doing=f"Tagging {path.name}",
    )


def _fields(tags: Tags) -> dict[str, str]:
    return {
        "title": tags.title,
        "album": tags.title,
        "artist": tags.author,
        "album_artist": tags.author,
        "composer": tags.narrator,
        "date": tags.year,
        "genre": tags.genre,
        "language": tags.language,
        "grouping": tags.series,
        "description": tags.description,
        "comment": tags.comment,
    }
