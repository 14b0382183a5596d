package dev.play.event;

import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import dev.play.host.HostName;
import dev.play.value.Value;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Events as JSON objects: a line each in journals and in {@code --json}. */
public final class EventJson {
  private static final DefaultPrettyPrinter PRETTY = pretty();
  private static final ClassValue<String> NAMES =
      new ClassValue<>() {
        @Override
        protected String computeValue(Class<?> event) {
          String name = event.getSimpleName().replaceAll("([a-z])([A-Z])", "$1_$2");
          return name.toLowerCase(Locale.ROOT);
        }
      };
  private final JsonWriter writer = new JsonWriter(false);

  private static DefaultPrettyPrinter pretty() {
    DefaultIndenter indent = new DefaultIndenter("    ", "\n");
    DefaultPrettyPrinter printer =
        new DefaultPrettyPrinter(
            Separators.createDefaultInstance()
                .withObjectFieldValueSpacing(Separators.Spacing.AFTER));
    printer.indentObjectsWith(indent);
    printer.indentArraysWith(indent);
    return printer;
  }

  /** One line, without its end. */
  public String line(Event event) {
    return writer.write(object(event));
  }

  private static Map<String, @Nullable Object> object(Event event) {
    Map<String, @Nullable Object> out = new LinkedHashMap<>();
    out.put("event", name(event));
    switch (event) {
      case Event.RunStarted e -> {
        out.put("run", e.run());
        out.put("at", e.at().toString());
        out.put("playbooks", e.playbooks());
        out.put("check", e.check());
      }
      case Event.PlayStarted e -> {
        out.put("play", e.name());
        out.put("hosts", e.hosts().stream().map(HostName::name).toList());
        out.put("batch", e.batch());
        out.put("batches", e.batches());
        out.put("place", e.span().toString());
      }
      case Event.PlaySkipped e -> {
        out.put("play", e.name());
        out.put("because", e.because());
      }
      case Event.TaskStarted e -> {
        task(out, e.task());
        out.put("hosts", e.hosts());
      }
      case Event.HostTaskStarted e -> {
        task(out, e.task(), e.host());
        out.put("at", e.at().toString());
      }
      case Event.ItemFinished e -> {
        task(out, e.task(), e.host());
        delegate(out, e.delegate());
        out.put("item", e.label());
        ended(out, e.ended());
      }
      case Event.HostTaskFinished e -> {
        task(out, e.task(), e.host());
        delegate(out, e.delegate());
        ended(out, e.ended());
        out.put("seconds", e.took().toMillis() / 1000.0);
      }
      case Event.MetaDone e -> {
        task(out, e.task(), e.host());
        out.put("meta", e.action());
        out.put("text", e.message());
        out.put("skipped", e.isSkipped());
      }
      case Event.Included e -> {
        task(out, e.task(), e.host());
        out.put(e.isRole() ? "role" : "file", e.what());
        e.label().ifPresent(l -> out.put("item", l));
      }
      case Event.Retrying e -> {
        task(out, e.task(), e.host());
        out.put("attempt", e.attempt());
        out.put("left", e.left());
        out.put("result", java(e.result()));
      }
      case Event.LiveOutput e -> {
        task(out, e.task(), e.host());
        out.put(e.isError() ? "stderr" : "stdout", e.text());
      }
      case Event.TakenBack e -> task(out, e.task(), e.host());
      case Event.ShellStarted e -> {
        out.put("host", e.host().name());
        out.put("command", e.command());
      }
      case Event.HandlerNotified e -> {
        task(out, e.by(), e.host());
        out.put("handler", e.handler());
      }
      case Event.Warning e -> {
        out.put("text", e.text());
        e.host().ifPresent(h -> out.put("host", h.name()));
        e.span().ifPresent(s -> out.put("place", s.toString()));
      }
      case Event.Prompted e -> {
        task(out, e.task());
        out.put("text", e.text());
      }
      case Event.NoHostsLeft e -> {}
      case Event.PlayEnded e -> out.put("play", e.name());
      case Event.RunEnded e -> recap(out, e);
    }
    return out;
  }

  private static String name(Event event) {
    return NAMES.get(event.getClass());
  }

  private static void task(Map<String, @Nullable Object> out, TaskTitle task) {
    out.put("task", task.full());
    out.put("number", task.number());
    out.put("action", task.action());
    if (task.isHandler()) {
      out.put("handler", true);
    }
    out.put("place", task.span().toString());
  }

  private static void task(Map<String, @Nullable Object> out, TaskTitle task, HostName host) {
    task(out, task);
    out.put("host", host.name());
  }

  private static void delegate(Map<String, @Nullable Object> out, Optional<HostName> delegate) {
    delegate.ifPresent(d -> out.put("delegate", d.name()));
  }

  private static void ended(Map<String, @Nullable Object> out, Ended ended) {
    out.put("status", ended.status().name().toLowerCase(Locale.ROOT));
    if (ended.ignored()) {
      out.put("ignored", true);
    }
    if (ended.rescued()) {
      out.put("rescued", true);
    }
    ended.because().ifPresent(b -> out.put("because", b));
    out.put("result", java(ended.result()));
    if (!ended.diff().isEmpty()) {
      out.put("diff", ended.diff());
    }
  }

  private static void recap(Map<String, @Nullable Object> out, Event.RunEnded e) {
    Map<String, @Nullable Object> hosts = new LinkedHashMap<>();
    e.recap().hosts().forEach((host, c) -> hosts.put(host.name(), counts(c)));
    out.put("recap", hosts);
    Map<String, @Nullable Object> lost = new LinkedHashMap<>();
    e.recap().lost().forEach((host, why) -> lost.put(host.name(), why));
    out.put("lost", lost);
    if (!e.stats().isEmpty()) {
      Map<String, @Nullable Object> stats = new LinkedHashMap<>();
      e.stats().forEach((host, dict) -> stats.put(host.isEmpty() ? "run" : host, java(dict)));
      out.put("stats", stats);
    }
    Map<String, @Nullable Object> efforts = new LinkedHashMap<>();
    e.efforts().forEach((host, effort) -> efforts.put(host.name(), effort(effort)));
    out.put("efforts", efforts);
    out.put("seconds", e.took().toMillis() / 1000.0);
  }

  private static Map<String, Long> effort(Effort effort) {
    Map<String, Long> out = new LinkedHashMap<>();
    out.put("round_trips", effort.roundTrips());
    out.put("processes", effort.processes());
    out.put("effects", effort.effects());
    out.put("bytes_sent", effort.bytesSent());
    out.put("bytes_received", effort.bytesReceived());
    return out;
  }

  private static Map<String, @Nullable Object> counts(Recap.Counts c) {
    Map<String, @Nullable Object> out = new LinkedHashMap<>();
    out.put("ok", c.ok());
    out.put("changed", c.changed());
    out.put("would_change", c.wouldChange());
    out.put("unknown", c.unknown());
    out.put("unreachable", c.unreachable());
    out.put("failed", c.failed());
    out.put("skipped", c.skipped());
    out.put("rescued", c.rescued());
    out.put("ignored", c.ignored());
    return out;
  }

  /** Pretty JSON of a value, for people. */
  public String pretty(Value value) {
    return writer.write(java(value), PRETTY.createInstance());
  }

  /** JSON of a value on one line. */
  public String compact(Value value) {
    return writer.write(java(value));
  }

  private static @Nullable Object java(Value value) {
    return Value.toJava(value, secret -> Redactor.MASK);
  }
}
