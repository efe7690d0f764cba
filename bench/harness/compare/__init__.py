# SPDX-License-Identifier: MIT
"""Compares two result files."""
