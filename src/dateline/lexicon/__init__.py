"""What dateline knows of words, as YAML that a person can edit; every file is checked when it is loaded."""
