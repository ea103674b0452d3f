"""Good syntax: what the grammar of SPARQL 1.1 (section 19.8) allows, rule by rule, asked through the table of the screen."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from cengji.cli import cengji

TRIG = """@prefix : <http://example.org/> .
:a :p 1 ; :q "x"@en , "y" ; :r ( 1 2 ) . :b :p 2 ; :q :a . :c :p "3"^^<http://example.org/t> .
:g { :a :p 1 . :d :q :a } :h { :d :p 4.50 }
"""
PROLOGUE = "PREFIX : <http://example.org/> PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>\n"
GOOD = {
    # Prologue, [4]-[6]
    "no prologue": "SELECT * { ?s ?p ?o }",
    "base and relative prefix": "BASE <http://example.org/> PREFIX e: <#> PREFIX : <> SELECT * { e:x :y <z> }",
    "prefix again": "PREFIX : <urn:x> PREFIX : <http://example.org/> ASK { :a :p 1 }",
    "empty relative iri": "SELECT * { <> ?p ?o }",
    "lower case": "prefix : <http://example.org/> select distinct * where { :a ?p ?o } order by ?p limit 1 offset 0",
    # SELECT, [7]-[9]
    "distinct": "SELECT DISTINCT ?s { ?s ?p ?o }",
    "reduced": "SELECT REDUCED ?s { ?s ?p ?o }",
    "dollar": "SELECT $s WHERE { $s ?p $o }",
    "expression": "SELECT (?o + 1 AS ?next) (?o AS ?same) { ?s :p ?o }",
    "expression of an expression": "SELECT (?o AS ?x) (?x AS ?y) (STR(?y) AS ?z) { ?s :p ?o }",
    "expression and variable": "SELECT ?s (STRLEN(STR(?s)) AS ?n) ?p { ?s ?p ?o }",
    "unbound column": "SELECT ?never { ?s ?p ?o }",
    "star of nothing": "SELECT * {}",
    "star of constants": "SELECT * { :a :p 1 }",
    "no row": "SELECT * { :absent ?p ?o }",
    "equal rows": "SELECT ?p { ?s ?p ?o FILTER (?p = :p) }",
    "unicode names": "SELECT ?层级 ?é1 { ?层级 :p ?é1 }",
    # CONSTRUCT, DESCRIBE, ASK, [10]-[12]
    "construct": "CONSTRUCT { ?o :of ?s . _:x :y [] } WHERE { ?s :q ?o }",
    "construct nothing": "CONSTRUCT {} WHERE { ?s ?p ?o }",
    "construct where": "CONSTRUCT WHERE { ?s :p ?o }",
    "construct where nothing": "CONSTRUCT WHERE {}",
    "construct from": "CONSTRUCT { ?s ?p ?o } FROM :g WHERE { ?s ?p ?o } LIMIT 2",
    "construct collection": "CONSTRUCT { ?s :list ( ?o 1 [ :x ?o ] ) } { ?s :p ?o }",
    "describe iri": "DESCRIBE :a",
    "describe several": "DESCRIBE :a ?s { ?s :q :a }",
    "describe star": "DESCRIBE * { ?s :q :a }",
    "describe from": "DESCRIBE :a FROM :g",
    "ask": "ASK { ?s ?p ?o }",
    "ask no": "ASK { :absent ?p ?o }",
    "ask modifiers": "ASK { ?s ?p ?o } ORDER BY ?s LIMIT 1",
    # Dataset, [13]-[16]
    "from": "SELECT * FROM :g { ?s ?p ?o }",
    "from named": "SELECT * FROM NAMED :g FROM NAMED :h { GRAPH ?g { ?s ?p ?o } }",
    "from both": "SELECT * FROM :g FROM NAMED <http://example.org/h> WHERE { ?s ?p ?o OPTIONAL { GRAPH ?g { ?s ?x ?y } } }",
    # Solution modifiers, [18]-[27]
    "group": "SELECT ?s (COUNT(*) AS ?n) { ?s ?p ?o } GROUP BY ?s",
    "group by expression": "SELECT ?k (COUNT(?s) AS ?n) { ?s ?p ?o } GROUP BY (STR(?p) AS ?k)",
    "group by call": "SELECT (COUNT(?s) AS ?n) { ?s ?p ?o } GROUP BY STR(?p) xsd:string(?s) (?s)",
    "having": "SELECT ?s { ?s ?p ?o } GROUP BY ?s HAVING (COUNT(*) > 1) (COUNT(?o) < 9)",
    "order": "SELECT * { ?s ?p ?o } ORDER BY DESC(?s) ASC(?p) ?o STR(?o) (?o + 1)",
    "order by aggregate": "SELECT ?s { ?s ?p ?o } GROUP BY ?s ORDER BY DESC(COUNT(*)) ?s",
    "offset before limit": "SELECT * { ?s ?p ?o } OFFSET 1 LIMIT 2",
    "limit nothing": "SELECT * { ?s ?p ?o } LIMIT 0",
    "values clause": "SELECT * { ?s :p ?o } VALUES (?s ?o) { (:a 1) (:b UNDEF) }",
    # Group graph patterns, [53]-[68]
    "nested groups": "SELECT * { { { ?s :p ?o } } {} . }",
    "optional": "SELECT * { ?s :p ?o OPTIONAL { ?s :q ?x OPTIONAL { ?x :p ?y } } }",
    "optional only": "SELECT * { OPTIONAL { :absent :p ?o } }",
    "union": "SELECT * { { ?s :p ?o } UNION { ?s :q ?x } UNION {} }",
    "minus": "SELECT * { ?s :p ?o MINUS { ?s :q ?x } MINUS {} }",
    "graph iri": "SELECT * { GRAPH :g { ?s ?p ?o } }",
    "graph variable": "SELECT ?g { GRAPH ?g {} }",
    "filter exists": "SELECT * { ?s :p ?o FILTER EXISTS { ?s :q ?x } FILTER NOT EXISTS { ?s :r ?y } }",
    "exists in expression": "SELECT (EXISTS { ?s :q ?x } AS ?has) { ?s :p ?o FILTER (1 = 1 && NOT EXISTS { ?s :none ?y }) }",
    "bind": "SELECT * { ?s :p ?o BIND (?o * 2 AS ?twice) BIND (IF(?twice > 2, 'big', 'small') AS ?size) }",
    "bind of nothing": "SELECT * { BIND (1/0 AS ?x) }",
    "values": "SELECT * { VALUES ?s { :a :b UNDEF 'text'@en 1 true } ?s ?p ?o }",
    "values of none": "SELECT * { VALUES ?s {} VALUES (?a ?b) {} VALUES () { () } }",
    "subquery": "SELECT * { ?s :q ?o { SELECT ?s (MAX(?v) AS ?max) { ?s :p ?v } GROUP BY ?s } }",
    "subquery alone": "SELECT ?s { SELECT * { ?s ?p ?o } LIMIT 1 }",
    "subquery with values": "SELECT * { { SELECT ?s { ?s :p ?o } VALUES ?o { 1 2 } } }",
    "subquery in optional": "SELECT * { ?s :p ?o OPTIONAL { SELECT ?s (COUNT(*) AS ?n) { ?s :q ?x } GROUP BY ?s } }",
    "dots": "SELECT * { ?s :p ?o . OPTIONAL { ?s :q ?x . } . ?s ?p ?y . FILTER (true) . }",
    # Triples, collections, blank nodes, paths, [75]-[106]
    "semicolons": "SELECT * { ?s :p ?o ;; :q ?x , ?y ; . }",
    "blank nodes": "SELECT * { _:x :p ?o . _:x :q [ :p ?z ; :q [] ] . [ :p ?w ] . [] :p 1 }",
    "blank node pattern with dots": "SELECT * { _:a.b-c :p ?o . _:1 :q ?x }",
    "collections": "SELECT * { ?s :r ( 1 ?second ) . ( ?x ?y ) ?any ?thing . ?s2 :r () }",
    "collection of patterns": "SELECT * { ?s ?p ( [ :x ?y ] ( 1 ) 'a' ) }",
    "a": "SELECT * { ?s a ?class ; a :Thing }",
    "path sequence": "SELECT * { ?s :q/:p ?o . ?s (:q|:p)/^:q ?x }",
    "path alternative": "SELECT * { ?s :p|:q|^:q ?o }",
    "path repetition": "SELECT * { ?s :q* ?a . ?s :q+ ?b . ?s :q? ?c . ?s (:q/:q)* ?d }",
    "path negation": "SELECT * { ?s !:p ?a . ?s !(:p|^:q) ?b . ?s !a ?c . ?s !^:q ?d . ?s !(a|^a) ?e }",
    "path in collection": "SELECT * { ?s :r/rdf:rest*/rdf:first ?item }",
    "path of both ends": "ASK { :a (:p|:q)* :a }",
    "path with a": "SELECT * { ?s a/:sub* ?class ; ^a ?x }",
    "path before list": "SELECT * { [ :p|:q 1 ] :r/rdf:rest ( 2 ) }",
    # Names, [136]-[144], [169]-[173]
    "local names": "SELECT * { :1a :a-b :a.b . :a%20b :a\\~b\\,c :a:b:c . :_ :x\\-y :  }",
    "prefixes with dots": "PREFIX a.b-c: <urn:x:> SELECT * { a.b-c:d.e a.b-c: a.b-c:0.1 }",
    "prefix of a keyword": "PREFIX select: <urn:s:> PREFIX a: <urn:a:> SELECT * { select:where a:a select:from }",
    "unicode local names": "SELECT * { :层级 :é ?o }",
    "escapes in names": "SELECT * { :\\$\\&\\'\\(\\)\\*\\+\\;\\= ?p ?o }",
    "code points": 'SELECT * { <http://example.org/\\u0061> ?p "\\u7F51\\U0001F600" }',
    # Literals, [128]-[134], [146]-[162]
    "numbers": "SELECT * { VALUES ?x { 1 -1 +1 01 1.0 .5 -0.5 1e0 1.E1 .5E-1 1.0e+10 } }",
    "number and dot": "SELECT * { ?s :p 1. ?s :p 1 .}",
    "signs": "SELECT (1-1 AS ?a) (1 -1 AS ?b) (-?x AS ?c) (+?x AS ?d) (!true AS ?e) (1+-1 AS ?f) { VALUES ?x { 2 } FILTER (?x-1=1) }",
    "strings": """SELECT * { VALUES ?x { 'a' "b" '''c'd''e''' \"\"\"f"g""h\"\"\" '\\t\\n\\r\\b\\f\\\\\\'' "" '''''' } }""",
    "long string with line ends": "SELECT ('''a\nb''' AS ?x) {}",
    "language tags": "SELECT * { VALUES ?x { 'a'@en 'b'@zh-Hant-TW 'c'@x-private-1 } }",
    "datatypes": "SELECT * { VALUES ?x { '1'^^xsd:byte '2'^^<urn:t> 'x'^^xsd:integer } }",
    "booleans": "SELECT (true AS ?x) (false AS ?y) {}",
    "comments": "# one\nSELECT * # <two>\n{ ?s ?p ?o # 'three'\n} # four",
    "comment in iri and string": "SELECT * { <http://example.org/#a> ?p '# no comment' }",
    "carriage returns": "SELECT *\r\n{ ?s\r?p ?o }",
    # Expressions and calls, [108]-[127]
    "operators": "SELECT (1 < 2 && 2 <= 2 || !(3 > 4) && 4 >= 4 AS ?x) (1 != 2 AS ?y) (6 / 2 * 3 - 1 + 2 AS ?z) {}",
    "in": "SELECT * { ?s :p ?o FILTER (?o IN (1, 2, 'a') && ?o NOT IN () && 2 NOT IN (1/0, 2, 3) || true) }",
    "in nothing": "SELECT (1 IN () AS ?x) {}",
    "less than and iri": "SELECT * { ?a :p ?x . ?b :p ?y FILTER (?x<?y && ?y>?x) }",
    "strings of functions": "SELECT "
    "(CONCAT(SUBSTR('网格员', 1, 2), UCASE('a'), LCASE('B'), STRBEFORE('a-b', '-'), STRAFTER('a-b', '-')) AS ?x) "
    "(REPLACE('aXb', 'x', '-', 'i') AS ?y) (REGEX('a', 'A', 'i') AS ?z) (STRSTARTS('ab', 'a') AS ?s) (STRENDS('ab', 'b') AS ?e) "
    "(CONTAINS('ab', 'b') AS ?c) (ENCODE_FOR_URI('层 级') AS ?u) {}",
    "terms of functions": "SELECT (IRI('x') AS ?a) (URI('urn:y') AS ?b) (STRDT('1', xsd:byte) AS ?c) (STRLANG('a', 'zh') AS ?d) "
    "(DATATYPE(1) AS ?e) "
    "(LANG('a'@en) AS ?f) (isIRI(:a) AS ?g) (isBLANK(:a) AS ?h) (isLITERAL(1) AS ?i) (isNUMERIC('1') AS ?j) (sameTerm(1, 1) AS ?k) {}",
    "new terms": "SELECT (STRLEN(STRUUID()) AS ?a) (isIRI(UUID()) AS ?b) (isBLANK(BNODE()) AS ?c) (isBLANK(BNODE('x')) AS ?d) "
    "(RAND() < 1 AS ?e) {}",
    "numbers of functions": "SELECT (ABS(-1) AS ?a) (CEIL(1.2) AS ?b) (FLOOR(1.8) AS ?c) (ROUND(1.5) AS ?d) {}",
    "times": "SELECT (YEAR(?t) AS ?a) (MONTH(?t) AS ?b) (DAY(?t) AS ?c) (HOURS(?t) AS ?d) (MINUTES(?t) AS ?e) (SECONDS(?t) AS ?f) "
    "(TZ(?t) AS ?g) "
    "(TIMEZONE(?t) AS ?h) (NOW() > ?t AS ?i) { VALUES ?t { '2024-01-02T03:04:05.5+08:00'^^xsd:dateTime } }",
    "digests": "SELECT (MD5('a') AS ?a) (SHA1('a') AS ?b) (SHA256('a') AS ?c) (SHA384('a') AS ?d) (SHA512('a') AS ?e) {}",
    "choice": "SELECT (COALESCE(?none, 1/0, 'x') AS ?a) (IF(BOUND(?none), 1, 2) AS ?b) (LANGMATCHES('zh-cn', 'zh') AS ?c) {}",
    "casts": "SELECT (xsd:integer('01') AS ?a) (xsd:decimal('1.50') AS ?b) (xsd:boolean('1') AS ?c) (xsd:double(1) AS ?d) "
    "(xsd:string(1) AS ?e) "
    "(xsd:dateTime('2024-01-01T00:00:00') AS ?f) {}",
    "unknown function": "SELECT * { ?s ?p ?o FILTER (:fn(?o) || true) }",
    "aggregates": "SELECT (COUNT(*) AS ?a) (COUNT(DISTINCT *) AS ?b) (COUNT(DISTINCT ?s) AS ?c) (SUM(?o) AS ?d) (AVG(?o) AS ?e) "
    "(MIN(?o) AS ?f) "
    "(MAX(?o) AS ?g) (SAMPLE(?p) AS ?h) (GROUP_CONCAT(?x) AS ?i) (GROUP_CONCAT(DISTINCT ?x ; SEPARATOR = '|') AS ?j) "
    "{ ?s ?p ?o BIND (STR(?o) AS ?x) }",
    "aggregates over nothing": "SELECT (MIN(?o) AS ?a) (SAMPLE(?o) AS ?b) { :absent :p ?o }",
    "aggregates in expressions": "SELECT (COUNT(*) * 2 + MAX(?o) AS ?x) { ?s :p ?o FILTER (isNUMERIC(?o)) }",
}  # fmt: skip
BAD = {
    "a variable twice": "SELECT (1 AS ?x) (2 AS ?x) {}",
    "a column that is not grouped": "SELECT ?s (COUNT(*) AS ?n) { ?s ?p ?o }",
    "star of groups": "SELECT * { ?s ?p ?o } GROUP BY ?s",
    "bind of a bound variable": "SELECT * { ?s :p ?o BIND (1 AS ?o) }",
    "values of another width": "SELECT * { VALUES (?a ?b) { (1) } }",
    "an aggregate in a filter": "SELECT * { ?s ?p ?o FILTER (COUNT(?o) > 1) }",
    "a blank node in two groups": "SELECT * { _:a :p ?o OPTIONAL { _:a :q ?x } }",
    "no brace": "SELECT * { ?s ?p ?o",
    "a literal for a subject of a path": "SELECT * { ?s 'p' ?o }",
    "an undeclared prefix": "SELECT * { ?s undeclared:p ?o }",
    "an escape that is none": "SELECT ('\\x' AS ?a) {}",
    "construct where with a filter": "CONSTRUCT WHERE { ?s ?p ?o FILTER (true) }",
}


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a small file of TriG."""
    path = tmp_path_factory.mktemp("w3c") / "data.trig"
    path.write_text(TRIG, encoding="utf-8")
    return path


def asked(text: str, data: Path, tmp_path: Path) -> tuple[int, str]:
    """Ask a query from a file, for the screen; return the exit code and all that is printed."""
    path = tmp_path / "query.rq"
    path.write_bytes((PROLOGUE + text).encode())
    done = CliRunner().invoke(cengji, ["query", str(path), "--data", str(data), "--timeout", "none"])
    assert done.exception is None or isinstance(done.exception, SystemExit), done.exception
    return done.exit_code, done.output


@pytest.mark.parametrize("name", GOOD)
def test_good_syntax_is_answered_on_the_screen(name: str, data: Path, tmp_path: Path) -> None:
    code, printed = asked(GOOD[name], data, tmp_path)
    assert code == (name == "ask no"), printed


@pytest.mark.parametrize("name", BAD)
def test_bad_syntax_is_refused(name: str, data: Path, tmp_path: Path) -> None:
    code, printed = asked(BAD[name], data, tmp_path)
    assert (code, "is not SPARQL 1.1" in printed) == (3, True), printed
