"""Expressions of time, and the bounds they denote."""
