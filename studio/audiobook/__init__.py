"""What the Audiobook tab shows and decides, without Gradio: nouns into rows, rows into changes, both into
HTML.
"""
