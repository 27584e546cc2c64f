"""How the tables of a library came to be, one step a file; run by library/migrating.py when a library is opened."""
