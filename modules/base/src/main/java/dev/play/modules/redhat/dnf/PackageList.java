package dev.play.modules.redhat.dnf;

import dev.play.host.CommandOutput;
import dev.play.module.HostView;
import dev.play.module.ModuleFailure;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What the option {@code list} asks for, with the names that Ansible registers. */
public final class PackageList {
  private static final String FORMAT =
      "--qf=%{name}\\t%{epoch}\\t%{version}\\t%{release}\\t%{arch}\\t%{repoid}\\n";

  private final HostView host;
  private final DnfCall dnf;

  public PackageList(HostView host, DnfCall dnf) {
    this.host = host;
    this.dnf = dnf;
  }

  /** The list. */
  public List<Object> of(String what) {
    return switch (what) {
      case "installed" -> packages(List.of("--installed"), "installed");
      case "available" -> packages(List.of("--available"), "available");
      case "updates", "upgrades" -> packages(List.of("--upgrades"), "available");
      case "extras" -> packages(List.of("--extras"), "installed");
      case "recent" -> packages(List.of("--recent"), "available");
      case "obsoletes" -> packages(List.of("--obsoletes", "--upgrades"), "available");
      case "repos", "repositories" -> repositories();
      default -> {
        List<Object> out = new ArrayList<>(packages(List.of("--installed", what), "installed"));
        out.addAll(packages(List.of("--available", what), "available"));
        yield out;
      }
    };
  }

  private List<Object> packages(List<String> which, String state) {
    List<String> words = new ArrayList<>(List.of("-q"));
    words.addAll(dnf.options());
    words.addAll(List.of("repoquery", FORMAT));
    words.addAll(which);
    List<Object> out = new ArrayList<>();
    for (String line : answer(words)) {
      String[] f = line.split("\t");
      if (f.length == 6) {
        Map<String, Object> one = new LinkedHashMap<>();
        String rest = f[2] + "-" + f[3] + "." + f[4];
        one.put("name", f[0]);
        one.put("epoch", f[1]);
        one.put("version", f[2]);
        one.put("release", f[3]);
        one.put("arch", f[4]);
        one.put("repo", f[5]);
        one.put("nevra", f[0] + "-" + f[1] + ":" + rest);
        one.put("envra", f[1] + ":" + f[0] + "-" + rest);
        one.put("yumstate", state);
        out.add(one);
      }
    }
    return out;
  }

  private List<Object> repositories() {
    List<String> words = new ArrayList<>(List.of("-q"));
    words.addAll(dnf.options());
    words.addAll(List.of("repolist", "--enabled"));
    List<Object> out = new ArrayList<>();
    for (String line : answer(words)) {
      if (!line.matches("repo id +repo name.*")) {
        out.add(Map.of("repoid", line.split("\\s+")[0], "state", "enabled"));
      }
    }
    return out;
  }

  private List<String> answer(List<String> words) {
    CommandOutput output = host.known(dnf.ask(words, List.of()));
    if (!output.ok()) {
      throw new ModuleFailure(Transaction.complaint(output));
    }
    return output.out().lines().filter(l -> !l.isBlank()).toList();
  }
}
