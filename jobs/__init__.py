"""What runs long: jobs as rows, parts as files, one worker. May import engines; must not know Gradio."""
