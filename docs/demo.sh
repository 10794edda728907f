#!/bin/sh
# The show of 'make demo': reads the samples into a fresh ledger and asks it a few questions.
# DEMO_LEDGER names another ledger; it is made anew. WHENCE names another command.
set -eu
cd "$(dirname "$0")/.."
whence=${WHENCE:-.venv/bin/whence}
WHENCE_LEDGER=${DEMO_LEDGER:-build/demo/whence.db}
export WHENCE_LEDGER
mkdir -p "$(dirname "$WHENCE_LEDGER")"
rm -f "$WHENCE_LEDGER" "$WHENCE_LEDGER-wal" "$WHENCE_LEDGER-shm"

show() {
    printf '\n$ whence %s\n' "$*"
    "$whence" "$@" 2>&1
}

show add samples
show claims
show claims --polarity denied
relay=$("$whence" claims --doc observer-2022-08-31.txt --source "Washington Post" --polarity affirmed | sed -n '2s/ .*//p')
show why "${relay:-?}"
show register --party PRK
show origins prk-wagner-missile-2022

[ -n "${DEMO_LEDGER:-}" ] || cat <<END

Each line of a list of claims is one source's stance, as worded in one place of one page; each row of the register is
what all of them say about one flow. Go on with, for example:
  .venv/bin/whence story irn-rus-uav-2022 --ledger $WHENCE_LEDGER
  .venv/bin/whence claims --supplier PRK --ledger $WHENCE_LEDGER
  .venv/bin/whence add FOLDER --ledger mine.db
END
