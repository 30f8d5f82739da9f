"""Pages, pictures and exports that show a graph to people: gather, select, then draw or write."""
