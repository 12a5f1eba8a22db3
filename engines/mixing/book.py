"""Puts encoded chapters together: an M4B with chapters, cover and tags; single chapters with tags and cover."""

import shutil
import tempfile
from collections.abc import Sequence
from pathlib import Path

from engines.errors import AudioError
from engines.mixing.encode import run_ffmpeg
from engines.types import Noun


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
    """Return where each chapter begins in the joined book, and its end, in seconds, from what is in the files."""
    starts = [0.0]
    for chapter in chapters:
        starts.append(starts[-1] + file_seconds(chapter.path))
    return starts


def file_seconds(path: Path) -> float:
    """Return the length of an encoded file as its frames say. Raises AudioError when it has no sound."""
    import av

    try:
        with av.open(str(path)) as container:
            stream = container.streams.audio[0]
            if stream.duration:
                return float(stream.duration * stream.time_base)
            return container.duration / av.time_base
    except (av.FFmpegError, IndexError) as exc:
        raise AudioError(f"{path.name} has no sound. Make the chapter again.") from exc


def write_m4b(path: Path, chapters: Sequence[BookChapter], tags: Tags, *, cover: Path | None = None) -> None:
    """Join AAC chapters without encoding them again. Raises AudioError."""
    with tempfile.TemporaryDirectory(prefix="voice-studio-") as folder:
        listing, metadata = Path(folder, "chapters.txt"), Path(folder, "metadata.txt")
        listing.write_text(
            "".join(f"file {_quoted(chapter.path)}\n" for chapter in chapters), encoding="utf-8"
        )
        metadata.write_text(ffmetadata(chapters, tags), encoding="utf-8")
        picture = ("-i", cover) if cover else ()
        shown = ("-map", "2:v", "-c:v", "copy", "-disposition:v:0", "attached_pic") if cover else ()
        run_ffmpeg(
            [
                *("-f", "concat", "-safe", "0", "-i", listing, "-i", metadata, *picture),
                *("-map", "0:a", "-c:a", "copy", *shown, "-map_metadata", "1", "-map_chapters", "1"),
                *("-fflags", "+bitexact", "-movflags", "+faststart", "-brand", "M4B ", "-f", "mp4", path),
            ],
            doing=f"Putting {path.name} together",
        )


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


def ffmetadata(chapters: Sequence[BookChapter], tags: Tags) -> str:
    """Return tags and chapters in ffmpeg's own format."""
    starts = chapter_starts(chapters)
    lines = [";FFMETADATA1", *(f"{name}={_escaped(value)}" for name, value in _fields(tags).items() if value)]
    for chapter, start_s, end_s in zip(chapters, starts, starts[1:], strict=False):
        lines += [
            "[CHAPTER]",
            "TIMEBASE=1/1000",
            f"START={round(start_s * 1000)}",
            f"END={round(end_s * 1000)}",
        ]
        lines.append(f"title={_escaped(chapter.title)}")
    return "\n".join(lines) + "\n"


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


def _escaped(value: str) -> str:
    for special in "\\=;#\n":
        value = value.replace(special, "\\" + special)
    return value


def _quoted(path: Path) -> str:
    return "'" + path.resolve().as_posix().replace("'", "'\\''") + "'"
