"""One module a format: what is in a library, in the tables that the field uses."""
