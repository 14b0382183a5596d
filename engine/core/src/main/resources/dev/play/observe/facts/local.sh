for f in "$F"/*.fact; do
  n=${f##*/}; n=${n%.fact}
  if [ ! -e "$f" ]; then
    if [ -h "$f" ]; then text "local-gone $n" "$f"; fi
  elif [ ! -f "$f" ]; then
    :
  elif [ -x "$f" ]; then
    begin "local $n"; "$f" 2>/dev/null </dev/null; s=$?; over
    [ $s = 0 ] || text "local-failed $n" "$s"
  else
    file "local $n" "$f"
  fi
done
