"""The data package: its descriptor, the loader, the checks, and what is derived from both."""
