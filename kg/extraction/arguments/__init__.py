"""Who takes part in a meeting, where and as what, by the sentence of its trigger."""
