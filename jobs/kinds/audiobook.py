"""A whole book, or some of its scenes: spoken, scored, mixed chapter by chapter, mastered, measured, delivered."""

from collections.abc import Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from itertools import groupby

from engines.errors import ScriptError
from engines.mixing.plan import ChapterPlan
from engines.types import Noun, Scene, ScriptChapter, Turn
from jobs import chapters, delivery, projects
from jobs.chapters import MixedChapter
from jobs.context import Context
from jobs.production import count_utterances, plan_scenes
from jobs.projects import Project

DEVICE = "gpu"
FORMATS = delivery.FORMATS

SPEECH_SHARE = 0.85
"""Of the bar: most of the mixing runs beside the speech of the chapters after it."""


class Params(Noun):
    project_id: str
    scene_ids: tuple[str, ...] = ()
    """Only these scenes; empty: the whole script."""


def run(ctx: Context, params: Params) -> dict:
    """Make the book and return {"artifact_ids": …, "cards": …, "seconds": …}.

    A chapter is mixed while the next one is spoken. Raises ScriptError when there is nothing to read, EngineError for a
    speaker without a voice, Cancelled, Yielded.
    """
    project = projects.get(params.project_id)
    book = _chapters(project, params)
    names = delivery.masters(project.settings.formats)
    stems = "stems" in project.settings.formats
    progress = _Progress(ctx, sum(count_utterances(scenes, project) for _, scenes in book))
    mixing: list[Future[MixedChapter]] = []
    with ThreadPoolExecutor(1, thread_name_prefix="mix") as mixer:
        for chapter, scenes in book:
            plan = _plan(ctx, chapter, scenes, project, progress)
            mixing.append(mixer.submit(chapters.mix_chapter, ctx, plan, names, stems=stems))
        mixed = [progress.mixed(future, len(mixing)) for future in mixing]
    ctx.report(0.97, "Putting the files together", stage="Deliver")
    return delivery.deliver(ctx, project, mixed)


def _plan(
    ctx: Context, chapter: ScriptChapter, scenes: Sequence[Scene], project: Project, progress: "_Progress"
) -> ChapterPlan:
    progress.chapter = chapter.title
    planned = plan_scenes(ctx, scenes, project, on_part=progress.spoken)
    return ChapterPlan(chapter_id=chapter.id, title=chapter.title, scenes=planned)


def _chapters(project: Project, params: Params) -> list[tuple[ScriptChapter, list[Scene]]]:
    """Return what is to be read: chapters with their scenes, credits first and last when the whole book is made."""
    script = projects.script(project.id)
    titles = {chapter.id: chapter for chapter in script.chapters}
    wanted = [scene for scene in script.scenes if not params.scene_ids or scene.id in params.scene_ids]
    if not any(turn.text.strip() for scene in wanted for turn in scene.spoken_turns):
        raise ScriptError("There is nothing to read in this script. Parse a manuscript, or add a line.")
    book = [
        (titles[chapter_id], list(found))
        for chapter_id, found in groupby(wanted, key=lambda scene: scene.chapter_id)
    ]
    if params.scene_ids:
        return book
    settings = project.settings
    opening = _credits("opening", "Opening credits", settings.opening_credits)
    return opening + book + _credits("closing", "Closing credits", settings.closing_credits)


def _credits(chapter_id: str, title: str, text: str) -> list[tuple[ScriptChapter, list[Scene]]]:
    if not text.strip():
        return []
    turn = Turn(id=f"{chapter_id}-1", text=text)
    scene = Scene(id=chapter_id, chapter_id=chapter_id, title=title, turns=(turn,))
    return [(ScriptChapter(id=chapter_id, title=title), [scene])]


class _Progress:
    """One bar over speech and mixing."""

    def __init__(self, ctx: Context, utterances: int) -> None:
        self._ctx, self._utterances, self._spoken, self._mixed = ctx, max(1, utterances), 0, 0
        self.chapter = ""

    def spoken(self) -> None:
        self._spoken += 1
        fraction = SPEECH_SHARE * self._spoken / self._utterances
        message = f"{self.chapter}: line {self._spoken} of {self._utterances}"
        self._ctx.report(fraction, message, stage="Speech")

    def mixed(self, future: Future[MixedChapter], chapters_in_all: int) -> MixedChapter:
        """Wait for a chapter and count it."""
        found = future.result()
        self._mixed += 1
        fraction = SPEECH_SHARE + (0.97 - SPEECH_SHARE) * self._mixed / chapters_in_all
        self._ctx.report(fraction, f"Chapter {self._mixed} of {chapters_in_all} is mixed", stage="Mix")
        return found
