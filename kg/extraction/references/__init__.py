"""Whom pronouns, bare offices, groups and counterparts stand for."""
