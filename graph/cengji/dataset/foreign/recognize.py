"""Recognizes data that are not in the form of the model, and refuses those that cannot be mapped onto it."""

from __future__ import annotations

from typing import Final, NoReturn

from cengji.core.errors import InputError
from cengji.core.resources import query_text
from cengji.core.terms import shorten_iri
from cengji.dataset.store import Dataset

__all__ = ["has_model_terms", "is_foreign", "refuse_empty", "refuse_unknown"]

# How many classes of unknown data are named.
_SHOWN: Final = 8


def is_foreign(dataset: Dataset) -> bool:
    """Return whether the data hold no thing of a case, or organizations beside them that are in none.

    A class, a property or a case of the model alone does not make data ours.
    """
    return not dataset.ask(query_text("internal/has-cases")) or dataset.ask(query_text("internal/has-bodies-outside"))


def has_model_terms(dataset: Dataset) -> bool:
    """Return whether the data use any term of the model, so that the library may find something in them."""
    return dataset.ask(query_text("internal/has-model-terms"))


def refuse_unknown(dataset: Dataset, name: str) -> None:
    """Refuse data that neither use the model nor could be mapped onto it.

    :param name: the files, for the message.
    :raises InputError: saying what was looked for and what is there, by class.
    """
    if not has_model_terms(dataset):
        raise InputError.of(
            name,
            "holds no hierarchy to show; looked for the model of cengji (cj:Case, cj:Body …), W3C ORG (org:Organization, "
            f"org:subOrganizationOf, org:unitOf …) and SKOS (skos:Concept, skos:broader …), found {_found(dataset)}",
            "give data of one of these, or ask them with a query of your own",
        )


def refuse_empty(dataset: Dataset, needed: str) -> NoReturn:
    """Refuse to make a page of data that hold nothing it shows.

    :param needed: what a page shows.
    :raises InputError: saying what is there, and how data of W3C ORG and SKOS are read in the form of the model.
    """
    remedy = "give data that hold some"
    if dataset.ask(query_text("internal/has-bodies-outside")) or dataset.ask(query_text("internal/has-concepts")):
        remedy = (
            "W3C ORG and SKOS are brought into the form of the model where files are read, not in a store or on a server that holds them "
            "already: give the files themselves, and as a store to fill a folder that is not there yet"
        )
    raise InputError.of("the data", f"hold nothing that a page shows: no {needed}; found {_found(dataset)}", remedy)


def _found(dataset: Dataset) -> str:
    """Return how many statements there are, and of which classes how many things."""
    if not len(dataset):
        return "no statement at all"
    counts = sorted((-int(things or 0), name or "") for name, things in dataset.rows(query_text("internal/class-counts")))
    classes = [f"{shorten_iri(name)} ({-things})" for things, name in counts]
    more = f" and {len(classes) - _SHOWN} classes more" if len(classes) > _SHOWN else ""
    number = len(dataset)
    statements = f"{number:,} statement{'s' if number > 1 else ''}"
    return f"{statements} about things of {', '.join(classes[:_SHOWN])}{more}" if classes else f"{statements} and no class"
