"""What is said about files in the vault that are not what was put into it."""

from __future__ import annotations

from leskracht_desktop.messages_nl import changed_files_text


def test_files_are_named_up_to_five() -> None:
    assert changed_files_text(()) == ""
    assert changed_files_text(["a.pdf", "b.pdf"]).startswith(
        "2 bestanden in de kluis zijn veranderd sinds ze erin kwamen: ‘a.pdf’, ‘b.pdf’. Zet de laatste goede back-up"
    )
    many = changed_files_text([f"{number}.pdf" for number in range(7)])
    assert "‘4.pdf’ en nog 2." in many
    assert "‘5.pdf’" not in many
