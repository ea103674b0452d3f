"""The rules of ``queries/check`` as SQL over a table of triples."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final

from rdflib import URIRef
from rdflib.paths import InvPath, MulPath, SequencePath
from rdflib.plugins.sparql import prepareQuery
from rdflib.plugins.sparql.parserutils import CompValue

from cengji.core.namespaces import CJ, ID, PREFIXES
from cengji.core.queryfile import read_query_file
from cengji.core.resources import query_files, resource_dir
from cengji.register.rule_sql import UnsaidError, compile_query
from cengji.register.shape_sql import Query

__all__ = ["compile_rules"]

_LABEL: Final = PREFIXES["skos"] + "prefLabel"
_ABOVE: Final = (
    CJ + "subordinateTo", PREFIXES["org"] + "subOrganizationOf", CJ + "partOfPlace", PREFIXES["skos"] + "broader",
    PREFIXES["dcterms"] + "hasPart",
)  # fmt: skip


def compile_rules(predicates: Iterable[str]) -> tuple[list[Query], list[str]]:
    """Return the rules that data with these predicates may break, and the names of those that have no translation.

    The value of a breach joins what the query's other columns say by blanks.
    """
    held = {*predicates}
    compiled = [*_by_hand()]
    named = {one.shape for one in compiled}
    unsaid = []
    for path in query_files("check"):
        query = read_query_file(path, resource_dir("queries"))
        name = query.name.removeprefix("check/")
        if name in named or not _predicates_of(query.text) <= held:
            continue
        try:
            message = re.sub(r"\{\w+\}", "…", query.header("problem", "en"))
            compiled.append(Query(name, "", query.header("severity"), message, compile_query(query.text)))
        except UnsaidError:
            unsaid.append(name)
    return compiled, unsaid


def _predicates_of(text: str) -> set[str]:
    """Return predicates without each of which in the data a query finds nothing."""
    return _needed(prepareQuery(text).algebra.p)


def _needed(node: CompValue) -> set[str]:
    match node.name:
        case "BGP":
            return {str(one) for _, predicate, _ in node.triples for one in _steps(predicate)}
        case "Join":
            return _needed(node.p1) | _needed(node.p2)
        case "LeftJoin":
            return _needed(node.p1)
        case "Union":
            return _needed(node.p1) & _needed(node.p2)
        case "AggregateJoin":
            return _needed(node.p) if node.p.expr else set()  # without groups it has a row even for nothing
        case "values":
            return set()
        case _:
            return _needed(node.p)


def _steps(predicate: object) -> Iterable[URIRef]:
    """Return the predicates of which a path cannot do without any."""
    if isinstance(predicate, SequencePath):
        return [step for one in predicate.args for step in _steps(one)]
    if isinstance(predicate, MulPath):
        return _steps(predicate.path) if predicate.mod == "+" else ()
    if isinstance(predicate, InvPath):
        return _steps(predicate.arg)
    return (predicate,) if isinstance(predicate, URIRef) else ()


def _by_hand() -> Iterator[Query]:
    """Yield the rules whose translation would look at all triples, or all that is above, where these here do not."""
    described = f"SELECT subject FROM triples WHERE predicate = '{PREFIXES['rdf']}type'"
    yield Query(
        "dangling-reference", "", "error", "leads to a thing that is not described",
        f"SELECT subject AS focus, predicate || ' ' || object AS value FROM triples WHERE datatype IS NULL AND starts_with(object, '{ID}')"
        f" AND object NOT IN ({described})",
    )  # fmt: skip
    yield Query(
        "code-outside-parent", "", "error", "the division code does not begin with that of the place above",
        "SELECT p.subject AS focus, c.object || ' ' || u.object AS value FROM triples p JOIN triples c ON c.subject = p.subject"
        f" JOIN triples u ON u.subject = p.object WHERE p.predicate = '{CJ}partOfPlace' AND c.predicate = '{PREFIXES['skos']}notation'"
        f" AND u.predicate = '{PREFIXES['skos']}notation' AND NOT starts_with(c.object, u.object)",
    )  # fmt: skip
    yield Query("label-lacking", "", "error", "has no Chinese label", (
        f"SELECT subject AS focus, object || ' ' || coalesce(language, '') AS value FROM triples WHERE predicate = '{_LABEL}'"
        f" AND subject IN (SELECT subject FROM triples WHERE predicate = '{CJ}inCase' OR (predicate = '{PREFIXES['rdf']}type' AND object"
        f" IN ('{CJ}Place', '{CJ}Case'))) AND subject NOT IN (SELECT subject FROM triples WHERE predicate = '{CJ}relationKind')"
        f" AND subject NOT IN (SELECT subject FROM triples WHERE predicate = '{_LABEL}'"
        " AND (lower(language) = 'zh' OR starts_with(lower(language), 'zh-')))"
    ))  # fmt: skip
    yield Query("label-in-other-language", "", "error", "the label is not in the language of its tag", (
        f"SELECT subject AS focus, object || ' ' || language AS value FROM triples WHERE predicate = '{_LABEL}' AND"
        r" ((language = 'en' AND regexp_matches(object, '[\x{4e00}-\x{9fff}]')) OR (language = 'zh' AND"
        r" NOT regexp_matches(object, '[\x{3400}-\x{9fff}]') AND regexp_matches(object, '[a-z]{2}')))"
    ))  # fmt: skip
    cycles = " UNION ".join(_cycles(predicate) for predicate in _ABOVE)
    yield Query("own-ancestor", "", "error", "is its own ancestor", f"SELECT node AS focus, NULL AS value FROM ({cycles})")


def _cycles(predicate: str) -> str:
    """Return the SQL of the nodes that are above themselves; only what has some below can be."""
    edges = f"SELECT DISTINCT subject AS child, object AS parent FROM triples WHERE predicate = '{predicate}' AND datatype IS NULL"
    return (
        f"(WITH RECURSIVE edges AS ({edges}), inner_edges AS (SELECT child, parent FROM edges WHERE child IN (SELECT parent FROM edges)),"
        " up(node, above) AS (SELECT child, parent FROM inner_edges UNION SELECT node, parent FROM up JOIN inner_edges ON child = above)"
        " SELECT DISTINCT node FROM up WHERE node = above)"
    )
