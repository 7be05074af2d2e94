"""The Dutch sentence and the next step for every error a person can meet; windows and command line share them."""

from __future__ import annotations

from leskracht_desktop.messages_nl.changed_files import changed_files_text
from leskracht_desktop.messages_nl.message import Message
from leskracht_desktop.messages_nl.problems import problem_text
from leskracht_desktop.messages_nl.sentences import TABLE, sentence

__all__ = ["TABLE", "Message", "changed_files_text", "problem_text", "sentence"]
