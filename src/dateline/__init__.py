"""dateline turns reports of conflicts into claims: who did what to whom, where, when, how many, and who says so."""
