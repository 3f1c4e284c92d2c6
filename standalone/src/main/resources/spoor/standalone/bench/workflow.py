"""What researchers did without Spoor: all events out of PostgreSQL into a pandas frame, then one computation after the other.

Arguments: the database's address for SQLAlchemy, a SELECT of the columns time, host, action, process, parent and target, and how
often each computation runs. Prints a JSON object for each: the step, the shortest run in seconds, the number of events, the engine,
and a digest, by which results of different programs are compared whatever their order.
"""

import json
import sys
import time

import networkx
import numpy
import pandas
import sqlalchemy

address, select, runs = sys.argv[1], sys.argv[2], int(sys.argv[3])


def seconds_of(work):
    start = time.perf_counter()
    made = work()
    return time.perf_counter() - start, made


def tell(step, seconds, digest, engine="pandas"):
    line = {"step": step, "engine": engine, "seconds": seconds, "events": len(events), "digest": " ".join(map(str, digest))}
    print(json.dumps(line), flush=True)


def load():
    with sqlalchemy.create_engine(address).connect() as connection:
        frame = pandas.read_sql(sqlalchemy.text(select), connection)
    frame["time"] = pandas.to_datetime(frame["time"], utc=True)
    return frame


def minute_counts():
    counts = events.groupby([events.time.dt.floor("min"), "action"]).size()
    return len(counts), counts.max()


def top_hosts():
    top = events.host.value_counts().head(20)
    return len(top), top.sum()


def file_hours():
    files = events[events.action.str.startswith("file_", na=False)]
    counts = files.groupby(files.time.dt.floor("H")).size()
    return len(counts), counts.sum()


def profile():
    ordered = events.sort_values("time")
    gap = ordered.groupby(["host", "process"]).time.diff().dt.total_seconds()
    profiles = (
        ordered.assign(gap=gap)
        .groupby(["host", "process"])
        .agg(
            events=("time", "size"),
            targets=("target", "nunique"),
            first=("time", "min"),
            last=("time", "max"),
            gap=("gap", "median"),
        )
    )
    return len(profiles), profiles.targets.sum()


def rolling_z():
    minute = events.time.dt.floor("min")
    counts = events.groupby(["host", "action", minute]).size().rename("n").reset_index()
    series = counts.groupby(["host", "action"]).n
    mean = series.transform(lambda n: n.shift().rolling(60, min_periods=10).mean())
    deviation = series.transform(lambda n: n.shift().rolling(60, min_periods=10).std())
    z = (counts.n - mean) / deviation.replace(0, numpy.nan)
    return len(counts), (z.abs() > 4).sum()


def started():
    return events[events.parent.fillna("") != ""]


def rarity():
    children = started()
    pairs = children.groupby(["parent", "process"]).size()
    bits = -numpy.log2(pairs / pairs.groupby(level=0).transform("sum"))
    told = children.merge(bits.rename("bits").reset_index(), on=["parent", "process"])
    return len(told), "%.3f" % bits.nlargest(20).sum()


def call_graph():
    edges = started().groupby(["parent", "process"]).size().reset_index(name="weight")
    graph = networkx.from_pandas_edgelist(edges, "parent", "process", "weight", create_using=networkx.DiGraph)
    rank = networkx.pagerank(graph, weight="weight")
    networkx.betweenness_centrality(graph)
    components = networkx.number_weakly_connected_components(graph)
    return graph.number_of_nodes(), graph.number_of_edges(), components, max(rank, key=rank.get)


loaded, events = seconds_of(load)
tell("load", loaded, [len(events)])
for step in (minute_counts, top_hosts, file_hours, profile, rolling_z, rarity, call_graph):
    measured = [seconds_of(step) for _ in range(runs)]
    engine = "networkx" if step is call_graph else "pandas"
    tell(step.__name__, min(seconds for seconds, _ in measured), measured[0][1], engine)
