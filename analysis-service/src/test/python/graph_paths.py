"""Writes paths, cycles and distances as NetworkX finds them, by which the paths of spoor.analysis.graph are tested.

    /usr/bin/python3 analysis-service/src/test/python/graph_paths.py

Needs NetworkX 2.8.8 (Debian 12: python3-networkx). The file lies beside the tests' other resources.
"""

import itertools
import json
import pathlib
import random

import networkx as nx

assert nx.__version__ == "2.8.8", nx.__version__
FILE = pathlib.Path(__file__).parent.parent / "resources/spoor/analysis/graph/paths.json"
SEED = 7
LONGEST = 4
PATHS = 12


def graph(directed, vertices, edges, chance):
    """Whole costs that are often equal, and no loops in the one, some in the other."""
    made = nx.DiGraph() if directed else nx.Graph()
    made.add_nodes_from(range(vertices))
    while made.number_of_edges() < edges:
        source, target = chance.randrange(vertices), chance.randrange(vertices)
        if directed or source != target:
            made.add_edge(source, target, cost=chance.randrange(4))
    return made


def cost(made, path):
    return sum(made.edges[ends]["cost"] for ends in itertools.pairwise(path))


def told(made, paths):
    return [
        {"vertices": list(path), "cost": price}
        for price, _, path in sorted((cost(made, path), len(path), path) for path in paths)
    ]


def cycles(made):
    """Each begins at its smallest vertex, and ends there."""
    if made.is_directed():
        found = nx.simple_cycles(made)
    else:
        found = (cycle for cycle in nx.simple_cycles(made.to_directed()) if len(cycle) > 2)
    for cycle in found:
        first = cycle.index(min(cycle))
        turned = cycle[first:] + cycle[:first]
        if len(turned) <= LONGEST and (made.is_directed() or turned[1] < turned[-1]):
            yield turned + turned[:1]


def case(directed, vertices, edges, seed):
    chance = random.Random(seed)
    made = graph(directed, vertices, edges, chance)
    source, target = chance.sample(range(vertices), 2)
    paths = told(made, nx.all_simple_paths(made, source, target))
    by_yen = nx.shortest_simple_paths(made, source, target, weight="cost") if paths else []
    assert [path["cost"] for path in paths] == [cost(made, path) for path in by_yen]
    return {
        "directed": directed,
        "vertices": vertices,
        "edges": [[source, target, price] for source, target, price in made.edges(data="cost")],
        "source": source,
        "target": target,
        "shortest": paths[:PATHS],
        "longest": LONGEST,
        "simple": told(made, nx.all_simple_paths(made, source, target, cutoff=LONGEST)),
        "cycles": told(made, cycles(made)),
        "around": {
            direction: sorted(nx.single_source_shortest_path_length(followed, source, cutoff=2).items())
            for direction, followed in (
                ("out", made),
                ("in", made.reverse() if directed else made),
                ("both", made.to_undirected()),
            )
        },
    }


sizes = [(True, 12), (True, 24), (True, 36), (False, 8), (False, 14), (False, 18)]
cases = [case(directed, 9, edges, SEED + edges) for directed, edges in sizes]
FILE.write_text("[\n" + ",\n".join(json.dumps(each) for each in cases) + "\n]\n")
