"""Who holds which place on a day, according to whom."""
