"""What NetworkX takes to build and measure a directed graph.

Arguments: a file with a line for each edge, its source, a blank and its target; the number of vertices; the vertices from which betweenness
is estimated, with commas; and how often each step runs. Prints a JSON object for each: the step, the seconds of the shortest run, those of
the processor on average, and a digest, by which results of different programs are compared.
"""

import json
import random
import sys
import time

import networkx

file, vertices, sources, runs = sys.argv[1], int(sys.argv[2]), [int(source) for source in sys.argv[3].split(",")], int(sys.argv[4])
with open(file) as lines:
    edges = [tuple(map(int, line.split())) for line in lines]


class Chosen(random.Random):
    """Draws the sources that it was told."""

    def sample(self, population, k, **_):
        return sources


def build():
    built = networkx.DiGraph()
    built.add_nodes_from(range(vertices))
    built.add_edges_from(edges)
    return built


def greatest(values):
    vertex = max(values, key=values.get)
    return "%d %s" % (vertex, significant(values[vertex]))


def significant(value):
    return "%.5e" % value


def components():
    return list(networkx.weakly_connected_components(graph))


def numbers_of(groups):
    return sum(number * len(group) for number, group in enumerate(sorted(groups, key=len, reverse=True)))


graph = build()
undirected = graph.to_undirected()
steps = {
    "build": (build, lambda made: "%d %d" % (made.number_of_nodes(), made.number_of_edges())),
    "pagerank": (lambda: networkx.pagerank(graph), greatest),
    "pagerank_precise": (lambda: networkx.pagerank(graph, tol=1e-12 / vertices, max_iter=1000), greatest),
    # Of a directed graph it does not extrapolate to all sources by itself.
    "betweenness": (
        lambda: networkx.betweenness_centrality(graph, k=len(sources), normalized=False, seed=Chosen()),
        lambda scores: greatest({vertex: score * vertices / len(sources) for vertex, score in scores.items()}),
    ),
    "components": (components, lambda groups: significant(numbers_of(groups))),
    "core": (lambda: networkx.core_number(undirected), lambda cores: significant(sum(cores.values()))),
    "clustering": (lambda: networkx.clustering(undirected), lambda shares: significant(sum(shares.values()))),
}
for step, (work, digest) in steps.items():
    seconds = []
    start_processor = time.process_time()
    for _ in range(runs):
        start = time.perf_counter()
        result = work()
        seconds.append(time.perf_counter() - start)
    processor = (time.process_time() - start_processor) / runs
    told = {"step": step, "seconds": min(seconds), "cpu_seconds": processor, "digest": digest(result)}
    print(json.dumps(told), flush=True)
