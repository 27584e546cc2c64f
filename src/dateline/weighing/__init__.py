"""Claims of many reports weighed together: incidents, independent origins, contradictions."""
