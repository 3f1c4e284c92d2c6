"""Writes graphs and what NetworkX measures of them, by which the measures of spoor.analysis.graph are tested.

    SPOOR_TEST_DATA=FOLDER /usr/bin/python3 analysis-service/src/test/python/graph_measures.py

Needs NetworkX 2.8.8, NumPy and SciPy (Debian 12: python3-networkx python3-scipy). FOLDER holds the recordings of the Open Threat Research
Forge's Security-Datasets, from which two of the graphs are made; their vertices are numbered, no name is kept. Each graph becomes a file
beside the tests' other resources: its edges as [source, target, weight], and the measures by vertex, by edge, and of the whole graph.
Where a measure is not defined, or not unique, it is left out.
"""

import collections
import io
import json
import math
import os
import pathlib
import random
import zipfile

import networkx as nx
import numpy

assert nx.__version__ == "2.8.8", nx.__version__
DATA = pathlib.Path(os.environ["SPOOR_TEST_DATA"])
RESOURCES = pathlib.Path(__file__).parent.parent / "resources/spoor/analysis/graph"
SEEDS = [0, 3]


def recorded(ends):
    """How often one value points to another in the Windows recordings; ends: an event's code → its fields that are the two."""
    counts = collections.Counter()
    for recording in ("empire_dcom_shellwindows_stager.zip", "cmd_wevtutil_modify_security_eventlog_path.zip"):
        with zipfile.ZipFile(DATA / recording) as archive:
            for entry in archive.namelist():
                if not entry.startswith("__MACOSX"):
                    for line in io.TextIOWrapper(archive.open(entry), "utf-8"):
                        event = json.loads(line)
                        pair = [event.get(end, "").lower() for end in ends.get(event.get("EventID"), [""])]
                        if all(pair):
                            counts[tuple(pair)] += 1
    numbers = {}
    for pair in counts:
        for end in pair:
            numbers.setdefault(end, len(numbers))
    return len(numbers), [(numbers[a], numbers[b], n) for (a, b), n in counts.items()]


def weighted(edges, seed):
    chance = random.Random(seed)
    return [(int(edge[0]), int(edge[1]), chance.randint(1, 50) / 4) for edge in edges]


def graphs():
    """Name → directed, number of vertices, edges."""
    calls = {1: ("ParentImage", "Image"), 4688: ("ParentProcessName", "NewProcessName")}
    yield "calls", True, *recorded(calls)
    yield "accesses", True, *recorded({10: ("SourceImage", "TargetImage")})
    yield "random", True, 60, weighted(nx.gnp_random_graph(60, 0.06, seed=1, directed=True).edges(), 1)
    yield "scale_free", True, 90, weighted(nx.scale_free_graph(90, seed=2).edges(), 2)
    dag = [(a, b) for a, b in nx.gnp_random_graph(50, 0.08, seed=3, directed=True).edges() if a < b]
    yield "dag", True, 50, weighted(dag, 3)
    parts = nx.disjoint_union_all(
        [nx.gnp_random_graph(20, 0.15, seed=4, directed=True), nx.path_graph(6, nx.DiGraph), nx.cycle_graph(5, nx.DiGraph)]
    )
    yield "disconnected", True, 35, weighted(parts.edges(), 4)
    chance = random.Random(5)
    yield "parallel_and_loops", True, 25, weighted([(chance.randrange(25), chance.randrange(25)) for _ in range(90)], 5)
    yield "undirected", False, 70, weighted(nx.watts_strogatz_graph(70, 4, 0.2, seed=6).edges(), 6)
    yield "undirected_forest", False, 30, weighted([(i, i // 3) for i in range(1, 20)] + [(21, 22), (22, 23)], 7)


def numbered(groups):
    """The largest first, of equally large ones that with the smallest vertex."""
    ordered = sorted(groups, key=lambda group: (-len(group), min(group)))
    return by_vertex({vertex: number for number, group in enumerate(ordered) for vertex in group})


def by_vertex(values):
    return [values[vertex] for vertex in sorted(values)]


def marked(vertices, marks):
    marks = set(marks)
    return [int(vertex in marks) for vertex in range(vertices)]


def unique_singular_value(matrix):
    values = numpy.linalg.svd(matrix, compute_uv=False)
    return values[0] > 0 and values[1] < 0.98 * values[0]


def unique_eigenvalue(matrix):
    values = sorted((value.real for value in numpy.linalg.eigvals(matrix)), reverse=True)
    return values[0] > 0.5 and values[1] < 0.98 * values[0]


def of_vertices(graph, undirected, counted):
    vertices = len(graph)
    matrix = nx.to_numpy_array(counted, nodelist=range(vertices), weight="count")
    alpha = min(0.1, 0.85 / min(matrix.sum(0).max(), matrix.sum(1).max()))
    directed = graph.is_directed()
    strong = nx.strongly_connected_components(graph) if directed else nx.connected_components(graph)
    weak = nx.weakly_connected_components(graph) if directed else nx.connected_components(graph)
    roots = range(vertices)
    if directed:
        parts = nx.condensation(nx.DiGraph(graph))
        roots = [v for part, into in parts.in_degree() if into == 0 for v in parts.nodes[part]["members"]]
    measured = {
        "degree": by_vertex(dict(graph.degree())),
        "weightedDegree": by_vertex(dict(graph.degree(weight="weight"))),
        "pagerank": by_vertex(nx.pagerank(graph, tol=1e-16, max_iter=10_000)),
        "personalised_pagerank": by_vertex(
            nx.pagerank(graph, tol=1e-16, max_iter=10_000, personalization=dict.fromkeys(SEEDS, 1))
        ),
        "katz": by_vertex(nx.katz_centrality_numpy(counted, alpha=alpha, weight="count")),
        "betweenness": by_vertex(nx.betweenness_centrality(graph, normalized=False)),
        "closeness": by_vertex(nx.closeness_centrality(graph)),
        "harmonic": by_vertex(nx.harmonic_centrality(graph)),
        "core": by_vertex(nx.core_number(undirected)),
        "clustering": by_vertex(nx.clustering(undirected)),
        "triangles": by_vertex(nx.triangles(undirected)),
        "components": numbered(weak),
        "strong_components": numbered(strong),
        "articulation": marked(vertices, nx.articulation_points(undirected)),
        "depth": by_vertex(nx.multi_source_dijkstra_path_length(graph, set(roots), weight=lambda *_: 1)),
        "eccentricity": [max(nx.single_source_shortest_path_length(graph, v).values()) for v in range(vertices)],
    }
    if directed:
        measured["inDegree"] = by_vertex(dict(graph.in_degree()))
        measured["outDegree"] = by_vertex(dict(graph.out_degree()))
    if unique_singular_value(matrix):
        hubs, authorities = nx.hits(with_weight(counted), tol=0)
        measured["hub"] = by_vertex(hubs)
        measured["authority"] = by_vertex(authorities)
    if unique_eigenvalue(matrix):
        measured["eigenvector"] = by_vertex(nx.eigenvector_centrality_numpy(counted, weight="count"))
    return measured


def with_weight(counted):
    """NetworkX's HITS reads the attribute weight, whatever it is told."""
    graph = counted.copy()
    for _, _, attributes in graph.edges(data=True):
        attributes["weight"] = attributes["count"]
    return graph


def of_edges(edges, undirected):
    bridges = {frozenset(bridge) for bridge in nx.bridges(undirected)}
    return {"bridge": [int(frozenset(edge[:2]) in bridges) for edge in edges]}


def of_graph(graph, edges, simple, undirected, tied):
    directed = graph.is_directed()
    communities = nx.community.louvain_communities(tied, seed=1)
    heaviest = nx.Graph()
    for source, target, weight in sorted(edges, key=lambda edge: edge[2]):
        heaviest.add_edge(source, target, weight=weight)
    forest = nx.maximum_spanning_edges(heaviest)
    measured = {
        "density": nx.density(simple),
        "diameter": max(max(nx.single_source_shortest_path_length(graph, v).values()) for v in graph),
        "assortativity": nx.degree_assortativity_coefficient(simple),
        "reciprocity": nx.overall_reciprocity(simple) if directed else 1,
        "triad_census": nx.triadic_census(simple.to_directed()),
        "transitivity": nx.transitivity(undirected),
        "cyclic": not nx.is_directed_acyclic_graph(graph) if directed else bool(nx.cycle_basis(graph)),
        "louvain_modularity": nx.community.modularity(tied, communities),
        "spanning_weight": sum(edge[2]["weight"] for edge in forest),
    }
    return {name: value for name, value in measured.items() if not (isinstance(value, float) and math.isnan(value))}


def measure(directed, vertices, edges):
    graph = nx.MultiDiGraph() if directed else nx.MultiGraph()
    graph.add_nodes_from(range(vertices))
    graph.add_weighted_edges_from(edges)
    counted = nx.DiGraph() if directed else nx.Graph()
    tied = nx.Graph()
    counted.add_nodes_from(range(vertices))
    tied.add_nodes_from(range(vertices))
    for source, target, weight in edges:
        count = counted.get_edge_data(source, target, {"count": 0})["count"]
        counted.add_edge(source, target, count=count + 1)
        if source != target:
            tied.add_edge(source, target, weight=tied.get_edge_data(source, target, {"weight": 0})["weight"] + weight)
    if not directed:
        graph = nx.Graph(graph)
    simple = nx.DiGraph(graph) if directed else nx.Graph(graph)
    simple.remove_edges_from(list(nx.selfloop_edges(simple)))
    undirected = nx.Graph(simple)
    return {
        "tool": "NetworkX " + nx.__version__,
        "directed": directed,
        "vertices": vertices,
        "edges": edges,
        "ofVertices": of_vertices(graph, undirected, counted),
        "ofEdges": of_edges(edges, undirected),
        "summary": of_graph(graph, edges, simple, undirected, tied),
    }


def plain(value):
    """NumPy's numbers as Python's, rounded to what the tests look at."""
    if isinstance(value, dict):
        return {key: plain(inner) for key, inner in value.items()}
    if isinstance(value, (list, tuple)):
        return [plain(inner) for inner in value]
    if isinstance(value, (bool, str)):
        return value
    number = float(value)
    return int(number) if number.is_integer() else float("%.12g" % number)


for name, directed, vertices, edges in graphs():
    text = json.dumps(plain(measure(directed, vertices, edges)), separators=(",", ":"))
    (RESOURCES / (name + ".json")).write_text(text.replace('],"', '],\n"').replace('},"', '},\n"') + "\n")
    print(name, vertices, len(edges), len(text))
