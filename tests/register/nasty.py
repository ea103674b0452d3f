"""Values that break careless writers, each with what R2RML, RFC 3987 and canonical N-Quads make of it, written by hand."""

from __future__ import annotations

from typing import Final

# (value, in an IRI by a template, in a literal of N-Quads)
NASTY: Final[list[tuple[str, str, str]]] = [
    ("plain", "plain", "plain"),
    ("0", "0", "0"),
    ("007", "007", "007"),
    ("a-b.c_d~e", "a-b.c_d~e", "a-b.c_d~e"),
    ("two words", "two%20words", "two words"),
    (" lead", "%20lead", " lead"),
    ("trail ", "trail%20", "trail "),
    ('"', "%22", '\\"'),
    ('say "hi"', "say%20%22hi%22", 'say \\"hi\\"'),
    ("'", "%27", "'"),
    ("it's", "it%27s", "it's"),
    ("\\", "%5C", "\\\\"),
    ("a\\b", "a%5Cb", "a\\\\b"),
    ("\\n", "%5Cn", "\\\\n"),
    ('\\"', "%5C%22", '\\\\\\"'),
    ("\n", "%0A", "\\n"),
    ("a\nb", "a%0Ab", "a\\nb"),
    ("a\rb", "a%0Db", "a\\rb"),
    ("a\r\nb", "a%0D%0Ab", "a\\r\\nb"),
    ("a\tb", "a%09b", "a\\tb"),
    ("\x01", "%01", "\\u0001"),
    ("\x07", "%07", "\\u0007"),
    ("\x08", "%08", "\\b"),
    ("\x0b", "%0B", "\\u000B"),
    ("\x0c", "%0C", "\\f"),
    ("\x1b[0m", "%1B%5B0m", "\\u001B[0m"),
    ("\x1f", "%1F", "\\u001F"),
    ("\x7f", "%7F", "\\u007F"),
    ("\x80", "%C2%80", "\x80"),
    ("a\x85b", "a%C2%85b", "a\x85b"),
    ("\x9f", "%C2%9F", "\x9f"),
    ("\xa0", "\xa0", "\xa0"),
    ("a\u2028b", "a\u2028b", "a\u2028b"),
    ("a\u2029b", "a\u2029b", "a\u2029b"),
    ("\u200b", "\u200b", "\u200b"),
    ("\ufeffx", "\ufeffx", "\ufeffx"),
    ("\ue000", "%EE%80%80", "\ue000"),
    ("\uf8ff", "%EF%A3%BF", "\uf8ff"),
    ("\ufdd0", "%EF%B7%90", "\ufdd0"),
    ("\uffef", "\uffef", "\uffef"),
    ("\ufffd", "%EF%BF%BD", "\ufffd"),
    ("\U00010000", "\U00010000", "\U00010000"),
    ("\U0001f600", "\U0001f600", "\U0001f600"),
    ("\U0001fffe", "%F0%9F%BF%BE", "\U0001fffe"),
    ("\U00020000街", "\U00020000街", "\U00020000街"),
    ("\U000e0001", "%F3%A0%80%81", "\U000e0001"),
    ("\U000e1000", "\U000e1000", "\U000e1000"),
    ("\U000f0000", "%F3%B0%80%80", "\U000f0000"),
    ("\U0010fffd", "%F4%8F%BF%BD", "\U0010fffd"),
    ("姑苏区", "姑苏区", "姑苏区"),
    ("白洋湾 街道", "白洋湾%20街道", "白洋湾 街道"),
    ("（甲）", "（甲）", "（甲）"),
    ("e\u0301", "e\u0301", "e\u0301"),
    ("é", "é", "é"),
    ("<", "%3C", "<"),
    (">", "%3E", ">"),
    ("<>{}|^`", "%3C%3E%7B%7D%7C%5E%60", "<>{}|^`"),
    ("%", "%25", "%"),
    ("%20", "%2520", "%20"),
    ("100%", "100%25", "100%"),
    ("+", "%2B", "+"),
    ("a+b", "a%2Bb", "a+b"),
    ("*", "%2A", "*"),
    ("a/b", "a%2Fb", "a/b"),
    ("http://x.org/?q=1#f", "http%3A%2F%2Fx.org%2F%3Fq%3D1%23f", "http://x.org/?q=1#f"),
    ("!$&'()*,;=:@", "%21%24%26%27%28%29%2A%2C%3B%3D%3A%40", "!$&'()*,;=:@"),
    ("[]", "%5B%5D", "[]"),
    ("..", "..", ".."),
    ("@zh", "%40zh", "@zh"),
    ("^^<urn:x>", "%5E%5E%3Curn%3Ax%3E", "^^<urn:x>"),
    ("{code}", "%7Bcode%7D", "{code}"),
    ("NULL", "NULL", "NULL"),
    ("None", "None", "None"),
    ("=1+1", "%3D1%2B1", "=1+1"),
    ("", "", ""),
]

MAPPING: Final = """\
@prefix rr: <http://www.w3.org/ns/r2rml#> .
@prefix rml: <http://semweb.mmlab.be/ns/rml#> .
@prefix ql: <http://semweb.mmlab.be/ns/ql#> .
@prefix ex: <http://example.org/> .

<#Nasty> rml:logicalSource [ rml:source "nasty" ; rml:referenceFormulation ql:CSV ] ;
    rr:subjectMap [ rr:template "http://example.org/row/{n}" ; rr:class ex:Row ; rr:graph ex:g ] ;
    rr:predicateObjectMap [ rr:predicate ex:value ; rr:objectMap [ rml:reference "value" ] ] ;
    rr:predicateObjectMap [ rr:predicate ex:iri ; rr:objectMap [ rr:template "http://example.org/v/{value}" ] ] ;
    rr:predicateObjectMap [ rr:predicate ex:label ; rr:objectMap [ rml:reference "value" ; rr:language "zh" ] ] ;
    rr:predicateObjectMap [ rr:predicate ex:both ; rr:objectMap [ rr:template "{n}\\\\{:{value}" ; rr:termType rr:Literal ] ] ;
    rr:predicateObjectMap [ rr:predicate ex:kind ; rr:object "k\\"" ] .
"""


def expected() -> bytes:
    """Return the lines of the mapping over the values, numbered from 1, and of a row more whose value is null."""
    lines = []
    for number, (_, iri, literal) in enumerate([*NASTY, ("", "", "")], 1):
        subject = f"<http://example.org/row/{number}>"
        values = [
            ("ex:value", f'"{literal}"'),
            ("ex:iri", f"<http://example.org/v/{iri}>"),
            ("ex:label", f'"{literal}"@zh'),
            ("ex:both", f'"{number}{{:{literal}"'),
        ]
        for predicate, written in values if number <= len(NASTY) else []:
            lines.append(f"{subject} <http://example.org/{predicate[3:]}> {written} <http://example.org/g> .")
        lines.append(f'{subject} <http://example.org/kind> "k\\"" <http://example.org/g> .')
        lines.append(f"{subject} <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <http://example.org/Row> <http://example.org/g> .")
    return b"".join(line + b"\n" for line in sorted(line.encode() for line in lines))
