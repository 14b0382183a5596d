for f in /etc/ansible/facts.d/*.fact; do
  [ -f "$f" ] || continue
  n=${f##*/}; n=${n%.fact}
  if [ -x "$f" ]; then
    begin "local $n"; "$f" 2>/dev/null </dev/null; over
  else
    file "local $n" "$f"
  fi
done
