"""The seminar: its plan, what a class gets of it, and the questions of a quiz with their answers.

The plan and the questions stand in the folder `seminar/` of the book. They name numbers by the
chapter that computes them, so that a class never gets a number which the book no longer gives.
"""
