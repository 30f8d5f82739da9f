"""Bytes to articles; reading never touches the network."""
