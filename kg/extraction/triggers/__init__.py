"""The words that denote meetings, what makes them none, and what says whether and when."""
