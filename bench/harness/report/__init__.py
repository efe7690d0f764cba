# SPDX-License-Identifier: MIT
"""Tables and charts of result files."""
