"""Every SQL statement of the studio. A state change is one UPDATE with the old state in its WHERE."""
