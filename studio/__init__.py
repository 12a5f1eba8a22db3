"""What people touch: the page and its tabs. May import jobs and engines, never torch."""
