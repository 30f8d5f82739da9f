"""What is known of each triple store: where its services are, how it is filled, and its traps.

``tried`` says whether the tests start this very store; the others are from their documentation only.
"""

from __future__ import annotations

from dataclasses import dataclass

from kg.errors import StoreError


@dataclass(frozen=True, slots=True)
class Preset:
    """One kind of store. Paths are put after the address given; ``graph_store`` is empty where there is none.

    ``by`` is the way of loading that suits it; ``triples`` how many go in one update; ``bulk`` the commands
    of its own loader, with ``{dir}`` for the folder; ``traps`` what to know, each one sentence;
    ``not_by_update`` datatypes that its Update refuses, which go by the Graph Store Protocol instead.
    """

    name: str
    query: str
    update: str
    graph_store: str
    by: str = "gsp"
    triples: int = 20_000
    tried: bool = False
    not_by_update: frozenset[str] = frozenset()
    bulk: tuple[str, ...] = ()
    traps: tuple[str, ...] = ()


PRESETS: tuple[Preset, ...] = (
    Preset(
        "virtuoso",
        "/sparql",
        "/sparql-auth",
        "/sparql-graph-crud-auth",
        tried=True,
        triples=1_000,
        not_by_update=frozenset({"http://www.w3.org/2001/XMLSchema#duration"}),
        bulk=(
            "# DirsAllowed in virtuoso.ini must include {dir}",
            "isql-vt 127.0.0.1:1111 dba \"$PASSWORD\" exec=\"ld_dir('{dir}', '*.nq', 'urn:default');"
            ' rdf_loader_run(); checkpoint;"',
        ),
        traps=(
            "Log-in is by digest; the user needs the role SPARQL_UPDATE.",
            "INSERT DATA of more than some thousand triples runs out of memory: 1,000 go in one request.",
            "The default graph of a query is the union of all graphs, Virtuoso's own included; a triple"
            " in two graphs counts twice. Ask the merged graph.",
            "Numbers and language tags are rewritten (1.50 to 1.5, en-GB to en-gb), and values that are equal"
            " but written in different ways collapse into one.",
            "Update refuses durations; they go by the Graph Store Protocol even with --by update.",
            "Results are cut at ResultSetMaxRows, 10,000 in Debian's virtuoso.ini.",
            "A path with * or + needs one end that is known.",
        ),
    ),
    Preset(
        "oxigraph",
        "/query",
        "/update",
        "/store",
        tried=True,
        bulk=("oxigraph load --location STORE --file {dir}/part-*.nq", "oxigraph optimize --location STORE"),
        traps=(
            "The server has no log-in; put it behind one that has, or on loopback.",
            "Numbers and language tags are normalised (1.50 to 1.5, en-GB to en-gb).",
            "The default graph is the unnamed one unless it is started with --union-default-graph.",
        ),
    ),
    Preset(
        "jena",
        "/query",
        "/update",
        "/data",
        bulk=("tdb2.xloader --loc DATABASE {dir}/part-*.nq",),
        traps=(
            "The address is that of the dataset, http://localhost:3030/DATASET.",
            "The default graph is the unnamed one unless the dataset says tdb2:unionDefaultGraph true.",
        ),
    ),
    Preset(
        "graphdb",
        "",
        "/statements",
        "/rdf-graphs/service",
        bulk=("importrdf preload -f -i REPOSITORY {dir}/part-*.nq",),
        traps=(
            "The address is that of the repository, http://localhost:7200/repositories/NAME.",
            "The default graph of a query is the union of all graphs.",
        ),
    ),
    Preset(
        "rdf4j",
        "",
        "/statements",
        "/rdf-graphs/service",
        traps=(
            "The address is that of the repository, http://localhost:8080/rdf4j-server/repositories/NAME.",
            "The default graph of a query is the union of all graphs.",
        ),
    ),
    Preset(
        "stardog",
        "/query",
        "/update",
        "",
        by="update",
        traps=(
            "The address is that of the database, http://localhost:5820/DATABASE.",
            "The default graph is the unnamed one unless the database has query.all.graphs=true.",
        ),
    ),
    Preset(
        "blazegraph",
        "/sparql",
        "/sparql",
        "",
        by="update",
        traps=(
            "The address is that of the namespace, http://localhost:9999/blazegraph/namespace/NAME.",
            "Named graphs need a namespace in quads mode.",
            "The default graph of a query is the union of all graphs.",
        ),
    ),
    Preset(
        "neptune",
        "/sparql",
        "/sparql",
        "/sparql/gsp",
        by="update",
        traps=(
            "Requests are signed or the cluster is reached from its own network; sign by a local proxy.",
            "A request is at most 150 MB; a query ends after the cluster's timeout.",
            "The default graph of a query is the union of all graphs.",
        ),
    ),
    Preset(
        "qlever",
        "",
        "",
        "",
        by="update",
        bulk=(
            "# Qleverfile: INPUT_FILES = part-*.nq, CAT_INPUT_FILES = cat part-*.nq, FORMAT = nq",
            "cd {dir}",
            "qlever index",
        ),
        traps=(
            "Updates need the server's access token, in KG_STORE_TOKEN.",
            "Big data go in by an index that is built once, not by updates.",
        ),
    ),
)
#: Which kinds are looked for at an address, in this order, when none is named.
PROBED = ("oxigraph", "virtuoso", "jena")
GENERIC = Preset("sparql", "", "", "", by="update", triples=1_000, traps=())


def preset(name: str) -> Preset:
    """The store of this name; ``fuseki`` is ``jena``. Raises ``StoreError`` with the names there are."""
    wanted = {"fuseki": "jena"}.get(name, name)
    for found in (*PRESETS, GENERIC):
        if found.name == wanted:
            return found
    raise StoreError(f"no store is called {name!r}; there are {', '.join(it.name for it in PRESETS)}")
