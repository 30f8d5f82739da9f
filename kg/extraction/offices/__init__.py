"""Who holds which office of which state, where the title alone does not say."""
