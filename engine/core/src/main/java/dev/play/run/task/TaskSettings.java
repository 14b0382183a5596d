package dev.play.run.task;

import dev.play.compile.Keywords;
import dev.play.host.HostName;
import dev.play.run.RunOptions;
import dev.play.run.keyword.KeywordReader;
import dev.play.run.keyword.Omitted;
import dev.play.run.port.Connecting;
import dev.play.template.Compiled;
import dev.play.template.EvaluationException;
import dev.play.template.PythonText;
import dev.play.template.Scope;
import dev.play.template.Values;
import dev.play.value.Value;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A task's keywords for one host and item.
 *
 * @param retries further tries after the first, as asked for
 */
public record TaskSettings(
    boolean ignoreErrors,
    boolean ignoreUnreachable,
    boolean check,
    boolean diff,
    boolean noLog,
    Optional<Duration> timeout,
    Optional<HostName> delegate,
    boolean delegateFacts,
    Connecting connecting,
    Map<String, String> environment,
    int retries,
    Duration delay,
    Optional<Async> async) {
  /**
   * async and poll.
   *
   * @param limit how long the job may take
   * @param poll between questions whether it is over; zero for not waiting at all
   */
  public record Async(Duration limit, Duration poll) {}

  private static final double USUAL_POLL = 15;

  public static TaskSettings read(Keywords keywords, Scope scope, RunOptions options) {
    KeywordReader read = new KeywordReader(scope);
    return new TaskSettings(
        read.flag(keywords.ignoreErrors(), false),
        read.flag(keywords.ignoreUnreachable(), false),
        read.flag(keywords.checkMode(), options.check()),
        read.flag(keywords.diff(), options.diff()),
        read.flag(keywords.noLog(), options.defaults().noLog()),
        limit(read, keywords, options.defaults().taskTimeout()),
        delegate(keywords, read),
        read.flag(keywords.delegateFacts(), false),
        connecting(keywords, read),
        environment(keywords, scope),
        retries(read, keywords),
        seconds(read.number(keywords.delay()).orElse(5.0)),
        read.number(keywords.async())
            .filter(t -> t > 0)
            .map(
                t ->
                    new Async(
                        seconds(t), seconds(read.number(keywords.poll()).orElse(USUAL_POLL)))));
  }

  /** Neither a check nor left running. */
  TaskSettings inEarnest() {
    return new TaskSettings(
        ignoreErrors,
        ignoreUnreachable,
        false,
        diff,
        noLog,
        timeout,
        delegate,
        delegateFacts,
        connecting,
        environment,
        retries,
        delay,
        Optional.empty());
  }

  /** Done on another host, as nobody else than who logs in there. */
  public TaskSettings at(HostName other) {
    return new TaskSettings(
        ignoreErrors,
        ignoreUnreachable,
        check,
        diff,
        noLog,
        timeout,
        Optional.of(other),
        delegateFacts,
        connecting.withoutBecome(),
        environment,
        retries,
        delay,
        async);
  }

  /** With a time limit of this length. */
  public TaskSettings within(Duration limit) {
    return new TaskSettings(
        ignoreErrors,
        ignoreUnreachable,
        check,
        diff,
        noLog,
        Optional.of(limit),
        delegate,
        delegateFacts,
        connecting,
        environment,
        retries,
        delay,
        async);
  }

  private static Optional<HostName> delegate(Keywords keywords, KeywordReader read) {
    Optional<String> name = read.text(keywords.delegateTo());
    if (name.filter(String::isBlank).isPresent()) {
      throw EvaluationException.of("Empty hostname produced from delegate_to")
          .at(keywords.delegateTo().orElseThrow().span());
    }
    return name.map(HostName::new);
  }

  /** As Ansible, which settles where a task is done before whether: an empty name is a mistake. */
  static void requireDelegate(Keywords keywords, Scope scope) {
    if (keywords.delegateTo().isEmpty()) {
      return;
    }
    Value name;
    try {
      name = keywords.delegateTo().get().evaluate(scope);
    } catch (EvaluationException e) {
      // The condition is often there because the name is not always defined.
      return;
    }
    if (name.equals(Value.text(""))) {
      throw EvaluationException.of("Empty hostname produced from delegate_to")
          .at(keywords.delegateTo().get().span());
    }
  }

  private static Optional<Duration> limit(
      KeywordReader read, Keywords keywords, Optional<Duration> usual) {
    return keywords.timeout().isPresent()
        ? read.number(keywords.timeout()).filter(t -> t > 0).map(TaskSettings::seconds)
        : usual;
  }

  private static Duration seconds(double number) {
    return Duration.ofMillis(Math.round(Math.max(0, number) * 1000));
  }

  private static int retries(KeywordReader read, Keywords keywords) {
    return read.integer(keywords.retries())
        .map(n -> Math.max(0, n))
        .orElse(keywords.until().isEmpty() ? 0 : 3);
  }

  static Connecting connecting(Keywords keywords, KeywordReader read) {
    Keywords.Become become = keywords.become();
    return new Connecting(
        read.text(keywords.connection()),
        read.text(keywords.remoteUser()),
        read.integer(keywords.port()),
        read.flag(become.become()),
        read.text(become.user()),
        read.text(become.method()),
        read.text(become.flags()),
        read.text(become.exe()));
  }

  private static Map<String, String> environment(Keywords keywords, Scope scope) {
    Map<String, String> out = new LinkedHashMap<>();
    for (Compiled one : keywords.environment()) {
      new KeywordReader(scope)
          .value(Optional.of(one))
          .ifPresent(value -> addAll(out, Omitted.strip(value, scope), one));
    }
    return out;
  }

  private static void addAll(Map<String, String> out, Value value, Compiled from) {
    switch (value) {
      case Value.Dict d ->
          d.entries().forEach((k, v) -> out.put(PythonText.str(k), PythonText.str(plain(v))));
      case Value.Sequence s -> s.items().forEach(item -> addAll(out, item, from));
      case Value.Text t when t.text().isBlank() -> {}
      default ->
          throw EvaluationException.of(
                  "environment must be a dictionary, not " + Values.typeName(value))
              .at(from.span());
    }
  }

  private static Value plain(Value value) {
    return value instanceof Value.Secret s ? s.hidden() : value;
  }
}
