"""The facts of candidacy in words: what each is called, and what is known of it."""

from collections.abc import Mapping
from dataclasses import fields
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from enthesis.domain.candidacy.facts import (
    Anaesthetic,
    Anticoagulation,
    BlockDrug,
    Facts,
    Lab,
    LastDay,
    LastDose,
    LocalAnaesthetic,
    Malignancy,
    Pregnancy,
    Told,
    Tonnis,
)
from enthesis.domain.candidacy.reading import written
from enthesis.domain.numbers import plain
from enthesis.web.shell.answers import NO, NOT_KNOWN, YES, Words, name_of
from enthesis.web.shell.plan_words import Rows
from enthesis.web.shell.present import day, moment, words

NAMES: Mapping[str, Words] = {
    "malignancy": gettext_lazy("Malignancy"),
    "marrow_disease": gettext_lazy("Disease of blood or marrow, or a metastasis in bone"),
    "sepsis": gettext_lazy("Sepsis, bacteraemia or an unstable circulation"),
    "local_infection": gettext_lazy("Infection at the hip or at the site of harvest"),
    "illness": gettext_lazy("Fever or illness lately"),
    "platelets": gettext_lazy("Platelet count"),
    "platelet_dysfunction": gettext_lazy("Platelet dysfunction"),
    "haemoglobin": gettext_lazy("Haemoglobin"),
    "inr": gettext_lazy("INR"),
    "hba1c": gettext_lazy("HbA1c"),
    "nsaid": gettext_lazy("Anti-inflammatory drug (NSAID)"),
    "aspirin": gettext_lazy("Aspirin"),
    "p2y12": gettext_lazy("Clopidogrel, prasugrel or ticagrelor"),
    "anticoagulation": gettext_lazy("Anticoagulant"),
    "steroid_injection": gettext_lazy("Corticosteroid injected at this hip"),
    "systemic_steroid": gettext_lazy("Corticosteroid by mouth or vein"),
    "tobacco": gettext_lazy("Tobacco at present"),
    "pregnancy": gettext_lazy("Pregnancy or breast-feeding"),
    "blood_virus": gettext_lazy("HIV, hepatitis B or C"),
    "citrate_allergy": gettext_lazy("Allergy to citrate (ACD-A)"),
    "heparin_allergy": gettext_lazy("Allergy to heparin, or platelets that fell with it"),
    "thrombin_allergy": gettext_lazy("Allergy or antibodies to bovine thrombin"),
    "collagen_allergy": gettext_lazy("Allergy or antibodies to bovine collagen"),
    "unwilling": gettext_lazy("Does not accept the risks"),
    "pelvic_radiation": gettext_lazy("Pelvis irradiated, or crest operated where marrow would be taken"),
    "tissue_objection": gettext_lazy("Objects to blood or tissue products"),
    "tonnis": gettext_lazy("Arthritis of the hip joint, Tönnis grade"),
    "citrate_planned": gettext_lazy("Citrate (ACD-A) with the harvest"),
    "heparin_planned": gettext_lazy("Heparin with the harvest"),
    "thrombin_planned": gettext_lazy("Activation with thrombin"),
    "collagen_planned": gettext_lazy("Bovine collagen implant"),
    "graft_recalled": gettext_lazy("Lot of the graft is on a recall list"),
    "anaesthetic": gettext_lazy("Local anaesthetic where the product goes"),
    "mixed": gettext_lazy("Product mixed with an anaesthetic or a steroid"),
}


def fact_name(fact: str) -> str:
    """What a field of `Facts` is called."""
    return str(NAMES.get(fact, words(fact)))


def fact_words(fact: object, zone: str) -> str:
    """What is known, in words; what is not known is said."""
    match fact:
        case Malignancy():
            since = _(" since %(day)s") % {"day": day(fact.remission_since)} if fact.remission_since else ""
            return f"{name_of(fact.status)}{since}"
        case Lab():
            return f"{written(fact)}, {moment(fact.at, zone)}"
        case Told():
            return str(YES if fact.answer else NO)
        case LastDose():
            return moment(fact.taken, zone) if fact.taken else _("None taken")
        case LastDay():
            return _("Last on %(day)s") % {"day": day(fact.on)} if fact.on else str(NO)
        case Anticoagulation():
            last = _(", last dose %(when)s") % {"when": moment(fact.taken, zone)} if fact.taken else ""
            return f"{name_of(fact.drug)}{last}"
        case Pregnancy():
            return name_of(fact.status)
        case Tonnis():
            return str(fact.grade)
        case Anaesthetic():
            return _anaesthetic_words(fact)
        case _:
            return str(NOT_KNOWN)


def block_words(block: BlockDrug) -> str:
    return _("by the block: %(drug)s") % {"drug": _strong(block.drug, block.percent)}


def _anaesthetic_words(fact: Anaesthetic) -> str:
    told = str(NOT_KNOWN) if fact.drug is None else _strong(fact.drug, fact.percent)
    return told if fact.block is None else f"{told}; {block_words(fact.block)}"


def _strong(drug: LocalAnaesthetic, percent: Decimal | None) -> str:
    return name_of(drug) + (f", {plain(percent)} %" if percent is not None else "")


def facts_rows(facts: Facts, zone: str) -> Rows:
    """Every fact once: what is known each on its own, then what was denied and what is not known together."""
    said = {f.name: fact_words(getattr(facts, f.name), zone) for f in fields(facts) if f.name != "at"}
    plain_words = (str(NO), str(NOT_KNOWN))
    alone = tuple((fact_name(name), told) for name, told in said.items() if told not in plain_words)
    together = ((told, _named(said, told)) for told in plain_words)
    return (*alone, *((told, names) for told, names in together if names))


def _named(said: Mapping[str, str], told: str) -> str:
    return "; ".join(fact_name(name) for name, answer in said.items() if answer == told)
