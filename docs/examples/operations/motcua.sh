#!/bin/sh
# /usr/local/bin/motcua, root:root, 0755: a command of this office, as its user and in its folder, from any shell.
exec sudo -u motcua sh -c 'set -a; . /etc/motcua/office.env; exec node --enable-source-maps /srv/motcua/dist/server/main.mjs "$@"' motcua "$@"
