package dev.play.modules.security;

import dev.play.host.Blob;
import dev.play.host.Command;
import dev.play.host.Content;
import dev.play.host.DigestAlgorithm;
import dev.play.host.Effect;
import dev.play.host.HostPath;
import dev.play.host.Probe;
import dev.play.host.Resource;
import dev.play.module.HostView;
import dev.play.module.Module;
import dev.play.module.ModuleDoc;
import dev.play.module.ModuleFailure;
import dev.play.module.Param;
import dev.play.module.Plan;
import dev.play.module.TaskResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** SELinux as a whole. Options and results as in {@code ansible.posix.selinux}. */
@ModuleDoc(
    name = "selinux",
    also = "ansible.posix.selinux",
    summary = "Sets SELinux's state and policy, now and in its configuration.",
    example = "selinux: {policy: targeted, state: enforcing}",
    notes = "update_kernel_param is not supported: change the kernel's parameters with grubby.")
public final class Selinux implements Module<Selinux.Args> {
  private static final HostPath ENFORCE = HostPath.of("/sys/fs/selinux/enforce");

  /** The arguments. */
  public record Args(
      @Param("its state") State state,
      @Param("the policy; required unless disabled") Optional<String> policy,
      @Param(
              value = "the configuration",
              aliases = {"conf", "file"},
              def = "/etc/selinux/config")
          HostPath configfile,
      @Param(value = "not supported", def = "false") boolean updateKernelParam) {
    public Args {
      if (updateKernelParam) {
        throw new IllegalArgumentException(
            "update_kernel_param is not supported; change the kernel's parameters with grubby");
      }
      if (policy.isEmpty() && state != State.DISABLED) {
        throw new IllegalArgumentException("Policy is required if state is not 'disabled'");
      }
      if (policy.filter(p -> !p.matches("[A-Za-z0-9_][A-Za-z0-9_.-]*")).isPresent()) {
        throw new IllegalArgumentException("not a policy: '" + policy.get() + "'");
      }
    }
  }

  /** What SELinux does. */
  public enum State {
    ENFORCING,
    PERMISSIVE,
    DISABLED;

    String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  @Override
  public Set<Resource> mayTouchAtMost() {
    return Set.of(Resource.tree("/"));
  }

  @Override
  public Set<Resource> mayTouch(Args args) {
    return Set.of(Resource.path(args.configfile()), Resource.path(ENFORCE));
  }

  @Override
  public Plan plan(Args args, HostView host) {
    Probe.ContentOf config = Probe.ContentOf.of(args.configfile());
    Probe.ContentOf enforce = Probe.ContentOf.of(ENFORCE);
    host.need(List.of(config, enforce));
    Blob old =
        host.known(config)
            .orElseThrow(() -> new ModuleFailure("Unable to find file " + args.configfile()));
    String running =
        host.known(enforce)
            .map(b -> b.text().strip().equals("1") ? "enforcing" : "permissive")
            .orElse("disabled");
    String policy = args.policy().orElse(setting(old.text(), "SELINUXTYPE").orElse(""));
    if (args.policy().isPresent()
        && !host.known(new Probe.FileAt(HostPath.of("/etc/selinux/" + policy), true))
            .isDirectory()) {
      throw new ModuleFailure("Policy " + policy + " does not exist in /etc/selinux/");
    }
    List<Effect> effects = new ArrayList<>();
    List<String> told = new ArrayList<>();
    String text = old.text();
    if (args.policy().isPresent()) {
      text =
          changed(
              text,
              "SELINUXTYPE",
              policy,
              "SELinux policy configuration in '" + args.configfile() + "'",
              told);
    }
    boolean reboot = now(args.state().word(), running, effects, told);
    text = changed(text, "SELINUX", args.state().word(), "Config SELinux state", told);
    if (!text.equals(old.text())) {
      effects.add(
          Effect.WriteFile.of(
              args.configfile(),
              Content.of(text),
              Optional.of(old.digest(DigestAlgorithm.SHA256))));
    }
    TaskResult result =
        TaskResult.of(
            "msg", String.join(", ", told),
            "configfile", args.configfile().text(),
            "policy", policy,
            "state", args.state().word(),
            "reboot_required", reboot);
    return Plan.change(effects, result);
  }

  /** Whether it needs a restart to be so. */
  private static boolean now(
      String wanted, String running, List<Effect> effects, List<String> told) {
    if (wanted.equals(running)) {
      return false;
    }
    if (running.equals("disabled")) {
      told.add("Reboot is required to set SELinux state to '" + wanted + "'");
      return true;
    }
    String possible = wanted.equals("disabled") ? "permissive" : wanted;
    if (possible.equals(running)) {
      told.add("SELinux state change will take effect next reboot");
      return true;
    }
    effects.add(
        Effect.Run.of(
            Command.of("setenforce", possible.equals("enforcing") ? "1" : "0"),
            "make SELinux " + possible,
            Set.of(Resource.path(ENFORCE))));
    told.add(
        wanted.equals("disabled")
            ? "SELinux state temporarily changed from '%s' to 'permissive'. State change will take effect next reboot."
                .formatted(running)
            : "SELinux state changed from '%s' to '%s'".formatted(running, wanted));
    return wanted.equals("disabled");
  }

  private static Optional<String> setting(String text, String name) {
    Matcher line = Pattern.compile("(?m)^" + name + "=[ \\t]*(\\S*)").matcher(text);
    return line.find() ? Optional.of(line.group(1)) : Optional.empty();
  }

  private static String changed(
      String text, String name, String value, String what, List<String> told) {
    Optional<String> old = setting(text, name);
    if (old.filter(value::equals).isPresent()) {
      return text;
    }
    told.add("%s changed from '%s' to '%s'".formatted(what, old.orElse("None"), value));
    String line = name + "=" + value;
    if (old.isEmpty()) {
      return text + (text.isEmpty() || text.endsWith("\n") ? "" : "\n") + line + "\n";
    }
    return Pattern.compile("(?m)^" + name + "=.*$").matcher(text).replaceFirst(line);
  }
}
