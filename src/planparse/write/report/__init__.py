"""A dataset as a page to look at: one HTML file that asks nothing of any network."""

from planparse.write.report.build import Written, write_report

__all__ = ["Written", "write_report"]
