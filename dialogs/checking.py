"""The check of all that we ship: register, law, quiz items, courses and templates."""

from __future__ import annotations

import asyncio

from dialogs.channels import command_line
from dialogs.render import Renderer, TemplateFault
from knowledge import check, course_book, law, quiz_bank, shipped, year_book
from knowledge.drift import load_pins
from knowledge.errors import Problem
from storage.law_pins import stale_in


def check_content(url: str, *, as_json: bool) -> int:
    """Print every problem and every stale rule; 1 when there is a problem. ``url``: of the database, for the law's text there."""
    register, problems = shipped.read()
    book, faults_of_law = law.read()
    bank, faults_of_items = quiz_bank.read(book, load_pins())
    courses, faults_of_courses = course_book.read(book, bank)
    year, faults_of_year = year_book.read(book)
    templates, faulty = _templates()
    problems = (*problems, *faults_of_law, *faults_of_items, *faults_of_courses, *faults_of_year, *faulty)
    # what faulty rules rest on cannot be told
    stale = {} if faults_of_law else asyncio.run(stale_in(url, book, load_pins()))
    modules = [module for course in courses.courses.values() for module in course.modules]
    told = {
        "legal_forms": len(book.legal_forms),
        "rules": len(book.rules),
        "stale_rules": len(stale),
        "quiz_items": len(bank.quiz_items),
        "withdrawn_items": len(bank.quiz_items) - len(bank.standing(stale)),
        "courses": len(courses.courses),
        "year_entries": len(year),
        "stale_modules": sum(not stale.keys().isdisjoint(module.rules) for module in modules),
        "templates": templates,
    }
    counts = {**check.counts(register), **told, "problems": len(problems)}
    counts["unresolved"] = sum("is not" in p.fault for p in problems)
    print(command_line.check_report(counts, problems, stale, bank.quiz_items.values(), as_json=as_json))
    return 1 if problems else 0


def _templates() -> tuple[int, tuple[Problem, ...]]:
    """How many templates compile; if one does not, the first such."""
    try:
        return Renderer().compile_all(), ()
    except TemplateFault as fault:
        return 0, (Problem(f"dialogs/templates/{fault.language}/{fault.key}.j2", 1, fault.key, fault.reason, ""),)
