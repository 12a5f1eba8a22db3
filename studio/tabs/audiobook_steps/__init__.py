"""The five steps of the Audiobook tab, a file each: layout, and handlers that call studio.audiobook.

No step imports a step.
"""
