"""The check of the shipped content at the command line: what is wrong, what is stale, how hard to read, and how much there is."""

from __future__ import annotations

import argparse
import asyncio

from dialogs.channels import command_line
from knowledge import check, law, quiz_bank, shipped
from knowledge.drift import load_pins
from knowledge.reading_level import HARD, reading_report
from storage.law_pins import stale_in


def check_content(arguments: argparse.Namespace, database_url: str) -> int:
    """Every problem, stale rule and heavy quiz item is listed, and only the problems count as faults."""
    register, problems = shipped.read()
    book, faults_of_law = law.read()
    bank, faults_of_items = quiz_bank.read(book, load_pins())
    problems = (*problems, *faults_of_law, *faults_of_items)
    # what faulty rules rest on cannot be told
    stale = {} if faults_of_law else asyncio.run(stale_in(database_url, book, load_pins()))
    items, reading = bank.quiz_items, reading_report(bank.quiz_items.values())
    counts = {
        **check.counts(register), "legal_forms": len(book.legal_forms), "rules": len(book.rules), "stale_rules": len(stale),
        "quiz_items": len(items), "withdrawn_items": len(items) - len(bank.standing(stale)),
        "reading_level_nb": reading.mean["nb"], "reading_level_nn": reading.mean["nn"], "heavy_items": len(reading.hardest),
        "problems": len(problems), "unresolved": sum("is not" in p.fault for p in problems),
    }  # fmt: skip
    if not arguments.json:
        for item, measure in reading.hardest:
            print(f"hard to read: quiz_items/{item} has LIX {measure}; below {HARD} is better")
    print(command_line.check_report(counts, problems, stale, as_json=arguments.json))
    return 1 if problems else 0
