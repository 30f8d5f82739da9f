# Sourced by ./demo and ./check, in the root of the checkout. set_up LOCKFILE leaves .venv with what LOCKFILE
# pins and with this package, and does nothing when that is already so.

say() { printf '%s\n' "$*" >&2; }

fail() {
    say "set-up: $*"
    exit 2
}

# Whether this Python runs, is 3.11 or later, and can make environments.
suits() {
    "$1" -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1
}

find_python() {
    local candidate
    for candidate in "${PYTHON:-}" python3.13 python3.12 python3.11 python3 python; do
        if [ -n "$candidate" ] && suits "$candidate"; then
            command -v "$candidate"
            return 0
        fi
    done
    return 1
}

# Debian and its kin ship Python without venv: install it when we may, else say how.
install_python() {
    if command -v apt-get >/dev/null && [ "$(id -u)" = 0 ]; then
        say "set-up: installing python3 and python3-venv with apt-get"
        { apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq python3 python3-venv; } >&2 ||
            fail "apt-get could not install python3-venv"
    else
        fail "no Python 3.11 or later with the module venv was found. On Debian or Ubuntu:" \
            "sudo apt-get install python3 python3-venv. Elsewhere install Python 3.11 or later," \
            "or name one: PYTHON=/path/to/python3 $0"
    fi
}

# What the checks start beside Python: the browser, the second triple store, the third parser, what builds the page,
# Java for Spark, and what extraction is compiled with.
# COMMAND=PACKAGE of Debian.
SERVERS="chromium=chromium virtuoso-t=virtuoso-opensource rapper=raptor2-utils curl=curl node=nodejs npm=npm java=default-jre-headless gcc=gcc python3-config=python3-dev"

# Installs the Debian packages of SERVERS that are missing, when we may; else says which tests will be skipped.
set_up_servers() {
    local pair missing=()
    for pair in $SERVERS; do
        command -v "${pair%%=*}" >/dev/null || missing+=("${pair##*=}")
    done
    if [ ${#missing[@]} = 0 ]; then
        return 0
    fi
    if command -v apt-get >/dev/null && [ "$(id -u)" = 0 ]; then
        say "set-up: installing ${missing[*]} with apt-get"
        { apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}"; } \
            >/dev/null 2>&1 || fail "apt-get could not install ${missing[*]}"
    else
        say "set-up: not found: ${missing[*]}. Tests that need them will be skipped. On Debian:" \
            "sudo apt-get install ${missing[*]}"
    fi
}

checksum() {
    { pwd; cat pyproject.toml "$1"; } | .venv/bin/python -c \
        'import hashlib, sys; print(hashlib.sha256(sys.stdin.buffer.read()).hexdigest())'
}

set_up() {
    local lock=$1 stamp=".venv/installed-$1" python
    if ! suits .venv/bin/python; then
        python=$(find_python) || { install_python; python=$(find_python); } ||
            fail "Python 3.11 or later is needed; the one installed is too old"
        say "set-up: making .venv with $python ($("$python" -V 2>&1))"
        "$python" -m venv --clear .venv
    fi
    if [ "$(cat "$stamp" 2>/dev/null)" = "$(checksum "$lock")" ]; then
        return 0
    fi
    say "set-up: installing what $lock pins (some minutes the first time)"
    # -qq: some pips warn of extras that other packages ask for under their old names, which is nothing to mend
    .venv/bin/python -m pip install -qq --disable-pip-version-check --require-hashes -r "$lock" >&2 ||
        fail "pip could not install the dependencies; see above. Is the package registry reachable?"
    .venv/bin/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e . >&2 ||
        fail "pip could not install this package; see above"
    checksum "$lock" >"$stamp"
}
