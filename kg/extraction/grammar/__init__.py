"""Who does what in a clause, how sure and in what tense, and who is said to have said it."""
