"""From a file to a Document: chapters of clean blocks in reading order. Reads only; knows nothing of speakers or voices."""
