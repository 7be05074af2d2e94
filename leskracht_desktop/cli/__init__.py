"""The headless commands: the same services as the windows, Dutch messages, fixed exit statuses."""

from leskracht_desktop.cli.run import main

__all__ = ["main"]
