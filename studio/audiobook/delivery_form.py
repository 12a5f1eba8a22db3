"""The last step as HTML: formats with ticks, tags, credits, what a run will take, and the finished files
with their cards.
"""

from collections.abc import Mapping, Sequence

from markupsafe import Markup

from engines.mixing.card import Card, Reading
from jobs.preflight import Preflight
from jobs.projects import Project
from jobs.types import Artifact, Job
from studio.audiobook import fields
from studio.format import clock, duration, size
from studio.markup import badge, bar, empty, join, tag

FORMATS = {
    "m4b": ("M4B", "the book in one file, with chapters, cover and tags"),
    "acx": ("ACX", "voices only, to the numbers of ACX: an MP3 for each chapter"),
    "mp3": ("MP3", "an MP3 for each chapter, with cover and tags"),
    "wav": ("WAV", "a file for each chapter, uncompressed"),
    "flac": ("FLAC", "a file for each chapter, lossless"),
    "opus": ("Opus", "a file for each chapter, small"),
    "stems": ("Stems", "narration, each character, music and effects apart"),
    "srt": ("SRT", "captions with speaker names"),
    "vtt": ("VTT", "captions with speaker names, for the web"),
    "script": ("Script", "the script as JSON"),
    "fountain": ("Fountain", "the script as a screenplay"),
}
"""What jobs.delivery makes, and what a person reads about it."""
TAGS = (("series", "Series"), ("year", "Year"), ("genre", "Genre"))


def settings_form(project: Project) -> Markup:
    """Return what is asked before a book is made."""
    settings = project.settings
    ticks = (
        tag("li", _tick("format", key in settings.formats, *words, row=key)) for key, words in FORMATS.items()
    )
    return join(
        [
            tag("h3", "Formats", class_="au-h3"),
            tag("ul", *ticks, class_="au-formats"),
            tag("h3", "Sound", class_="au-h3"),
            _tick("score", settings.score, "Music and effects", SCORED),
            tag(
                "details",
                tag("summary", "Tags and credits"),
                _tags(project),
                data_key="deliver-tags",
                class_="au-more-fold",
            ),
        ]
    )


def _tick(field: str, checked: bool, name: str, what: str, *, row: str = "") -> Markup:
    return fields.tick(field, checked, join([tag("b", name), tag("span", what, class_="au-note")]), row=row)


SCORED = "under the voices, in all formats but ACX, which is voices only"


def preflight_line(estimate: Preflight | None) -> Markup:
    """Return what a run will take, as facts."""
    if estimate is None or not estimate.words:
        return empty("There is nothing to make yet.", "Parse a manuscript in step 1.")
    facts = (
        (duration(estimate.audio_s), "of audio"),
        (
            f"about {duration(estimate.compute_s)}",
            "of computing here" if estimate.is_measured else "of computing, not measured here yet",
        ),
        (size(estimate.disk_bytes), "of disk"),
    )
    return tag(
        "dl", *(tag("div", tag("dd", value), tag("dt", name)) for value, name in facts), class_="au-facts"
    )


def progress(job: Job | None) -> Markup:
    """Return how a running book is getting on; nothing when none runs."""
    if job is None or job.status == "done":
        return Markup("")
    if not job.is_active:
        return tag(
            "p",
            job.error or f"The last run was {job.status}. What was finished is kept: make it again to go on.",
            class_="au-flag-text",
        )
    left = f", about {duration(job.eta_s)} left" if job.eta_s else ""
    words = " · ".join(filter(None, (job.stage or "Waiting for its turn", job.message))) + left
    return tag(
        "div",
        bar(job.fraction, job.title),
        tag("p", words, class_="au-note", role="status"),
        class_="au-progress",
    )


def file_list(artifacts: Sequence[Artifact], urls: Mapping[str, str]) -> Markup:
    """Return the finished files with download links; nothing where there are none. urls: artifact id -> address."""
    if not artifacts:
        return Markup("")
    items = (tag("li", *_file(each, urls[each.id])) for each in artifacts)
    return tag("ul", *items, class_="au-files")


def no_files() -> Markup:
    """Return what stands where the files will be."""
    return empty("No files yet.", "They appear here, ready to download, when the book is made.")


def _file(artifact: Artifact, url: str) -> tuple[Markup, Markup, Markup]:
    link = tag(
        "a",
        "Download",
        href=url,
        download=artifact.name,
        class_="vs-button",
        aria_label=f"Download {artifact.name}",
    )
    return (
        tag("span", artifact.name, class_="vs-title au-grow"),
        tag("span", size(artifact.size_bytes), class_="au-note"),
        link,
    )


def card_table(cards: Sequence[Card]) -> Markup:
    """Return what was measured on every encoded file, with a verdict; nothing when nothing was."""
    if not cards:
        return Markup("")
    passed = sum(card.passed for card in cards)
    verdict = badge(f"{passed} of {len(cards)} pass", "good" if passed == len(cards) else "warn")
    head = tag("tr", *(tag("th", name, scope="col") for name in CARD_COLUMNS))
    table = tag("table", tag("thead", head), tag("tbody", *map(_card, cards)), class_="vs-table vs-number")
    title = tag("h3", "Measured on the encoded files ", verdict, class_="au-h3")
    box = tag("div", table, class_="vs-scroll", tabindex=0, role="region", aria_label="Measurements")
    return join([title, box])


CARD_COLUMNS = (
    "File",
    "For",
    "Length",
    "RMS, dBFS",
    "Peak, dBFS",
    "Floor, dBFS",
    "LUFS",
    "Head, s",
    "Tail, s",
    "Verdict",
)


def _card(card: Card) -> Markup:
    verdict = badge("pass", "good") if card.passed else badge("fail", "bad")
    reasons = [
        tag("div", _wanted(reading), class_="au-note") for reading in card.readings if not reading.passed
    ]
    numbers = (card.rms_db, card.peak_db, card.floor_db, card.lufs, card.head_s, card.tail_s)
    texts = (card.name, card.standard, clock(card.seconds), *(f"{number:.1f}" for number in numbers))
    return tag("tr", *(tag("td", text) for text in texts), tag("td", verdict, *reasons))


def _wanted(reading: Reading) -> str:
    """Return "Noise floor -52 dBFS: at most -60"."""
    limits = [f"at least {reading.lowest:g}" if reading.lowest is not None else ""]
    limits.append(f"at most {reading.highest:g}" if reading.highest is not None else "")
    return f"{reading.name} {reading.value:g} {reading.unit}: {', '.join(filter(None, limits))}"


def _tags(project: Project) -> Markup:
    settings = project.settings
    tags = (fields.labelled(label, fields.text(name, getattr(settings, name), label)) for name, label in TAGS)
    return join(
        [
            tag("div", *tags, class_="au-pair"),
            fields.labelled("Description", fields.lines("description", settings.description, "Description")),
            fields.labelled(
                "Opening credits",
                fields.lines(
                    "opening_credits",
                    settings.opening_credits,
                    "Opening credits",
                    placeholder=_opening(project),
                ),
            ),
            fields.labelled(
                "Closing credits",
                fields.lines(
                    "closing_credits", settings.closing_credits, "Closing credits", placeholder="none"
                ),
            ),
        ]
    )


def _opening(project: Project) -> str:
    author = f", by {project.author}" if project.author else ""
    return f"none; for example: {project.title}{author}, read by {project.cast.narrator.name}."
