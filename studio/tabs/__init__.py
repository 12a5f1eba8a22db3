"""One tab a module: `build()` lays it out and returns what others may wire to. No tab imports a tab."""
