# shellcheck shell=bash
# SPDX-License-Identifier: MIT
#
# For the checks: an empty working directory, and what each step of a check must do. The environment
# has CMAKE, CC and CXX.
set -euo pipefail
# shellcheck disable=SC2034
here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work" "${PYTHONPYCACHEPREFIX-}$work"' EXIT
cd "$work"

fail() {
  echo "failed: $*" >&2
  exit 1
}

need() { # COMMAND PACKAGE
  if ! command -v "$1" >/dev/null; then
    echo "skipped: $1 is missing: apt-get install $2"
    exit 77
  fi
}

must() { # WHAT COMMAND...
  local what=$1
  shift
  if ! "$@" >log 2>&1; then
    cat log >&2
    fail "$what: $*"
  fi
}

must_refuse() { # WHAT PATTERN COMMAND...: it must fail with a message that has PATTERN
  local what=$1 pattern=$2
  shift 2
  if "$@" >log 2>&1; then fail "$what is accepted: $*"; fi
  if ! grep -qE "$pattern" log; then
    cat log >&2
    fail "$what is refused, but not with '$pattern': $*"
  fi
}

must_print() { # EXPECTED PROGRAM
  local printed
  printed=$("$2") || fail "$2 exits with $?"
  [[ $printed == "$1" ]] || fail "$2 prints '$printed', not '$1'"
}

edit() { # SED_SCRIPT FILE...: in extended regular expressions; `sed -i` is not the same everywhere
  local file
  for file in "${@:2}"; do
    sed -E "$1" "$file" >edited && cat edited >"$file"
  done
  rm edited
}

build() { # BUILD_DIR SOURCE_DIR CMAKE_ARGS...
  must "configuring $2" "$CMAKE" -S "$2" -B "$1" "${@:3}"
  must "building $2" "$CMAKE" --build "$1" --parallel 2
}

copy_sources() { # SOURCE_DIR TO: what the library is built from, elsewhere
  mkdir "$2"
  cp -R "$1"/{CMakeLists.txt,cmake,include,src,platform,toolchains} "$2"
}

must_be_the_same() { # ARCHIVE AGAIN
  cmp "$1" "$2" && return
  mkdir a b
  (cd a && ar x "$1")
  (cd b && ar x "../$2")
  diff -rq a b || true
  fail "the archive depends on where it was built, or is older than its sources"
}

declared() { # SOURCE_DIR: the functions of the C headers
  cat "$1"/include/droplet/*.h | grep -v '^ *//' | tr '\n' ' ' |
    grep -oE '(DROPLET_API|DROPLET_NODISCARD) [a-z0-9_* ]*droplet_[a-z0-9_]+\(' |
    grep -oE 'droplet_[a-z0-9_]+\(' | tr -d '(' | sort -u
}

# Each once: the compiler of the build, then the others that are here.
compilers() { # OWN OTHERS...
  local own=$1 other
  echo "$own"
  for other in "${@:2}"; do
    if command -v "$other" >/dev/null && [[ $(basename "$own") != "$other" ]]; then echo "$other"; fi
  done
}
