"""The fixtures of a window with a real vault, shared with the tests of the windows' parts."""

from __future__ import annotations

from tests.ui.conftest import answers, closed_window, heard, jobs, look, services, window

__all__ = ["answers", "closed_window", "heard", "jobs", "look", "services", "window"]
