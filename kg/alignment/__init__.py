"""Article graphs and decisions to an alignment: which nodes of several articles are one thing, and why.

The alignment is a pure function of the set of article graphs and the decisions of people, so that neither
order nor batches matter and taking an article out leaves what would have been without it. It stands in a
graph of its own; nothing in the graphs of the articles is changed.
"""
