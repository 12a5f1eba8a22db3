"""From rendered lines and cues to finished files: placing, mixing, levelling, encoding, measuring, binding."""
