"""Drafting for Python: what the ontology and the cases at hand teach, and a draft as a case file."""

from __future__ import annotations

import warnings
from collections.abc import Iterable
from functools import lru_cache
from hashlib import sha256
from pathlib import Path

from cengji.api.document import READABLE, clean_article, locate_part
from cengji.cases.case import Case
from cengji.core.errors import CengjiWarning, InputError
from cengji.core.files import read_file, replace_file
from cengji.core.namespaces import SCHEME
from cengji.core.neutralize import neutralize_text
from cengji.core.resources import case_files
from cengji.dataset import Ontology, read_ontology
from cengji.draft import Concept, Knowledge, draft_case
from cengji.draft.context import Context
from cengji.draft.languages import is_latin
from cengji.draft.model import Model, Refused, ask_model, prove
from cengji.draft.statements import Statement

__all__ = ["draft", "learn", "learn_packaged"]

_HEAD = (
    "A draft of {name}: everything that bears `proposed` is a guess by the rule named there.",
    "Accept an entry by taking its line `proposed` away, mend it, or take it out; until then it states nothing.",
)
_LATIN = (
    "The rules read Chinese: of a text in Latin script they propose figures, places named with their tier, and bodies named in full; "
    "all else is yours to mark, or --model may propose it."
)


def draft(
    article: Path, *, place: str | None, part: tuple[str, str] | None, cases: Iterable[Path], model: Model | None
) -> tuple[str, Path, tuple[Refused, ...]]:
    """Return the text of the case file that is drafted from an article, where it would be written, and what of a model was refused."""
    from platformdirs import user_cache_path

    from cengji.cases.shorthand import expand_case
    from cengji.cases.writer import write_case
    from cengji.text.decode import decode
    from cengji.text.evidence import digest_slice

    article, data = _plain(article)
    document = clean_article(decode(data, str(article)).text, article)
    found = None
    if part:
        start, end = locate_part(document, part, article)
        found = {"first": part[0], "last": part[1], "start": start, "end": end, "sha256": digest_slice(document.raw, start, end)}
        document = document.within(start, end)
    refused: list[Refused] = []

    def ask(context: Context) -> list[Statement]:
        if model is None:
            return []
        statements, without_proof = prove(ask_model(model, context, user_cache_path("cengji") / "model"), context, name=model.name)
        refused.extend(without_proof)
        return statements

    digest = sha256(data).hexdigest()
    drafted = draft_case(document, learn_packaged(cases), key=article.stem, sha256=digest, place=place, part=found, more=ask)
    head = [line.format(name=article.name) for line in _HEAD]
    if is_latin(document.text):
        head.append(_LATIN)
        warnings.warn(CengjiWarning(f"{article}: {_LATIN}"), stacklevel=4)
    if model is not None:
        head.append(f"What bears `proposed: model-…` was proposed by the model {neutralize_text(model.name)} and found in the text.")
    return write_case(expand_case(drafted.value), {(): head}), Path(f"{drafted.value['case']}.yaml"), tuple(refused)


def _plain(article: Path) -> tuple[Path, bytes]:
    """Return the file in whose text evidence is counted, and its bytes: of a Word or PDF file a plain one written beside it."""
    from cengji.draft.office import is_office, read_office
    from cengji.text.decode import EMPTY

    data = read_file(article, READABLE)
    if not data.strip():
        raise InputError.of(article, *EMPTY)
    if not is_office(data):
        return article, data
    kept, text = article.with_name(f"{article.name}.txt"), read_office(data, article).encode()
    if not kept.exists():
        replace_file(kept, text)
    elif read_file(kept, READABLE) != text:
        raise InputError.of(kept, f"is there already and is not the text of {article.name}", "move it away, or draft from it")
    warnings.warn(CengjiWarning(f"{kept} is the text of {article.name}: the evidence counts its characters there"), stacklevel=4)
    return kept, text


def learn_packaged(more: Iterable[Path] = ()) -> Knowledge:
    """Return what the schemes, the packaged cases and some more case files know."""
    files = [*case_files(), *more]
    return _learn_files(tuple((path, sha256(path.read_bytes()).digest() if path.is_file() else b"") for path in files))


@lru_cache(maxsize=2)
def _learn_files(files: tuple[tuple[Path, bytes], ...]) -> Knowledge:
    """Read case files, once while their content stays."""
    from cengji.cases.loader import load_cases

    ontology = read_ontology()
    return learn(ontology, (one.case.accepted() for one in load_cases([path for path, _ in files], ontology.vocabulary)))


def learn(ontology: Ontology, cases: Iterable[Case]) -> Knowledge:
    """Return what the schemes of the ontology and these cases know."""
    schemes: dict[str, dict[str, Concept]] = {}
    for scheme, keys in ontology.names.items():
        for key, names in keys.items():
            iri = f"{SCHEME}{scheme}/{key}"
            broader = ontology.broader.get(iri)
            tier = ontology.usual_tiers.get(iri)
            schemes.setdefault(scheme, {})[key] = Concept(
                names, broader.rpartition("/")[2] if broader else None, tier, ontology.english.get(scheme, {}).get(key)
            )
    known = tuple(cases)
    for case in known:
        for scheme, concepts in case.concepts.items():
            for one in concepts:
                schemes[scheme].setdefault(one.key, Concept((one.zh,), one.broader, one.tier, one.en))
    return Knowledge(schemes, known)
