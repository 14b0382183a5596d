package dev.play.observe;

import dev.play.host.Account;
import dev.play.host.GroupInfo;
import dev.play.host.Probe.GroupNamed;
import dev.play.host.Probe.UserNamed;
import dev.play.shell.Frames;
import dev.play.shell.ShellText;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Users and groups by getent(1), or from the files where there is none (busybox). */
record AccountSection(List<UserNamed> users, List<GroupNamed> groups, String mark)
    implements Section {
  private static final Pattern NAME = Pattern.compile("[^-:\\n\\s/][^:\\n\\s/]*");

  @Override
  public String script() {
    String userNames = names(users.stream().map(UserNamed::name));
    String groupNames = names(groups.stream().map(GroupNamed::name));
    StringBuilder out = new StringBuilder();
    out.append("if command -v getent >/dev/null; then\n");
    // getent ends with 2 where a name is not there: an answer.
    if (!userNames.isEmpty()) {
      out.append("getent passwd ").append(userNames).append("; [ $? -le 2 ] || exit 3\n");
    }
    out.append("printf '%s:' \"$M\"\n");
    out.append("getent group; [ $? -le 2 ] || exit 3\n");
    if (!groupNames.isEmpty()) {
      out.append("getent group ").append(groupNames).append("\n");
    }
    out.append("else cat /etc/passwd; printf '%s:' \"$M\"; cat /etc/group; fi\n");
    out.append("printf '%s:' \"$M\"\n");
    if (!userNames.isEmpty()) {
      out.append("[ -r /etc/shadow ] && cat /etc/shadow\n");
    }
    return out.append(":\n").toString();
  }

  private static String names(Stream<String> names) {
    return names
        .filter(n -> NAME.matcher(n).matches())
        .map(ShellText::quote)
        .distinct()
        .collect(Collectors.joining(" "));
  }

  @Override
  public int processes() {
    return (users.isEmpty() ? 1 : 3) + (groups.isEmpty() ? 0 : 1);
  }

  @Override
  public void read(Frames.Part part, Answers into) {
    if (part.status() != 0) {
      users.forEach(u -> into.fail(u, "cannot read users: " + part.errText()));
      groups.forEach(g -> into.fail(g, "cannot read groups: " + part.errText()));
      return;
    }
    String[] databases = part.outText().split(Pattern.quote(mark + ":"), -1);
    Map<String, String[]> passwd = byName(databases[0]);
    Map<String, String[]> group = byName(databases[1]);
    Map<String, String[]> shadow = byName(databases[2]);
    for (GroupNamed probe : groups) {
      into.put(probe, entry(group, probe.name()).map(AccountSection::group));
    }
    for (UserNamed probe : users) {
      into.put(
          probe,
          entry(passwd, probe.name())
              .map(p -> account(p, group, Optional.ofNullable(shadow.get(p[0])))));
    }
  }

  /** By name, or by number as getent does it. */
  private static Optional<String[]> entry(Map<String, String[]> database, String name) {
    return Optional.ofNullable(database.get(name))
        .or(() -> database.values().stream().filter(e -> e[2].equals(name)).findFirst());
  }

  private static Map<String, String[]> byName(String database) {
    Map<String, String[]> out = new LinkedHashMap<>();
    for (String line : database.split("\n")) {
      String[] fields = line.split(":", -1);
      if (fields.length > 3) {
        out.putIfAbsent(fields[0], fields);
      }
    }
    return out;
  }

  private static GroupInfo group(String[] g) {
    return new GroupInfo(g[0], Long.parseLong(g[2]), members(g));
  }

  private static List<String> members(String[] g) {
    return g[3].isBlank() ? List.of() : List.of(g[3].strip().split(","));
  }

  private static Account account(
      String[] p, Map<String, String[]> groups, Optional<String[]> shadow) {
    String primary = p[3];
    List<String> others = new ArrayList<>();
    for (String[] g : groups.values()) {
      if (g[2].equals(p[3])) {
        primary = g[0];
      } else if (members(g).contains(p[0])) {
        others.add(g[0]);
      }
    }
    return new Account(
        p[0],
        Long.parseLong(p[2]),
        Long.parseLong(p[3]),
        primary,
        p[4],
        p[5],
        p.length > 6 ? p[6] : "",
        List.copyOf(others),
        shadow.map(s -> s[1]),
        shadow.flatMap(s -> number(s, 7)),
        shadow.flatMap(s -> number(s, 3)),
        shadow.flatMap(s -> number(s, 4)),
        shadow.flatMap(s -> number(s, 5)));
  }

  private static Optional<Long> number(String[] shadow, int field) {
    return shadow.length > field && shadow[field].matches("-?\\d+")
        ? Optional.of(Long.valueOf(shadow[field]))
        : Optional.empty();
  }
}
