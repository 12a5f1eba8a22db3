"""A measured figure and how it is printed."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Figure:
    """One line of the bench."""

    name: str
    value: float
    unit: str
    """"x" for a ratio, else s, MB, words/s, %."""
    goal: float
    at_most: bool = True
    """Whether the goal is an upper bound; else a lower one."""
    note: str = ""
    """What was measured against what."""

    @property
    def is_met(self) -> bool:
        return self.value <= self.goal if self.at_most else self.value >= self.goal

    def __str__(self) -> str:
        sign = "<=" if self.at_most else ">="
        verdict = "ok  " if self.is_met else "MISS"
        return (
            f"{verdict}  {self.name}: {self.value:,.2f} {self.unit} (goal {sign} {self.goal:,g})  {self.note}"
        )
