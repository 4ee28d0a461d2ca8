#!/usr/bin/env bash
# For cron, at 06:00 on the third of each month:
#   0 6 3 * *  /srv/flis/month-run.sh /srv/flis/lager
# Runs the month before. Exit 0: done; 3: done, but something wants a look; else: nothing has changed.
set -u
warehouse=${1:?usage: month-run.sh <warehouse> [yyyy-mm]}
month=${2:-$(date -d "$(date +%Y-%m-15) -1 month" +%Y-%m)}
npx flis -C "$warehouse" month-run "$month"
code=$?
case $code in
  0) echo "month-run $month: done" ;;
  3) echo "month-run $month: done, with findings"; npx flis -C "$warehouse" deliveries; npx flis -C "$warehouse" quarantine list ;;
  *) echo "month-run $month: failed ($code)" ;;
esac
exit $code
