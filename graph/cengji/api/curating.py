"""Curating for Python: a case file and its article become the curator's page."""

from __future__ import annotations

from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

from cengji.api.document import READABLE
from cengji.api.drafting import learn_packaged
from cengji.cases.anchor import part_of
from cengji.core.errors import InputError
from cengji.core.files import read_file
from cengji.core.namespaces import SCHEME
from cengji.curate.article import Article
from cengji.curate.session import Session
from cengji.curate.words import ConceptName
from cengji.dataset import Ontology, read_ontology

__all__ = ["concept_names", "curate", "read_article"]


def curate(case: Path, source: Path, ready: Callable[[str], object], *, port: int, against: Path | None = None) -> None:
    """Serve the curator's page of a case until the process is interrupted."""
    from cengji.curate.server import Curation, serve
    from cengji.curate.settling import Rival

    session, ontology = Session(case), read_ontology()
    article = read_article(session, source)
    rival = Rival(against, ontology.vocabulary, session.log.path.with_suffix(".settled.json")) if against else None
    serve(Curation(session, article, concept_names(ontology), ontology.vocabulary, ontology.scheme_titles, rival), ready, port=port)


def read_article(session: Session, source: Path) -> Article:
    """Return the article of a case, cleaned.

    :raises InputError: if it cannot be read, or is not the document that the case names.
    """
    from cengji.draft.office import is_office, read_office
    from cengji.text.clean import clean
    from cengji.text.decode import decode

    data = read_file(source, READABLE)
    if is_office(data):
        data = read_office(data, source).encode()
    document = session.tree.value.get("document")
    said, found = (document.get("sha256") if isinstance(document, dict) else None), sha256(data).hexdigest()
    if said != found:
        problem = f"is not the document of {session.path.name}: its SHA-256 is {found}, the case says {said or 'none'}"
        raise InputError.of(source, problem, "name the article that the case was drafted from")
    whole = clean(decode(data, str(source)).text, path=str(source))
    part = part_of(session.tree, whole)
    return Article(whole.within(*part) if part else whole, learn_packaged())


def concept_names(ontology: Ontology) -> dict[str, dict[str, ConceptName]]:
    """Return the names of the concepts of each scheme by key."""
    english, tiers = ontology.english, ontology.usual_tiers
    return {
        scheme: {
            key: ConceptName(names[0], english.get(scheme, {}).get(key, ""), names[1:], tiers.get(f"{SCHEME}{scheme}/{key}", ""))
            for key, names in concepts.items()
        }
        for scheme, concepts in ontology.names.items()
    }
