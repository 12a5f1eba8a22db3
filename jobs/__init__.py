"""What runs long: jobs as rows, parts as files, one worker process. May import engines; must not know Gradio."""
