"""Makes the page of a large graph and the parts beside it, file by file."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from hashlib import sha256
from typing import Any, Final

from cengji.core.namespaces import ROOT
from cengji.core.neutralize import replace_halves
from cengji.core.progress import Progress, tell_nobody
from cengji.core.resources import query_text
from cengji.dataset import Dataset
from cengji.dataset.foreign import refuse_empty
from cengji.projection import NODE_TYPES
from cengji.projection.outline import Outline, read_outline
from cengji.view.asking import Asking
from cengji.view.content import FIGURE_CONCEPTS, Columns, Content, Meta, read_meta
from cengji.view.data import Places, document_table, shorten
from cengji.view.large.names import NameIndex
from cengji.view.large.numbering import number_things
from cengji.view.large.parts import Parts
from cengji.view.large.sizes import Sizes
from cengji.view.page.render import page_of_parts
from cengji.view.traditional import pairs_among

__all__ = ["PARTS", "large_page"]

PARTS: Final = "index-parts"
"""The folder of the parts, beside the page."""
_DEFAULTS: Final = Sizes()


def large_page(
    dataset: Dataset,
    *,
    version: str = "",
    parts: str = PARTS,
    sizes: Sizes = _DEFAULTS,
    asking: Asking | None = None,
    progress: Progress = tell_nobody,
    read: Callable[[Dataset], Outline] = read_outline,
) -> Iterator[tuple[str, bytes]]:
    """Yield the files of the page of a large graph by path: the parts, in the folder ``parts``, then ``index.html``.

    With ``asking`` the page has a query view, which the server of the page answers. The same data give the same files.
    The name of a part holds the digest of its content, so that no part of another
    build is taken for it.

    :param progress: is told the step, how much of it is done, and of how much.
    :param read: gives the outline of the dataset.
    :raises InputError: if the data hold nothing that a page shows.
    """
    progress("reading the data", 0, 1)
    outline = read(dataset)
    if not len(outline):
        refuse_empty(dataset, "place, body or thing of a case")
    numbering = number_things(outline, sizes)
    tables = {name: dataset.columns(query_text(f"view/{name}")) for name in ("documents", "figures", "evidence")}
    concepts = _used_concepts(outline, tables)
    held = Parts(outline, numbering, sizes, tables, concepts)
    names: list[str] = []
    progress("reading the data", 1, 1)
    for place, part in enumerate(held.cut()):
        progress("things into parts", numbering.starts[-1], numbering.listed)
        path, content = _file("things", place, part)
        names.append(path)
        yield f"{parts}/{path}.js", content
    progress("things into parts", numbering.listed, numbering.listed)
    index, firsts = NameIndex(outline, numbering, sizes, held), []
    found: list[str] = []
    for place, (first, part) in enumerate(index.cut(progress)):
        path, content = _file("names", place, part)
        firsts.append(first)
        found.append(path)
        yield f"{parts}/{path}.js", content
    meta = read_meta(dataset, version, reported=bool(tables["documents"].get("document")))
    large = {
        "folder": parts, "things": names, "names": found, "firsts": firsts, "starts": numbering.starts,
        "beside": numbering.beside_starts, "listed": numbering.listed, "count": len(outline),
        "roots": [numbering.first[-1], numbering.count[-1]], "total": held.total(),
        "head": held.head(_named_by_page(outline, tables, held).values()),
    }  # fmt: skip
    data = _data(outline, meta, held, tables, concepts, index.characters) | {"large": large}
    named = tuple(outline.concepts[place] for place in concepts)
    yield (
        "index.html",
        page_of_parts(data, Content(cases=tuple(outline.case_list), tables=tables, meta=meta, concepts=named), asking).encode(),
    )


def _file(kind: str, place: int, part: dict[str, Any]) -> tuple[str, bytes]:
    """Return name and content of a part: a script that hands it to the page, and does nothing else."""
    text = replace_halves(json.dumps(part, ensure_ascii=False, separators=(",", ":"))).encode()
    name = f"{kind}-{place:04d}-{sha256(text).hexdigest()[:12]}"
    return name, b'cengjiPart("%b",%b);\n' % (name.encode(), text)


def _used_concepts(outline: Outline, tables: dict[str, Columns]) -> list[int]:
    """Return the concepts that the page names, by place, and of the tiers and lines all."""
    used = {*outline.kinds, *outline.statuses, *outline.tiers}
    named = {link.status for link in outline.links} | {link.relation for link in outline.links}
    named |= {value for name in FIGURE_CONCEPTS for value in tables["figures"].get(name, ())} | {*tables["documents"].get("kind", ())}
    return [
        place
        for place, concept in enumerate(outline.concepts)
        if place in used or concept.iri in named or concept.scheme in ("tier", "line")
    ]


def _named_by_page(outline: Outline, tables: dict[str, Columns], held: Parts) -> Places:
    """Return the numbers of the places and documents of the cases, which the page names wherever they stand."""
    return held.numbers([*(case.place for case in outline.case_list), *tables["documents"].get("document", ())])


def _data(
    outline: Outline, meta: Meta, held: Parts, tables: dict[str, Columns], concepts: Sequence[int], characters: set[str]
) -> dict[str, Any]:
    """Return the data block of the page: that of an ordinary page, in which what the parts hold is still missing."""
    named = [outline.concepts[place] for place in concepts]
    concept = Places(one.iri for one in named)
    document = Places(tables["documents"].get("document", ()))
    cases, number = outline.case_list, _named_by_page(outline, tables, held)
    return {
        "meta": {
            "base": ROOT, "zh": meta.zh, "en": meta.en, "version": meta.version, "licence": meta.licence, "left": 0, "focus": "",
            "dataset": meta.dataset, "title": [meta.title.zh, meta.title.en], "creator": meta.creator,
        },
        "columns": {}, "types": list(NODE_TYPES), "relations": held.relations,
        "tiers": concept.of(outline.concepts[place].iri for place in held.tiers),
        "lines": concept.of(one.iri for one in named if one.scheme == "line"),
        "concepts": {
            "id": [shorten(one.iri) for one in named], "scheme": [one.scheme for one in named], "zh": [one.zh for one in named],
            "en": [one.en for one in named],
        },
        "places": {
            "key": [one.key for one in cases], "zh": [one.zh for one in cases], "en": [one.en for one in cases],
            "node": number.of(one.place for one in cases), "document": document.of(one.document for one in cases),
            "part": [one.part for one in cases],
        } if cases else {},
        "nodes": {}, "edges": {}, "rows": {}, "ladders": {}, "rungs": {}, "layouts": {}, "measures": {}, "dates": {}, "derivedTiers": {},
        "figures": {}, "audit": {}, "evidence": {}, "charts": [], "options": {},
        "documents": document_table(tables["documents"], number, concept) if tables["documents"].get("document") else {},
        "traditional": pairs_among(characters),
    }  # fmt: skip
