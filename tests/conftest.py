"""Settings of all tests."""

from hypothesis import settings

# The first example of a test loads the word tables; a busy machine is slow. Time is bounded in test_adversarial.py.
settings.register_profile("planparse", deadline=None)
settings.load_profile("planparse")

# Collecting it for doctests would import it, and make the readers of all tests behave badly.
collect_ignore = ["bad"]
