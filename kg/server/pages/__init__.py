"""The pages of the explorer: what the index tells of nodes, as HTML that needs no script."""
