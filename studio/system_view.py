"""The System tab as HTML: machine, health, engines, storage. Reads nothing, changes nothing."""

from collections.abc import Iterable, Sequence

from engines.base import Engine
from engines.health import Check
from engines.types import Noun
from studio import format, markup
from studio.machine import Gpu, Machine
from studio.markup import Markup, tag

ROLES = {
    "speech": "Speech", "music": "Music", "effects": "Sound effects", "transcription": "Transcription",
    "diarization": "Who speaks when", "speakers": "Speaker likeness", "cleaning": "Cleaning",
    "alignment": "Alignment", "quality": "Speech quality", "training": "Training", "head": "Talking head",
}  # fmt: skip
CURVE_WIDTH, CURVE_HEIGHT = 120, 32


class Usage(Noun):
    """What one folder of the home takes."""

    name: str
    hint: str
    files: int
    size_bytes: int


def machine(now: Machine, curves: Sequence[tuple[float, float]], *, points: int) -> Markup:
    """Return the machine as cards. curves: (cpu, memory) shares, 0 to 1, oldest first."""
    memory = now.memory_used_bytes / now.memory_total_bytes
    disk = 1 - now.disk_free_bytes / now.disk_total_bytes
    cards = [
        _gauge("Processor", f"{now.cpu_load:.0%}", f"{format.count(now.cores, 'core')} · {now.system}",
               curve([cpu for cpu, _ in curves], points=points)),
        _gauge("Memory", f"{memory:.0%}", _of(now.memory_used_bytes, now.memory_total_bytes),
               curve([share for _, share in curves], points=points)),
        _gauge("Disk", f"{format.size(now.disk_free_bytes)} free", f"of {format.size(now.disk_total_bytes)}",
               markup.bar(disk, "Disk used")),
        *(_gpu(gpu) for gpu in now.gpus),
    ]  # fmt: skip
    if not now.gpus:
        cards.append(_gauge("Graphics card", "None", "Everything runs on the processor", None))
    return markup.join((markup.section("Machine"), tag("ul", *cards, class_="vs-cards vs-gauges")))


def curve(shares: Sequence[float], *, points: int) -> Markup:
    """Return shares from 0 to 1 as a small curve that grows from the left."""
    step = CURVE_WIDTH / max(1, points - 1)
    line = " ".join(
        f"{index * step:.1f},{CURVE_HEIGHT - 1 - share * (CURVE_HEIGHT - 2):.1f}"
        for index, share in enumerate(shares)
    )
    shape = tag(
        "polyline",
        points=line,
        fill="none",
        stroke="currentColor",
        stroke_width="1.5",
        vector_effect="non-scaling-stroke",
    )
    box = {"viewBox": f"0 0 {CURVE_WIDTH} {CURVE_HEIGHT}", "preserveAspectRatio": "none"}
    return tag("svg", shape, class_="vs-curve", aria_hidden="true", **box)


def health(checks: Iterable[Check], *, engine_ids: Iterable[str]) -> Markup:
    """Return what is not in place with the command that mends it, then the rest, closed. Without engines."""
    known = set(engine_ids)
    shown = [check for check in checks if check.name not in known]
    wrong = [check for check in shown if not check.passed]
    title = f"{format.count(len(wrong), 'thing')} to mend" if wrong else "Everything is in place"
    rest = tag(
        "details",
        tag("summary", f"What was looked at: {format.count(len(shown) - len(wrong), 'check')} passed"),
        tag("ul", *(_check(check) for check in shown if check.passed), class_="vs-plain"),
    )
    problems = tag("ul", *(_check(check) for check in wrong), class_="vs-list") if wrong else None
    return markup.join((markup.section("Health", title + "."), problems, rest))


def engines(found: Iterable[tuple[type[Engine], str | None]]) -> Markup:
    """Return the table of engines. Each comes with the sentence that says why it is not ready, or None."""
    names = ("Engine", "Does", "Ready", "Licence", "Commercial use")
    head = tag("tr", *(tag("th", name, scope="col") for name in names))
    rows = [_engine(engine, sentence) for engine, sentence in found]
    table = tag("table", tag("thead", head), tag("tbody", *rows), class_="vs-table")
    hint = "Models and signal processing. One that is not ready says what it needs."
    return markup.join((markup.section("Engines", hint), tag("div", table, class_="vs-scroll", tabindex=0)))


def storage(usages: Iterable[Usage], *, home: str) -> Markup:
    """Return what fills the home, and the button that empties what can be made again."""
    items = [
        tag(
            "li",
            tag(
                "div",
                markup.lines(usage.name, usage.hint),
                tag("span", format.count(usage.files, "file"), class_="vs-muted vs-small vs-number"),
                tag("span", format.size(usage.size_bytes), class_="vs-number vs-title"),
                class_="vs-line",
            ),
        )
        for usage in usages
    ]  # fmt: skip
    clear = markup.button(
        "Clear parts",
        "clear",
        data_confirm="Clear them?",
        title="Deletes what was not used within the last hour",
    )
    return markup.join((
        markup.section("Storage", home), tag("ul", *items, class_="vs-list"),
        tag("div", tag("span", "Parts can be made again: clearing them costs time, never a result."),
            clear, class_="vs-pager"),
    ))  # fmt: skip


def _gauge(name: str, value: str, about: str, picture: Markup | None) -> Markup:
    return tag(
        "li", tag("p", name, class_="vs-muted vs-small"), tag("p", value, class_="vs-stat"), picture,
        tag("p", about, class_="vs-muted vs-small"), class_="vs-card",
    )  # fmt: skip


def _gpu(gpu: Gpu) -> Markup:
    about = f"{_of(gpu.used_bytes, gpu.total_bytes)} · {gpu.name}"
    return _gauge(
        "Graphics card", f"{gpu.load:.0%}", about, markup.bar(gpu.used_bytes / gpu.total_bytes, "Memory used")
    )


def _of(used_bytes: int, total_bytes: int) -> str:
    return f"{format.size(used_bytes)} of {format.size(total_bytes)}"


def _check(check: Check) -> Markup:
    mark = markup.badge("ok", "good") if check.passed else markup.badge("mend", "bad")
    words = tag(
        "div", tag("span", check.name, class_="vs-title"), tag("div", check.sentence), class_="vs-grow"
    )
    return tag("li", tag("div", mark, words, class_="vs-line"))


def _engine(engine: type[Engine], sentence: str | None) -> Markup:
    role = engine.id.partition("/")[0]
    ready = markup.badge("ready", "good") if sentence is None else tag("span", sentence, class_="vs-small")
    name = (tag("div", engine.title, class_="vs-title"), tag("div", engine.id, class_="vs-muted vs-small"))
    cells = (
        markup.join(name),
        ROLES.get(role, role),
        ready,
        engine.licence,
        "yes" if engine.commercial else "no",
    )
    return tag("tr", *(tag("td", cell) for cell in cells), class_=None if sentence is None else "vs-off")
