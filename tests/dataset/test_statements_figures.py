"""What a case states as quads: figures with their bounds and times, measures, events, posts, concepts."""

from __future__ import annotations

import re

import pytest

from cengji.core.resources import query_text
from cengji.dataset import Ontology, build_dataset
from cengji.dataset.statements.period import Time, time_of_beginning, time_of_event
from tests.dataset.small import SMALL, added, case_of, trig

FIGURE = """
figures:
  - key: homes
    status: inferred
    written: 若干户
    unit: household
    kind: count
    indicator: size
    about: town
    place: town
"""
FIGURE_TRIG = """
    <id/small/figure/homes> a cj:Figure ; cj:inCase <case/small> ; cj:status <scheme/status/inferred> ; cj:asWritten "若干户" ;
        qudt:hasUnit <scheme/unit/household> ; cj:figureKind <scheme/figure-kind/count> ; cj:indicator <scheme/indicator/size> ;
        cj:about <id/place/32> ; cj:atPlace <id/place/32> ; cj:role <scheme/role/stock> ;
"""
BOUNDS = {
    "exact": ("value: 148", "qudt:numericValue 148; cj:lowerBound 148; cj:lowerInclusive true; cj:upperBound 148; cj:upperInclusive true"),
    "exact, rounded": (
        "value: 14000, precision: 1000",
        """qudt:numericValue 14000; cj:precision 1000; cj:lowerBound 13000; cj:lowerInclusive false;
        cj:upperBound 15000; cj:upperInclusive false""",
    ),
    "moreThan": ("value: 6600", "qudt:numericValue 6600; cj:lowerBound 6600; cj:lowerInclusive false"),
    "atLeast": ("value: 0.50", "qudt:numericValue 0.5; cj:lowerBound 0.5; cj:lowerInclusive true"),
    "nearly": ("value: 2000", "qudt:numericValue 2000; cj:upperBound 2000; cj:upperInclusive false"),
    "lessThan": ("value: 2000", "qudt:numericValue 2000; cj:upperBound 2000; cj:upperInclusive false"),
    "atMost": ("value: 3", "qudt:numericValue 3; cj:upperBound 3; cj:upperInclusive true"),
    "approximately": ("value: 45000000000", "qudt:numericValue 45000000000"),
    "range": ("lower: 3, upper: 4", "cj:lowerBound 3; cj:lowerInclusive true; cj:upperBound 4; cj:upperInclusive true"),
}


def lines(fields: str) -> str:
    """Turn ``a: 1, b: 2`` into two lines of the figure."""
    return "".join(f"    {field}\n" for field in fields.split(", "))


def decimals(text: str) -> str:
    """Write each bare number of a piece of TriG as a canonical xsd:decimal, for which Turtle has no short form."""
    return re.sub(r"(?<= )(\d+(\.\d+)?)(?=;|$)", r'"\1"^^xsd:decimal', text)


@pytest.mark.parametrize("name", BOUNDS)
def test_figure_has_its_certain_bounds(name: str, ontology: Ontology) -> None:
    comparator, (fields, numbers) = name.split(",")[0], BOUNDS[name]
    expected = f"GRAPH <case/small> {{ {FIGURE_TRIG} cj:comparator <scheme/comparator/{comparator}> ; {decimals(numbers)} . }}"
    assert added(FIGURE + lines(f"comparator: {comparator}, {fields}"), ontology) == trig(expected)


def test_every_comparator_has_its_bounds_tested(ontology: Ontology) -> None:
    assert {name.split(",")[0] for name in BOUNDS} == ontology.vocabulary.schemes["comparator"]


@pytest.mark.parametrize(
    ("start", "end", "first", "last"),
    [
        ("2020", "2020", "2020-01-01", "2020-12-31"),
        ("2020-02", "2021-02", "2020-02-01", "2021-02-28"),
        ("2020-02", "2020-02", "2020-02-01", "2020-02-29"),
        ("2020-02-03", "2020-02-03", "2020-02-03", "2020-02-03"),
    ],
)
def test_time_of_a_figure_runs_from_first_to_last_day(start: str, end: str, first: str, last: str, ontology: Ontology) -> None:
    fields = lines("value: 5, comparator: approximately")
    period = f"    time: {{written: 近来, start: {start}, end: {end}, rule: month}}\n"
    without = added(FIGURE + fields, ontology)
    assert added(FIGURE + fields + period, ontology) - without == trig(f"""GRAPH <case/small> {{
        <id/small/figure/homes> cj:timeAsWritten "近来" ; cj:period <id/small/period/homes> .
        <id/small/period/homes> a cj:Period ; cj:inCase <case/small> ; cj:asWritten "近来" ; cj:resolutionRule <scheme/rule/month> ;
            cj:granularity <scheme/granularity/month> ; cj:startDate "{first}"^^xsd:date ; cj:endDate "{last}"^^xsd:date . }}""")


def test_reading_ratio_and_pair_of_a_figure(ontology: Ontology) -> None:
    rooms = FIGURE.replace("key: homes", "key: rooms") + lines("value: 700")
    plain = rooms + FIGURE.replace("\nfigures:\n", "") + lines("value: 600, comparator: approximately")
    more = lines(
        "reading_lower: 600, reading_upper: 700, reading_rule: yu-next-unit, paired_with: rooms, numerator: rooms, denominator: rooms"
    )
    more += "    counted: {zh: 人家, en: homes}\n"
    assert added(plain + more, ontology) - added(plain, ontology) == trig(f"""GRAPH <case/small> {{ <id/small/figure/homes>
        {decimals("cj:readingLower 600; cj:readingUpper 700;")} cj:readingRule <scheme/rule/yu-next-unit> ;
        cj:pairedWith <id/small/figure/rooms> ; cj:numerator <id/small/figure/rooms> ; cj:denominator <id/small/figure/rooms> ;
        cj:countedThing "人家"@zh, "homes"@en . }}""")


def test_a_change_has_its_direction(ontology: Ontology) -> None:
    change = FIGURE.replace("kind: count", "kind: change") + lines("value: 5.5, precision: 0.1")
    added_by_direction = added(change + lines("direction: decrease"), ontology) - added(change, ontology)
    assert added_by_direction == trig("GRAPH <case/small> { <id/small/figure/homes> cj:direction <scheme/direction/decrease> }")


BOARD = """
groups: [{key: board, label: 议事会, kind: grid-party-branch, place: town, status: inferred}]
bodies: [{key: office, label: 办公室, kind: grid-party-branch, place: town, status: inferred}]
"""
MEASURES = """
measures:
  - {key: whole, label: 大机制, kind: mechanism, place: town, status: inferred}
  - key: part
    label: 小队
    kind: team
    place: town
    status: inferred
    part_of: whole
    run_by: board
    acts_on: [town, board]
    audience: residents
    purpose: 便民
    since: 2019-05
    since_written: 从五月起
    stage: pilot
    generic: {measure: points-system, status: STATUS, reason: 相似}
"""


@pytest.mark.parametrize(
    ("status", "direct"), [("inferred", "<id/small/measure/part> cj:variantOf <scheme/generic-measure/points-system> ."), ("disputed", "")]
)
def test_measure_and_its_generic(status: str, direct: str, ontology: Ontology) -> None:
    common = "cj:inCase <case/small> ; cj:atPlace <id/place/32> ; cj:status <scheme/status/inferred>"
    quads = added(BOARD + MEASURES.replace("STATUS", status), ontology) - added(BOARD, ontology)
    assert quads == trig(f"""
        GRAPH <case/small> {{
            <id/small/measure/whole> a cj:Measure, cj:Mechanism ; skos:prefLabel "大机制"@zh ; {common} ;
                cj:measureKind <scheme/measure-kind/mechanism> ; dcterms:hasPart <id/small/measure/part> .
            <id/small/measure/part> a cj:Measure, cj:TeamMeasure ; skos:prefLabel "小队"@zh ; {common} ;
                cj:measureKind <scheme/measure-kind/team> ; cj:runBy <id/small/group/board> ; cj:audience <scheme/audience/residents> ;
                cj:actsOn <id/place/32>, <id/small/group/board> ; cj:purpose "便民"@zh ; cj:since "2019-05"^^xsd:gYearMonth ;
                cj:sinceAsWritten "从五月起" ; cj:stage <scheme/stage/pilot> ; cj:period <id/small/period/part> .
            <id/small/period/part> a cj:Period ; cj:inCase <case/small> ; cj:asWritten "从五月起" ; cj:startDate "2019-05-01"^^xsd:date ;
                cj:resolutionRule <scheme/rule/begins-in-month> ; cj:granularity <scheme/granularity/month> .
        }}
        GRAPH <curation/small> {{
            <id/small/generic/part-points-system> a cj:GenericMapping ; cj:inCase <case/small> ; cj:mappedMeasure <id/small/measure/part> ;
                cj:mappedGeneric <scheme/generic-measure/points-system> ; cj:status <scheme/status/{status}> ; cj:reason "相似"@zh .
            {direct}
        }}""")


@pytest.mark.parametrize(
    ("change", "class_", "statement"),
    [
        ("involves: board", "", "; cj:involves <id/small/group/board>"),
        ("before: board", ", cj:OrganizationalChange", "; cj:groupBefore <id/small/group/board>"),
        ("after: [board]", ", cj:OrganizationalChange", "; cj:groupAfter <id/small/group/board>"),
        ("before: [office]", ", cj:OrganizationalChange", "; org:originalOrganization <id/small/body/office>"),
        ("after: office", ", cj:OrganizationalChange", "; org:resultingOrganization <id/small/body/office>"),
        ("founds: office", ", cj:OrganizationalChange", "; org:resultingOrganization <id/small/body/office>"),
    ],
)
def test_event_is_a_change_only_if_organizations_change(change: str, class_: str, statement: str, ontology: Ontology) -> None:
    event = (
        f"events: [{{key: day, label: 开工, kind: founding, place: town, status: inferred, date: 2020, date_written: 去年, {change}}}]\n"
    )
    assert added(BOARD + event, ontology) - added(BOARD, ontology) == trig(f"""GRAPH <case/small> {{
        <id/small/event/day> a cj:Event {class_} ; cj:inCase <case/small> ; skos:prefLabel "开工"@zh ; cj:atPlace <id/place/32> ;
            cj:eventKind <scheme/event-kind/founding> ; cj:status <scheme/status/inferred> ; cj:eventDate "2020"^^xsd:gYear ;
            cj:dateAsWritten "去年" {statement} ; cj:period <id/small/period/day> .
        <id/small/period/day> a cj:Period ; cj:inCase <case/small> ; cj:asWritten "去年" ; cj:startDate "2020-01-01"^^xsd:date ;
            cj:endDate "2020-12-31"^^xsd:date ; cj:resolutionRule <scheme/rule/calendar-year> ;
            cj:granularity <scheme/granularity/year> . }}""")


@pytest.mark.parametrize(
    ("written", "rule", "yearless"),
    [
        ("11月16日", "year-lacking", "--11-16"),
        ("7月", "year-lacking", "--07"),
        ("--02-29", "year-lacking", "--02-29"),
        ("2月30日", "unresolvable", None),
        ("13月", "unresolvable", None),
        ("去年7月", "unresolvable", None),
        ("近7月", "unresolvable", None),
        ("7", "unresolvable", None),
    ],
)
def test_month_and_day_without_a_year_are_kept_and_no_day_is_made_of_them(written: str, rule: str, yearless: str | None) -> None:
    assert time_of_event(None, written) == time_of_beginning(None, written) == Time(written, None, None, rule, yearless)


def test_events_without_a_year_come_first_by_month_and_day(ontology: Ontology) -> None:
    dates = ("date: 2016-07", "date_written: 11月16日", "date_written: 7月", "date: 2016", "date_written: 近年来")
    events = "".join(
        f"  - {{key: day-{number}, label: 开工, kind: founding, place: town, status: inferred, {date}}}\n"
        for number, date in enumerate(dates)
    )
    dataset = build_dataset([case_of(f"{SMALL}events:\n{events}", ontology)], ontology)
    rows = [row[:1] + row[6:8] for row in dataset.rows(query_text("events-in-time-order"))]
    assert rows == [
        ("--07", None, None),
        ("--11-16", None, None),
        ("2016", "2016-01-01", "2016-12-31"),
        ("2016-07", "2016-07-01", "2016-07-31"),
    ]


POSTS = """
posts:
  - {key: head, label: 主任, post_in: office, status: inferred}
  - {key: chair, label: 主席, post_in: board, status: inferred}
"""


def test_posts_holdings_secondments_and_policies(ontology: Ontology) -> None:
    text = """
concurrent_holdings: [{key: both, posts: [head, chair], status: inferred}]
secondments: [{key: sent, sent_from: board, sent_to: office, post: head, status: inferred}]
policies: [{key: plan, title: 方案, issued_by: office, date: 2020-01-31, status: inferred}]
"""
    common = "cj:inCase <case/small> ; cj:status <scheme/status/inferred>"
    assert added(BOARD + POSTS + text, ontology) - added(BOARD, ontology) == trig(f"""GRAPH <case/small> {{
        <id/small/post/head> a org:Post ; {common} ; skos:prefLabel "主任"@zh ; org:postIn <id/small/body/office> .
        <id/small/post/chair> a org:Post ; {common} ; skos:prefLabel "主席"@zh ; cj:postInGroup <id/small/group/board> .
        <id/small/holding/both> a cj:ConcurrentHolding ; {common} ; cj:holdsPost <id/small/post/head>, <id/small/post/chair> .
        <id/small/secondment/sent> a cj:Secondment ; {common} ; cj:secondedFrom <id/small/group/board> ;
            cj:secondedTo <id/small/body/office> ; cj:secondedToPost <id/small/post/head> .
        <id/small/policy/plan> a cj:PolicyDocument ; {common} ; dcterms:title "方案"@zh ; cj:issuedBy <id/small/body/office> ;
            dcterms:issued "2020-01-31"^^xsd:date .
        <id/small/document/source> cj:citesDocument <id/small/policy/plan> . }}""")


def test_declared_concept_gives_its_bodies_the_class_of_its_broader_one(ontology: Ontology) -> None:
    text = """
concepts:
  body-kind:
    - {key: red-post, zh: 红色驿站支部, en: red post branch, broader: party-branch, definition: 驿站里的支部}
    - {key: odd, zh: 其他, en: other}
bodies:
  - {key: post, label: 驿站, kind: red-post, place: town, status: inferred}
  - {key: other, label: 其他处, kind: odd, place: town, status: inferred}
"""
    common = "cj:inCase <case/small> ; cj:atPlace <id/place/32> ; cj:status <scheme/status/inferred>"
    concept = "a skos:Concept, cj:BodyKind ; skos:inScheme <scheme/body-kind>"
    assert added(text, ontology) == trig(f"""
        GRAPH <graph/schemes> {{
            <scheme/body-kind/red-post> {concept} ; skos:prefLabel "红色驿站支部"@zh, "red post branch"@en ; skos:notation "red-post" ;
                skos:definition "驿站里的支部"@zh ; skos:broader <scheme/body-kind/party-branch> .
            <scheme/body-kind/odd> {concept} ; skos:prefLabel "其他"@zh, "other"@en ; skos:notation "odd" ;
                skos:topConceptOf <scheme/body-kind> .
        }}
        GRAPH <case/small> {{
            <id/small/body/post> a cj:Body, cj:PartyBody ; skos:prefLabel "驿站"@zh ; {common} ;
                org:classification <scheme/body-kind/red-post> .
            <id/small/body/other> a cj:Body ; skos:prefLabel "其他处"@zh ; {common} ; org:classification <scheme/body-kind/odd> .
        }}""")


@pytest.mark.parametrize(
    ("status", "direct"), [("inferred", "<id/small/body/office> cj:sameBody <id/other-town/body/bureau> ."), ("disputed", "")]
)
def test_same_body_claim(status: str, direct: str, ontology: Ontology) -> None:
    same = f"same_bodies: [{{body: office, other: other-town/bureau, status: {status}, reason: 同名}}]\n"
    assert added(BOARD + same, ontology) - added(BOARD, ontology) == trig(f"""GRAPH <curation/small> {{
        <id/small/same/office-other-town-bureau> a cj:SameBodyClaim ; cj:inCase <case/small> ; cj:reason "同名"@zh ;
            cj:claimSubject <id/small/body/office> ; cj:claimObject <id/other-town/body/bureau> ;
            cj:status <scheme/status/{status}> . {direct} }}""")
