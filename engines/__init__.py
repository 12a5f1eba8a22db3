"""What models and signal processing do. Knows no Gradio, no Huey, no database."""
