"""One tab a module: `build()` lays it out and returns a dataclass of what others may wire to. No tab imports a tab."""
