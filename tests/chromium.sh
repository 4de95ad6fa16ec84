#!/bin/sh
# Browser tests use Debian's Chromium; install it where that is allowed, say so where it is not.
[ -x /usr/bin/chromium ] && exit 0
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    echo "Installing Chromium for the browser tests (once) …"
    apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq chromium >/dev/null && exit 0
fi
echo "Chromium is not at /usr/bin/chromium and cannot be installed here: browser tests will skip."
