"""What the server answers, a module a kind of thing."""
