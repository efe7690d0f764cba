# shellcheck shell=bash
# SPDX-License-Identifier: MIT
#
# For the checks of the package, after helpers.bash.

must_run_readme() { # SOURCE_DIR PYTHON: the lines for a new user, five, print what they say
  local printed
  awk '/^```python$/ { inside = 1; next } /^```$/ && inside { exit } inside' "$1/python/README.md" >lines.py
  [[ $(grep -c . lines.py) == 5 ]] || fail "a new user's lines are not five"
  echo 'print(*y.astype(int), *grad.astype(int))' >>lines.py
  printed=$("$2" lines.py) || fail "README's lines exit with $?"
  [[ $printed == "2 0 6 0 0 12 2 0 2 0 0 2" ]] || fail "README's lines print '$printed'"
}
