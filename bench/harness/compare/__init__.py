# SPDX-License-Identifier: MIT
"""What became of a result file in another one."""
