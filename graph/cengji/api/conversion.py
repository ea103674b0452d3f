"""A graph for other libraries: rdflib, NetworkX, igraph, pyvis; and its analyses."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from cengji.api.asking import Keys, keys_of
from cengji.api.frames import Framing
from cengji.core.files import replace_file
from cengji.core.lazy import lazy_module
from cengji.core.texts import WORDS_IN, Language

if TYPE_CHECKING:
    import igraph
    import networkx as nx
    import rdflib
    from pyvis import network as pyvis

    from cengji import analysis
    from cengji.dataset import Dataset
    from cengji.projection import Projection
else:
    analysis = lazy_module("cengji.analysis")
    nx, pyvis, rdflib = lazy_module("networkx"), lazy_module("pyvis.network"), lazy_module("rdflib")
    (igraph,) = (lazy_module(name, extra="igraph") for name in ("igraph",))

__all__ = ["Converting"]


class Converting(Framing):
    """What a graph is turned into; :class:`cengji.Graph` says how it is opened."""

    _projected: tuple[Dataset, int, bool, Projection] | None = None

    def to_rdflib(self) -> rdflib.Dataset:
        """Return a copy as an rdflib Dataset whose default graph is the union of the named graphs.

        >>> import cengji
        >>> graph = cengji.open(cases=cengji.Case("fuzhou").path, only=True)
        >>> len(graph.to_rdflib()) == len(graph.dataset)
        True

        :raises UsageError: for an endpoint.
        """
        return self.dataset.to_rdflib()

    def to_networkx(
        self, kind: str = "things", *, relations: Iterable[str] | None = None, classes: Iterable[str] | None = None
    ) -> nx.Graph:
        """Return the graph as a NetworkX graph of a kind, a MultiDiGraph but for adoption.

        - ``things``: all things and the links between them;
        - ``bodies``: bodies, groups and people, superior → subordinate, joined by subordination and by neighbouring rungs
          of ladders that put one above another;
        - ``measures``: measures → problems, runners, targets, results, outcomes, wholes;
        - ``adoption``: places and generic measures, weighted by the number of variants, disputed ones left out. A place adopts for
          the cases of its name, or whose measures are mostly there (``cases``): several reports of one place are one adopter, a
          place within another (``within``) is one beside it;
          ``adoption-places`` and ``adoption-generics`` are its projections, weighted by what two share;
        - ``ladders``: rungs, each → those next below it.

        Nodes are IRIs with ``label``, ``zh``, ``en``, ``type``, ``kind``, ``tier``, ``place``, ``status``, the words of kind and
        tier (``tier_zh``, ``tier_en`` …), and figures with ``value``, ``lower``, ``upper``, ``written``, ``unit``, each as far as
        it is known; edges have ``relation`` and ``weight``. Things have ``parent``, ``x``, ``y`` and more; their weight, and that of
        their links, is how many passages say the thing, or the claim that makes the link, and 1 where none does.

        NetworkX's PageRank stops at a total error of ``tol`` × nodes: give it ``tol=1e-6 / len(network)``, or take igraph's.

        >>> import cengji
        >>> graph = cengji.open()
        >>> network = graph.to_networkx(relations=["partOfPlace"])
        >>> network.nodes["https://w3id.org/cengji/id/place/320508"]["label"]
        '姑苏区'
        >>> bodies = graph.to_networkx("bodies")
        >>> [bodies.nodes[one]["label"] for one in bodies["https://w3id.org/cengji/id/gusu/group/area-party-committees"]]
        ['社区党组织']

        :param relations: only links of these relations, by name, key or IRI; the nodes stay, all of them.
        :param classes: only nodes of these types (``measure``, ``group`` …) and the links between them.
        :raises UsageError: if there is no such kind, relation or class, and for an endpoint.
        """
        from cengji.analysis.networks import OF_LADDERS, build_network

        return build_network(self.dataset, kind, relations, classes, projection=self._read_things(whole=kind in OF_LADDERS))

    def _read_things(self, *, whole: bool = True) -> Projection:
        """Return things and links, with all or as most networks need it; they are kept, unless somebody may change the data."""
        from cengji.api.parquet import project_by_register

        dataset = self.dataset
        if dataset.may_change:
            return project_by_register(dataset, slim=not whole)
        made = (dataset, dataset.revision)
        if self._projected is None or self._projected[:2] != made or whole > self._projected[2]:
            self._projected = (*made, whole, project_by_register(dataset, slim=not whole))
        return self._projected[3]

    def analyze(self, name: str, *, case: Keys = ()) -> analysis.Analysis:
        """Return an analysis: rows with values, bounds, the statuses they rest on and their evidence; ``cengji analyze`` lists the names.

        >>> import cengji
        >>> span = cengji.open().analyze("span", case="gusu")
        >>> span.method.title.en, span.rows[0].unit
        ('Span of control', 'subordinates-per-superior')

        An analysis of a build of cases is kept in the user's cache, as long as neither they nor the code change.

        :param case: only these cases, by key.
        :raises UsageError: if there is no such analysis or case, and for an endpoint.
        :raises InputError: if files of RDF hold nothing of the model.
        """
        from cengji.analysis.cache import cached_analysis

        self.require_model()
        return cached_analysis(self.dataset, name, keys_of(case), self._read_things)

    def chart(
        self,
        name: str,
        path: Path | str | None = None,
        *,
        form: Literal["svg", "png", "html"] = "svg",
        case: Keys = (),
        language: Language = WORDS_IN,
        theme: Literal["light", "dark"] = "light",
        columns: int = 1,
    ) -> bytes:
        """Return the chart of an analysis for a paper, also written to ``path`` if given; the same data give the same bytes.

        It has a title, a line that names the source, and marks of what is inferred or disputed; no letter is smaller than 6 points.

        >>> import cengji
        >>> svg = cengji.open().chart("span", case="gusu", language="en").decode()
        >>> "Span of control" in svg, "Subdistricts" in svg
        (True, True)

        :param form: ``svg``, whose texts are texts, ``png`` with 300 dots an inch, or ``html``: the chart above the table of its rows.
        :param case: only these cases, by key.
        :param columns: how many columns of a journal it is wide: 1 (85 mm) or 2 (178 mm).
        :raises UsageError: if an argument is none of these, and for an endpoint.
        :raises UnavailableError: if matplotlib (extra ``charts``) or a font with the characters is missing, or the file cannot be written.
        """
        from cengji.api.charting import chart_analysis

        written = chart_analysis(self, self.analyze(name, case=case), form, language=language, theme=theme, columns=columns)
        if path is not None:
            replace_file(Path(path), written)
        return written

    def to_igraph(
        self, kind: str = "things", *, relations: Iterable[str] | None = None, classes: Iterable[str] | None = None
    ) -> igraph.Graph:
        """Return the same as :meth:`to_networkx` as an igraph graph, which is faster on large ones; ``name`` of a vertex is the IRI.

        >>> import cengji
        >>> graph = cengji.open(cases=cengji.Case("fuzhou").path, only=True)
        >>> graph.to_igraph("ladders").vcount() == len(graph.to_networkx("ladders"))
        True

        :raises UsageError: as :meth:`to_networkx` does.
        :raises UnavailableError: if igraph is not installed.
        """
        network = self.to_networkx(kind, relations=relations, classes=classes)
        for _, held in network.nodes(data=True):
            held["name"] = held["iri"]
        made: igraph.Graph = igraph.Graph.from_networkx(network)
        return made

    def to_pyvis(self, *, relations: Iterable[str] | None = None) -> pyvis.Network:
        """Return the same as a plain pyvis network for a notebook; its own page loads scripts from the network.

        >>> import cengji
        >>> graph = cengji.open()
        >>> len(graph.to_pyvis(relations=["partOfPlace"]).edges) > 30
        True

        :param relations: only links of these relations, by name, key or IRI; the nodes stay, all of them.
        :raises UsageError: if there is no such relation, and for an endpoint.
        """
        from cengji.projection import to_pyvis

        return to_pyvis(self.dataset, relations=relations)
