package dev.play.modules.containers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.play.task.ModuleOutcome;
import dev.play.testkit.LabHost;
import dev.play.testkit.LabSession;
import dev.play.testkit.NoControllerFiles;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Debian sid's compose on what trixie's has made: which containers it makes anew, and restarts. */
@Tag("lab")
class ComposeVersionsLabTest {
  private static final Pattern NAMED = Pattern.compile("(?m)^\\+ ((?:recreate|restart) \\S+)");

  private static final String PROJECT =
      """
      apt-get update -qq
      DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends docker.io docker-cli docker-compose iptables >/dev/null 2>&1
      docker info >/dev/null
      tar -C / -c bin lib lib64 usr/bin/sleep usr/lib/x86_64-linux-gnu/libc.so.6 usr/lib/x86_64-linux-gnu/ld-linux-x86-64.so.2 usr/lib64 2>/dev/null | docker import - case/base:1 >/dev/null
      mkdir -p /srv/p; cd /srv/p; echo one > conf
      cat > compose.yaml <<'END'
      x-all: &all {image: "case/base:1", command: [/usr/bin/sleep, infinity], stop_grace_period: 0s}
      services:
        base: {<<: *all, volumes: ["./conf:/conf:ro"]}
        middle: {<<: *all, environment: {WORD: one}, depends_on: [base]}
        top: {<<: *all, depends_on: {middle: {condition: service_started, restart: true}}}
      END
      """;

  // From the archive that the host has trixie from, without a trace in apt's settings.
  private static final String LATER =
      """
      set -e
      archive=$(apt-get indextargets --format '$(REPO_URI) $(CODENAME)' 'Created-By: Packages' | awk '$2 == "trixie" {print $1; exit}')
      mkdir -p /tmp/sid/lists/partial /tmp/sid/cache/archives/partial /usr/local/lib/docker/cli-plugins; cd /tmp/sid
      echo "deb [trusted=yes] $archive sid main" > sources.list
      from() { apt-get -qq -o Dir::Etc::sourcelist=/tmp/sid/sources.list -o Dir::Etc::sourceparts=/dev/null -o Dir::State::lists=/tmp/sid/lists -o Dir::Cache=/tmp/sid/cache -o APT::Sandbox::User=root "$@"; }
      { from update && from download docker-compose && dpkg-deb -x docker-compose_*.deb tree; } >&2 || exit 0
      cp "$(find tree -name docker-compose -type f -perm -u+x | head -n 1)" /usr/local/lib/docker/cli-plugins/docker-compose
      docker compose version --short 2>/dev/null || { rm /usr/local/lib/docker/cli-plugins/docker-compose; exit 0; }
      """;

  @AutoClose static final LabHost HOST = LabHost.start();

  @Test
  void namesExactlyWhatALaterComposeDoesToWhatAnEarlierOneMade() {
    HOST.root(PROJECT);
    ModuleOutcome first = run();
    assertThat(first.status()).as("%s", first).isEqualTo(ModuleOutcome.Status.CHANGED);
    String earlier = HOST.root("docker compose version --short").strip();
    String later = HOST.root(LATER).strip();
    assumeThat(later).as("sid's compose runs here").isNotEmpty().isNotEqualTo(earlier);
    assumeThat(Integer.parseInt(later.split("\\.")[1])).isGreaterThanOrEqualTo(35);

    String diff = check().diff().orElse("");
    assertThat(doesWhatItNames()).allSatisfy(n -> assertThat(diff).contains(n));
    assertThat(diff.lines()).allMatch(l -> l.contains("counts it otherwise than"));

    HOST.root("echo two > /srv/p/conf");
    assertThat(doesWhatItNames()).containsExactly("recreate p-base-1");

    HOST.root("sed -i 's/WORD: one/WORD: two/' /srv/p/compose.yaml");
    assertThat(doesWhatItNames()).containsExactly("recreate p-middle-1", "restart p-top-1");
  }

  /** What a check names is what a run does, and then nothing is left. */
  private static List<String> doesWhatItNames() {
    List<String> named = new ArrayList<>();
    Matcher matcher = NAMED.matcher(check().diff().orElse(""));
    while (matcher.find()) {
      named.add(matcher.group(1));
    }
    Map<String, List<String>> before = containers();
    run();
    List<String> done = new ArrayList<>();
    containers()
        .forEach(
            (name, now) -> {
              List<String> then = before.getOrDefault(name, List.of("", ""));
              if (!then.getFirst().equals(now.getFirst())) {
                done.add("recreate " + name);
              } else if (!then.equals(now)) {
                done.add("restart " + name);
              }
            });
    assertThat(done).containsExactlyInAnyOrderElementsOf(named);
    assertThat(run().status()).isEqualTo(ModuleOutcome.Status.SAME);
    return done;
  }

  /** By name: identity, and when it was started. */
  private static Map<String, List<String>> containers() {
    Map<String, List<String>> out = new LinkedHashMap<>();
    String told =
        HOST.root(
            "docker inspect -f '{{.Name}} {{.Id}} {{.State.StartedAt}}' $(docker ps -aq) | sort");
    told.lines()
        .map(l -> l.substring(1).split(" "))
        .forEach(words -> out.put(words[0], List.of(words[1], words[2])));
    return out;
  }

  private static ModuleOutcome check() {
    try (LabSession session = LabSession.open(HOST, new NoControllerFiles())) {
      return session.check(ComposeUp.class, "project_src", "/srv/p");
    }
  }

  private static ModuleOutcome run() {
    try (LabSession session = LabSession.open(HOST, new NoControllerFiles())) {
      return session.run(ComposeUp.class, "project_src", "/srv/p");
    }
  }
}
