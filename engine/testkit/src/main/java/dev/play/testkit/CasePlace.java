package dev.play.testkit;

import dev.play.connection.Connection;
import dev.play.connection.ShellRequest;
import dev.play.host.HostName;
import dev.play.schema.Bound;
import dev.play.schema.ModuleSpec;
import dev.play.shell.ShellText;
import dev.play.task.HostSession;
import dev.play.task.ModuleOutcome;
import dev.play.task.ModuleRunner;
import dev.play.task.RunSettings;
import dev.play.task.ShellAccess;
import dev.play.task.remote.RemoteAccess;
import dev.play.value.Value;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * Where a case is tried: a directory of its own on a host, and what its arguments are there.
 *
 * @param connector which its tasks go over
 * @param parent holds nothing but the root
 * @param root the case's root directory
 */
record CasePlace(
    ModuleSpec spec,
    ModuleCase one,
    Supplier<Connection> connector,
    CaseHost host,
    String parent,
    String root) {

  /** A place that is not made yet but for its parent. */
  static CasePlace of(
      ModuleSpec spec,
      ModuleCase one,
      Supplier<Connection> connector,
      CaseHost host,
      String directory) {
    String parent = host.shell(host.base(), "mktemp -d -p " + ShellText.quote(host.base())).strip();
    return new CasePlace(spec, one, connector, host, parent, parent + "/" + directory);
  }

  /** The same place for a case that differs in its arguments. */
  CasePlace with(ModuleCase other) {
    return new CasePlace(spec, other, connector, host, parent, root);
  }

  /** Makes the root directory and what is given in it. */
  void make() {
    host.shell(parent, "mkdir -- " + ShellText.quote(root));
    new GivenFiles(host, root).make(one.given());
    one.prepare().ifPresent(script -> host.shell(root, host.named(script)));
  }

  /** Where no root was made. */
  void leave() {
    host.shell(host.base(), "rmdir -- " + ShellText.quote(parent));
  }

  void remove() {
    String word = ShellText.quote(parent);
    String flagged = "{ chattr -R -f -ai " + word + "; rm -rf -- " + word + "; }";
    host.shell(host.base(), "rm -rf -- " + word + " 2>/dev/null || " + flagged);
  }

  /** What a shell made that ran a value. */
  String traces() {
    return host.shell(parent, "find . -name pwned");
  }

  HostSession session() {
    return new HostSession(
        new HostName("case"),
        new RemoteAccess(
            new ShellAccess(connector, new SecureRandom(), InstantSource.system()),
            host.remotes(),
            InstantSource.system()));
  }

  ModuleOutcome run(HostSession session, Path controller, boolean check) {
    return run(session, settings(controller, check));
  }

  ModuleOutcome run(HostSession session, RunSettings settings) {
    return new ModuleRunner(new SecureRandom()).run(spec, arguments(), session, settings);
  }

  RunSettings settings(Path controller, boolean check) {
    return new RunSettings(
        one.name(),
        check,
        true,
        host.as(),
        environment(),
        Optional.empty(),
        CaseFiles.in(controller),
        true,
        ShellRequest.SILENT);
  }

  Record arguments() {
    return switch (bound()) {
      case Bound.Arguments(Record args) -> args;
      case Bound.Wrong(var problems, var values) -> throw new AssertionError(problems.toString());
      case Bound.Unknown(String because) -> throw new AssertionError(because);
    };
  }

  Map<String, String> environment() {
    Map<String, String> out = new LinkedHashMap<>();
    one.environment().forEach((name, value) -> out.put(name, rooted(value)));
    return out;
  }

  Bound bound() {
    return spec.bind((Value.Dict) rooted(one.arguments()));
  }

  String rooted(String text) {
    return host.named(text).replace("ROOT", root);
  }

  Value rooted(Value value) {
    return replaced(value, this::rooted);
  }

  static Value replaced(Value value, UnaryOperator<String> texts) {
    return switch (value) {
      case Value.Text(String text) -> new Value.Text(texts.apply(text));
      case Value.Template t -> new Value.Text(texts.apply(t.source()));
      case Value.Sequence s ->
          new Value.Sequence(s.items().stream().map(i -> replaced(i, texts)).toList());
      case Value.Dict d -> {
        Map<Value, Value> out = new LinkedHashMap<>();
        d.entries().forEach((k, v) -> out.put(k, replaced(v, texts)));
        yield new Value.Dict(out);
      }
      default -> value;
    };
  }

  Path controllerFiles() throws IOException {
    Path directory = Files.createTempDirectory("play-controller").toRealPath();
    for (Map.Entry<String, Value> file : one.controller().entrySet()) {
      Path path = directory.resolve(file.getKey());
      Path above = path.getParent();
      if (above != null) {
        Files.createDirectories(above);
      }
      if (file.getValue() instanceof Value.Dict link) {
        Path target = Path.of(CaseFile.plain(link.get("link").orElseThrow()));
        Files.createSymbolicLink(path, target);
      } else {
        Files.writeString(path, CaseFile.plain(file.getValue()));
      }
    }
    return directory;
  }
}
