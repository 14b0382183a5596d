# What the end-to-end scripts say their sentences with. Sourced; wants $work, a directory, and counts in $passed and $failed.

# $1 a sentence; the rest a command that holds where the sentence is true
holds() {
  sentence=$1
  shift
  if "$@" > "$work/holds" 2>&1; then
    passed=$((passed + 1))
    echo "  ok      $sentence"
  else
    failed=$((failed + 1))
    echo "  NOT OK  $sentence"
    head -n 40 "$work/holds" | sed 's/^/          /'
  fi
}

# $1 run
succeeded() { [ "$(cat "$work/$1.status")" = 0 ] || { tail -n 60 "$work/$1.log"; return 1; }; }

# $1 run, $2 statuses separated by |: what ended so, one line for each task, host and item
ended() {
  jq -r --arg statuses "$2" 'select(.event == "host_task_finished" or .event == "item_finished")
    | select(.status as $s | $statuses | split("|") | index($s))
    | "\(.task) @ \(.host)\(if .item then " (" + .item + ")" else "" end)"' "$work/$1.events" | LC_ALL=C sort -u
}
# $1 run, $2 a count of the recap: its sum over all hosts
recap() { jq --arg count "$2" 'select(.event == "run_ended") | [.recap[][$count]] | add' "$work/$1.events"; }

# $1 and $2: files of lines; every line of the first is in the second
within() { LC_ALL=C comm -23 "$1" "$2" | { ! grep .; }; }
