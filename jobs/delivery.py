"""From mixed chapters to files that are handed over: M4B, tagged chapters, stems, captions, script, cards."""

import zipfile
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from engines.mixing import book, captions
from engines.mixing.book import BookChapter, Tags
from engines.mixing.cover import draw_cover
from engines.scripting.fountain import to_fountain
from engines.speech import library
from jobs import artifacts, projects
from jobs.chapters import MixedChapter
from jobs.context import Context
from jobs.projects import Project

FORMATS = ("m4b", "acx", "mp3", "wav", "flac", "opus", "stems", "srt", "vtt", "script", "fountain")
"""What can be delivered. acx: the voice-only master, an MP3 per chapter; m4b, mp3, wav, flac, opus: the scored mix."""

_MASTERS = {"m4b": "scored.m4a", "acx": "voice.mp3"} | {
    name: f"scored.{name}" for name in ("mp3", "wav", "flac", "opus")
}


def masters(formats: Sequence[str]) -> tuple[str, ...]:
    """Return the masters of each chapter that these formats are made of; captions alone still need one to be timed."""
    return tuple(_MASTERS[name] for name in formats if name in _MASTERS) or ("scored.m4a",)


def deliver(ctx: Context, project: Project, mixed: Sequence[MixedChapter]) -> dict:
    """Save every file the project asks for; return {"artifact_ids": …, "cards": …, "seconds": …}."""
    with TemporaryDirectory(prefix="voice-studio-") as folder:
        made = _Delivery(ctx, project, mixed, Path(folder))
        for name in project.settings.formats:
            ctx.check()
            made.make(name)
    cards = [card.model_dump() for card in _named_cards(mixed)]
    return {
        "artifact_ids": made.ids,
        "cards": cards,
        "seconds": sum(chapter.timeline.seconds for chapter in mixed),
    }


def _named_cards(mixed: Sequence[MixedChapter]):
    for chapter in mixed:
        for card in chapter.cards:
            yield card.model_copy(update={"name": f"{chapter.title} ({card.name})"})


class _Delivery:
    """The files of one book."""

    def __init__(self, ctx: Context, project: Project, mixed: Sequence[MixedChapter], folder: Path) -> None:
        self._ctx, self._project, self._mixed, self._folder = ctx, project, mixed, folder
        self._cover = self._find_cover()
        self._tags = _tags(project)
        self.ids: list[str] = []

    def make(self, name: str) -> None:
        """Make and save the files of one format."""
        if name == "m4b":
            self._m4b()
        elif name in _MASTERS:
            self._chapters(name)
        elif name == "stems":
            self._stems()
        elif name in ("srt", "vtt"):
            self._captions(name)
        elif name == "script":
            script = projects.script(self._project.id).model_dump_json(indent=1)
            self._save(script.encode(), "script", f"{self._project.title}.json")
        elif name == "fountain":
            text = to_fountain(projects.script(self._project.id))
            self._save(text.encode(), "fountain", f"{self._project.title}.fountain")

    def _m4b(self) -> None:
        path = self._folder / "book.m4b"
        chapters = self._encoded("scored.m4a")
        book.write_m4b(path, chapters, self._tags, cover=self._cover)
        starts = book.chapter_starts(chapters)
        details = {"seconds": starts[-1], "chapters": [chapter.title for chapter in chapters]}
        self._save(path, "m4b", f"{self._project.title}.m4b", details)

    def _chapters(self, name: str) -> None:
        master = _MASTERS[name]
        suffix = Path(master).suffix
        for number, chapter in enumerate(self._mixed, start=1):
            path = self._folder / f"{name}{number}{suffix}"
            tags = self._tags.model_copy(update={"title": chapter.title})
            book.write_tagged(
                path,
                chapter.files[master],
                tags,
                album=self._project.title,
                track=number,
                tracks=len(self._mixed),
                cover=self._cover,
            )
            details = {
                "seconds": chapter.timeline.seconds,
                "chapter": chapter.title,
                "master": master.split(".")[0],
            }
            voice = " (voice only)" if name == "acx" else ""
            self._save(path, name, f"{number:02} {chapter.title}{voice}{suffix}", details)

    def _stems(self) -> None:
        path = self._folder / "stems.zip"
        with zipfile.ZipFile(path, "w", zipfile.ZIP_STORED) as archive:
            for number, chapter in enumerate(self._mixed, start=1):
                for name, file in chapter.files.items():
                    if name.startswith("stem."):
                        archive.write(
                            file,
                            f"{number:02} {artifacts.safe_name(chapter.title)}/{name.removeprefix('stem.')}",
                        )
        self._save(path, "stems", f"{self._project.title} stems.zip")

    def _captions(self, name: str) -> None:
        starts = self._starts()
        found = captions.read_along(zip(starts, (chapter.timeline for chapter in self._mixed), strict=False))
        text = captions.to_srt(found) if name == "srt" else captions.to_vtt(found)
        self._save(text.encode(), name, f"{self._project.title}.{name}")

    def _starts(self) -> list[float]:
        """Return where the chapters begin in the joined book: by the encoded files when there is an M4B."""
        if "m4b" in self._project.settings.formats:
            return book.chapter_starts(self._encoded("scored.m4a"))
        starts = [0.0]
        for chapter in self._mixed:
            starts.append(starts[-1] + chapter.timeline.seconds)
        return starts

    def _encoded(self, master: str) -> list[BookChapter]:
        return [BookChapter(title=chapter.title, path=chapter.files[master]) for chapter in self._mixed]

    def _find_cover(self) -> Path:
        """Return the chosen cover, the document's own, or one that is drawn."""
        if self._project.settings.cover_id:
            return artifacts.path(self._project.settings.cover_id)
        picture = projects.document(self._project.id).cover
        path = self._folder / "cover.jpg"
        if picture:
            path = path.with_suffix(".png" if picture.startswith(b"\x89PNG") else ".jpg")
            path.write_bytes(picture)
        else:
            draw_cover(path, title=self._project.title, author=self._project.author)
        return path

    def _save(self, source: Path | bytes, kind: str, name: str, details: dict | None = None) -> None:
        self.ids.append(self._ctx.save(source, kind=kind, name=name, details=details).id)


def _tags(project: Project) -> Tags:
    settings = project.settings
    narrator = library.voices()[project.cast.narrator.voice_id].name
    return Tags(
        title=project.title,
        author=project.author,
        narrator=f"{narrator} (synthetic voice)",
        year=settings.year,
        genre=settings.genre,
        language=project.language,
        series=settings.series,
        description=settings.description,
    )
