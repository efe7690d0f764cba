# SPDX-License-Identifier: MIT
"""Runs programs and collects what they measure, in the file that results.py reads."""
