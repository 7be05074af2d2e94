"""The service that tells why and how long each category of data is kept."""

from __future__ import annotations

from leskracht_desktop.domain.inventory import Compartment
from leskracht_desktop.services.program import build_services


def test_the_facts_of_a_category_depend_on_who_decides_about_it():
    inventory = build_services(actor="Noor Testers").inventory
    for_school = inventory.facts("contact", "processor")
    for_itself = inventory.facts("contact", "own_controller")
    assert for_school is not None
    assert for_itself is not None
    assert for_school.compartment is Compartment.PROCESSOR
    assert for_itself.compartment is Compartment.OWN_CONTROLLER
    assert for_school.label == for_itself.label
    assert (for_school.purposes, for_school.recipients) != (for_itself.purposes, for_itself.recipients)


def test_a_category_nobody_knows_has_no_facts():
    assert build_services(actor="Noor Testers").inventory.facts("horoscope", "processor") is None


def test_the_file_is_read_once():
    services = build_services(actor="Noor Testers")
    assert services.inventory.inventory() is build_services(actor="Noor Testers").inventory.inventory()
