"""The processing inventory that ships with the program: read once, asked by windows and dossiers."""

from __future__ import annotations

from functools import cache

from leskracht_desktop import paths
from leskracht_desktop.agreements.inventory import load_inventory
from leskracht_desktop.domain.fuzzy import words
from leskracht_desktop.domain.inventory import Category, Inventory

RESOURCE = "inventory/leskracht.toml"


@cache
def processing_inventory() -> Inventory:
    """Return the processing inventory that ships with the program.

    Raises: FileRefused when the program's own file was altered.
    """
    return load_inventory(paths.resource(RESOURCE))


def is_inventory_supplier(name: str) -> bool:
    """Tell whether this is the supplier whose processing, packages and privacy statement the inventory is about.

    Raises: FileRefused when the program's own file was altered.
    """
    return set(words(processing_inventory().statement.supplier)) <= set(words(name))


class InventoryService:
    """Tells why, by whom and for how long each category of data is processed; needs no open vault."""

    def inventory(self) -> Inventory:
        """Return the whole inventory.

        Raises: FileRefused.
        """
        return processing_inventory()

    def facts(self, category: str, compartment: str) -> Category | None:
        """Return the facts of a category as one compartment processes it; None for a category nobody knows.

        The same category can stand in two compartments, with other purposes, recipients and terms in each.

        Raises: FileRefused.
        """
        return processing_inventory().facts(category, compartment)
