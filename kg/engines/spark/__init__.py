"""The pipeline on a Spark cluster: the same graph as on one machine, in shards."""
