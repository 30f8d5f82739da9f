"""The SPARQL endpoint over a workspace: protocol, graph store, descriptions, IRIs that answer."""
