# What lab/e2e shows, in order; each part leaves what the next stands on.

bare_hosts_are_checked() {
  echo "== check on bare hosts"
  for host in $hosts; do
    holds "$host has no Python" sh -c "! docker exec play-lab-$PLAY_LAB-$host sh -c 'command -v python3 || command -v python'"
  done
  snapshots bare
  play_run check --check --diff
  holds "the check ends without an error" succeeded check
  holds "the check covers every host" all_hosts_in_recap check
  snapshots checked
  for host in $hosts; do
    holds "the check left $host byte-identical" same_snapshot bare checked "$host"
  done
  ended check 'would_change' > "$work/would"
  ended check 'would_change|unknown' > "$work/might"
  holds "the check foresees changes" test -s "$work/would"
}

hosts_are_converged() {
  echo "== first run"
  play_run first
  holds "the first run ends without an error" succeeded first
  ended first changed > "$work/changed"
  holds "the first run changes nothing that the check did not say or leave unknown" within "$work/changed" "$work/might"
  holds "the first run changes all that the check said" within "$work/would" "$work/changed"
  for host in $hosts; do
    holds "$host still has no Python" sh -c "! docker exec play-lab-$PLAY_LAB-$host sh -c 'command -v python3 || command -v python'"
  done
}

page_answers_through_the_firewall() {
  echo "== the page"
  for part in 11 12; do
    holds "the page on $address.$part says its title" page_says $part '' 'Guest book'
    holds "a visit on $address.$part is written" curl -fsS --max-time 10 -d "visitor=Ada of $part" "http://$address.$part/"
    holds "and read back from the database" page_says $part '' "Ada of $part"
  done
  for host in $hosts; do listen_unasked "$host"; done
  for host in web1:11 db1:21; do
    holds "a port that nobody opened is served on ${host%:*}" answers_itself "${host%:*}" 8081
    holds "but not let through by its firewall" refuses_unasked "${host#*:}"
  done
  publish_unasked web1 > /dev/null
  holds "a port that a container publishes unasked is served on web1" answers_itself web1 8082
  holds "but not let through either" sh -c "! curl -sS --max-time 3 http://$address.11:8082/"
  docker exec "play-lab-$PLAY_LAB-web1" docker rm -f unasked > /dev/null
}

second_run_changes_nothing() {
  echo "== second run"
  play_run second
  holds "the second run ends without an error" succeeded second
  holds "the second run changes nothing on any host" test "$(recap second changed)" = 0
  holds "the second run covers every host" all_hosts_in_recap second
  play_run check2 --check
  # Whether the page answers, no check asks: that would be a request.
  ended check2 'would_change|unknown' | grep -v '^The page answers' > "$work/foreseen" || :
  holds "a check afterwards foresees nothing" test ! -s "$work/foreseen"
}

drift_is_found_and_mended() {
  echo "== drift on web1"
  on web1 <<'END'
set -e
rm /etc/motd
sed -i 's/^LOG_OK_LOGINS.*/LOG_OK_LOGINS no/' /etc/login.defs
systemctl stop docker.socket docker.service
userdel -r deploy 2>/dev/null
nft insert rule inet play_filter input tcp dport 8081 accept
END
  holds "the added rule lets the port through" answers_unasked 11
  cat > "$work/drift.expected" <<'END'
common : Log of logins @ web1
common : Message of the day @ web1
common : User @ web1
common : User @ web1 (deploy)
docker : Docker @ web1
firewall : Packet filter's rules @ web1
END
  play_run drift-check --check --diff
  holds "the check of the drift ends without an error" succeeded drift-check
  ended drift-check 'would_change|unknown' > "$work/drift.found"
  holds "the check finds the drift" within "$work/drift.expected" "$work/drift.found"
  ended drift-check would_change > "$work/drift.would"
  holds "and is sure of nothing else" within "$work/drift.would" "$work/drift.expected"
  play_run mend
  holds "mending ends without an error" succeeded mend
  ended mend changed > "$work/drift.mended"
  holds "mending changes what had drifted and nothing else" cmp "$work/drift.mended" "$work/drift.expected"
  holds "the added rule is gone" refuses_unasked 11
  holds "the page on web1 answers" page_says 11 '' 'Ada of 11'
  play_run third
  holds "a run after mending changes nothing" test "$(recap third changed)" = 0
}

bad_input_is_told() {
  echo "== bad input"
  cat > "$work/bad.yml" <<'END'
- hosts: all
  becomes: true
  tasks:
    - name: A module that is not there
      coppy: {src: a, dest: /tmp/a}
    - name: An argument that is not there
      file: {path: /tmp/a, stat: directory}
    - name: A template that does not parse
      debug: {msg: "{{ 1 + }}"}
END
  status=0
  ./play run "$work/bad.yml" -i lab > "$work/bad.log" 2>&1 || status=$?
  holds "a bad playbook ends with status 1" test $status = 1
  for place in bad.yml:2:3 bad.yml:5:7 bad.yml:7:28 bad.yml:9:; do
    holds "its mistake at $place is told" grep -F "$place" "$work/bad.log"
  done
  for meant in become copy state; do
    holds "and that $meant may be meant" grep -F "$meant" "$work/bad.log"
  done
  holds "no host was connected to" sh -c "! grep -E 'TASK|PLAY' '$work/bad.log'"

  cat > "$work/ping.yml" <<'END'
- hosts: all
  gather_facts: false
  tasks: [{ping: }]
END
  echo 'all: {hosts: {lost: {ansible_host: 127.0.0.1, ansible_port: 1, ansible_user: nobody}}}' > "$work/lost.yml"
  status=0
  ./play run "$work/ping.yml" -i lab -i "$work/lost.yml" > "$work/lost.log" 2>&1 || status=$?
  holds "a host that refuses gives status 4" test $status = 4
  holds "the recap calls it unreachable" grep -E '^lost .*unreachable=1' "$work/lost.log"
  holds "and the others went on" grep -E '^web1 .*ok=1 .*unreachable=0' "$work/lost.log"

  sed "s/ssh-ed25519 .*/$(ssh-keygen -q -t ed25519 -N '' -f "$work/other" && cut -d ' ' -f 1,2 "$work/other.pub" | sed 's#/#\\/#g')/" \
    ".play/lab/$PLAY_LAB/known_hosts" > "$work/known_hosts"
  status=0
  ./play run "$work/ping.yml" -i lab -l web1 -e "ansible_ssh_common_args='-o UserKnownHostsFile=$work/known_hosts'" > "$work/key.log" 2>&1 || status=$?
  holds "a host with another key is refused" test $status = 4
  holds "the line of the known_hosts file that says so is named" grep -E "known_hosts:1|known_hosts line 1" "$work/key.log"
}

# Hosts, as new, as Google's instances: found, grouped, let in and known by what Google says of them, one of them through its relay only.
site_converges_googles_instances() {
  echo "== the hosts as Google's instances"
  start=$(date +%s)
  holds "site.yml converges Google's instances from bare, checked before, by OS Login and IAP, and then finds them as they should be" lab/gce/e2e --bare playbooks/site.yml
  echo "    in $(($(date +%s) - start)) s"
  start=$(date +%s)
  holds "instances that are not there are made, and converged in the same run, by the user that OS Login gives" lab/gce/e2e --provision
  echo "    in $(($(date +%s) - start)) s"
}
