#!/bin/sh
# Takes docs/images/overview.png from a running demo: ./midwatch demo --fault=third-party-slow, wait a few
# minutes, then run this. The page is loaded twice, for the first visit does not wait for the font.
set -eu
url=${1:-http://localhost:8080/?from=now-5m}
target=${2:-$(dirname "$0")/overview.png}
browser=${MIDWATCH_CHROMIUM:-chromium}
profile=$(mktemp -d)
trap 'rm -rf "$profile"' EXIT
for _ in first second; do
  "$browser" --headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking \
    --disable-component-update --disable-sync --hide-scrollbars --user-data-dir="$profile" \
    --window-size=1440,900 --virtual-time-budget=3000 --screenshot="$target" "$url" 2>/dev/null
done
echo "$target"
