package dev.play.observe;

import dev.play.host.HostPath;
import dev.play.host.PackageManager;
import dev.play.host.Probe.Manager;
import dev.play.host.Probe.Tool;
import dev.play.shell.Frames;
import dev.play.shell.ShellText;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** What commands the host has, found by the shell itself without starting any. */
record HostSection(List<Tool> tools, Optional<Manager> manager, String mark) implements Section {
  private static final List<String> MANAGERS =
      List.of("apt-get", "dnf", "yum", "zypper", "apk", "pacman");

  @Override
  public String script() {
    StringBuilder out = new StringBuilder();
    out.append("which() { case $1 in\n");
    out.append("*/*) [ -f \"$1\" ] && [ -x \"$1\" ] && printf '%s' \"$1\"; return;;\nesac\n");
    out.append("[ -n \"$1\" ] || return 0\nIFS=:\nfor d in $PATH; do\n");
    out.append("[ -f \"$d/$1\" ] && [ -x \"$d/$1\" ] && { printf '%s' \"$d/$1\"; return; }\n");
    out.append("done; }\nset -f\n");
    for (Tool tool : tools) {
      out.append("which ").append(ShellText.quote(tool.name())).append("; printf '%s:' \"$M\"\n");
    }
    if (manager.isPresent()) {
      for (String name : MANAGERS) {
        out.append("which ").append(name).append("; printf '%s:' \"$M\"\n");
      }
    }
    return out.append(":\n").toString();
  }

  @Override
  public int processes() {
    return 0;
  }

  @Override
  public void read(Frames.Part part, Answers into) {
    String text = part.outText();
    String[] fields = text.split(Pattern.quote(mark + ":"), -1);
    for (int i = 0; i < tools.size(); i++) {
      into.put(
          tools.get(i),
          fields[i].isEmpty() ? Optional.empty() : Optional.of(HostPath.of(fields[i])));
    }
    manager.ifPresent(m -> into.put(m, manager(fields)));
  }

  private PackageManager manager(String[] fields) {
    for (int i = 0; i < MANAGERS.size(); i++) {
      if (!fields[tools.size() + i].isEmpty()) {
        String name = MANAGERS.get(i).equals("apt-get") ? "apt" : MANAGERS.get(i);
        return PackageManager.valueOf(name.toUpperCase(Locale.ROOT));
      }
    }
    return PackageManager.NONE;
  }
}
