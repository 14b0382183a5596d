package dev.play.observe;

import dev.play.host.Probe.Unit;
import dev.play.host.UnitInfo;
import dev.play.shell.Frames;
import dev.play.shell.ShellText;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Many units by one {@code systemctl show}. All probes have one scope, SYSTEM or USER. */
record UnitSection(Unit.Scope scope, List<Unit> probes) implements Section {
  /** Properties that systemctl shows in another order each time. */
  private static final Set<String> SETS =
      Set.of(
          "Requires",
          "Wants",
          "BindsTo",
          "Upholds",
          "RequiredBy",
          "WantedBy",
          "BoundBy",
          "ConsistsOf",
          "PartOf",
          "Conflicts",
          "Before",
          "After",
          "Triggers",
          "TriggeredBy",
          "Names");

  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9:_.\\\\@-]{1,255}");
  private static final Pattern SUFFIX =
      Pattern.compile(
          ".*\\.(service|socket|device|mount|automount|swap|target|path|timer|slice|scope)");

  /** What is shown, and so what results hold as a unit's status. */
  private static final String PROPERTIES =
      "Id,Names,Description,LoadState,ActiveState,SubState,UnitFileState,UnitFilePreset,FragmentPath,"
          + "DropInPaths,NeedDaemonReload,Type,Restart,RestartUSec,MainPID,ExecMainPID,ExecMainStatus,"
          + "ExecMainCode,ExecMainStartTimestamp,Result,NRestarts,StatusText,User,Group,WantedBy,"
          + "RequiredBy,Wants,Requires,After,Before,Conflicts,TriggeredBy,Triggers,CanStart,CanStop,"
          + "CanReload,CanIsolate,StartLimitBurst,MemoryCurrent,TasksCurrent,ControlGroup,Slice,"
          + "ActiveEnterTimestamp,InactiveEnterTimestamp,StateChangeTimestamp,ExecStart,LoadError";

  /** systemd's name for what a task calls a unit: a service unless it says otherwise. */
  static String fullName(String unit) {
    return SUFFIX.matcher(unit).matches() ? unit : unit + ".service";
  }

  /** Whether systemctl can be asked for it with others. */
  static boolean isName(Unit probe) {
    String name = probe.unit();
    return NAME.matcher(name).matches() && !name.startsWith("-") && !isTemplate(probe);
  }

  static boolean isTemplate(Unit probe) {
    return fullName(probe.unit()).contains("@.") && NAME.matcher(probe.unit()).matches();
  }

  @Override
  public String script() {
    return prepare(scope)
        + "systemctl "
        + (scope == Unit.Scope.USER ? "--user " : "")
        + "show --no-pager -p "
        + PROPERTIES
        + " -- "
        + probes.stream()
            .map(p -> ShellText.quote(fullName(p.unit())))
            .collect(Collectors.joining(" "))
        + "\n";
  }

  static String prepare(Unit.Scope scope) {
    return scope == Unit.Scope.USER
        ? "[ -n \"$XDG_RUNTIME_DIR\" ] || export XDG_RUNTIME_DIR=\"/run/user/$(id -u)\"\n"
        : "";
  }

  @Override
  public int processes() {
    return scope == Unit.Scope.USER ? 2 : 1;
  }

  @Override
  public void read(Frames.Part part, Answers into) {
    List<Map<String, String>> shown = blocks(part.outText());
    if (shown.size() != probes.size()) {
      if (probes.size() == 1 || part.status() != 0 && shown.isEmpty()) {
        probes.forEach(p -> into.fail(p, "cannot ask systemd: " + part.errText()));
      }
      return;
    }
    for (int i = 0; i < probes.size(); i++) {
      into.put(probes.get(i), info(probes.get(i).unit(), shown.get(i)));
    }
  }

  /**
   * Units are divided by empty lines; a value may go on over lines that have no name of their own.
   */
  static List<Map<String, String>> blocks(String text) {
    java.util.ArrayList<Map<String, String>> out = new java.util.ArrayList<>();
    for (String block : text.strip().split("\n\n(?=[A-Z][A-Za-z]*=)")) {
      Map<String, String> properties = new LinkedHashMap<>();
      String last = "";
      for (String line : block.split("\n")) {
        int equals = line.indexOf('=');
        if (equals > 0 && line.substring(0, equals).matches("[A-Z][A-Za-z]*")) {
          last = line.substring(0, equals);
          // ExecStart and the like are shown once for each command.
          properties.merge(last, line.substring(equals + 1), (a, b) -> a + "\n" + b);
        } else if (!last.isEmpty()) {
          properties.merge(last, line, (a, b) -> a + "\n" + b);
        }
      }
      properties.replaceAll((name, value) -> SETS.contains(name) ? sorted(value) : value);
      if (!properties.isEmpty()) {
        out.add(properties);
      }
    }
    return out;
  }

  private static String sorted(String words) {
    return Arrays.stream(words.split(" ")).sorted().collect(Collectors.joining(" "));
  }

  private static UnitInfo info(String unit, Map<String, String> p) {
    return new UnitInfo(
        unit,
        p.getOrDefault("LoadState", ""),
        p.getOrDefault("ActiveState", ""),
        p.getOrDefault("SubState", ""),
        p.getOrDefault("UnitFileState", ""),
        p.getOrDefault("NeedDaemonReload", "no").equals("yes"),
        java.util.Collections.unmodifiableMap(p));
  }

  /** For what no unit can be called. */
  static UnitInfo notFound(String unit) {
    return new UnitInfo(unit, "not-found", "inactive", "dead", "", false, Map.of());
  }
}
