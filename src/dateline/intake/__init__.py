"""What comes in: bytes, files and JSON Lines, turned into text that is fit to be read, or refused with the cause."""
