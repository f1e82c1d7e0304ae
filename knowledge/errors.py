"""What can be wrong with content, told so that whoever wrote it can mend it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One fault in one place, and what to do about it."""

    file: str
    line: int
    where: str
    """The record and field, as ``cooperations/sogn-ko/forms/0/form``."""
    fault: str
    remedy: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.where}: {self.fault} {self.remedy}".rstrip()


class KnowledgeError(Exception):
    """What only we, or an editor of the content, can cause."""


class InvalidContent(KnowledgeError):
    """Content that breaks its schema or refers to what is not there. Lists every problem, hides none."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        self.problems = problems
        count = len(problems)
        super().__init__(f"{count} problem{'s' if count != 1 else ''} in the content:\n" + "\n".join(map(str, problems)))
