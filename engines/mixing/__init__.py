"""From rendered lines and cues to finished files: placed, mixed, levelled, encoded, measured, bound.

timeline (when each thing sounds) > levels (how loud it will be) > mixer (samples in blocks) > master (levelled, limited) >
encode (files); chapter runs them in one pass. Then card measures what is really in a file, and book binds the chapters.
"""
