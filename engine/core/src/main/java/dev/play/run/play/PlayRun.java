package dev.play.run.play;

import dev.play.compile.CompiledPlay;
import dev.play.event.Event;
import dev.play.host.HostName;
import dev.play.run.RunContext;
import dev.play.run.gate.FreeGate;
import dev.play.run.gate.Gate;
import dev.play.run.gate.LinearGate;
import dev.play.run.gate.Position;
import dev.play.run.keyword.KeywordReader;
import dev.play.run.port.PlayVariables;
import dev.play.run.task.PlayContext;
import dev.play.template.Compiled;
import dev.play.template.EvaluationException;
import dev.play.template.Scope;
import dev.play.value.Value;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Semaphore;

/** One play: its hosts, in batches. */
final class PlayRun {
  private final RunContext run;
  private final CompiledPlay play;
  private final Titles titles;
  private final Set<HostName> lost;
  private final Semaphore forks;
  private final Scope controller;
  private final KeywordReader read;
  private boolean errorsCleared;

  /**
   * @param lost hosts that failed in earlier plays; those that fail here are added
   */
  PlayRun(RunContext run, CompiledPlay play, Titles titles, Set<HostName> lost, Semaphore forks) {
    this.run = run;
    this.play = play;
    this.titles = titles;
    this.lost = lost;
    this.forks = forks;
    this.controller = run.variables().controller(play);
    this.read = new KeywordReader(controller);
  }

  /**
   * Runs it.
   *
   * @param startAt where to start in it
   * @return whether the plays behind it may run
   */
  boolean run(Optional<Position> startAt) {
    String name = read.text(Optional.of(play.name())).orElse("");
    List<HostName> all = hosts();
    if (all.isEmpty()) {
      run.events().accept(new Event.PlaySkipped(name, "no hosts matched"));
      return true;
    }
    List<HostName> left = all.stream().filter(h -> !lost.contains(h)).toList();
    if (left.isEmpty()) {
      run.events().accept(new Event.NoHostsLeft());
      return false;
    }
    PlayVariables variables = run.variables().play(play, new Prompts(run).answers(play));
    List<List<HostName>> batches = Batches.of(left, read.value(play.serial()));
    PlayContext context = new PlayContext(run, play, variables);
    boolean goesOn = batches(context, name, all, batches, startAt);
    if (errorsCleared) {
      lost.clear();
    }
    run.events().accept(new Event.PlayEnded(name));
    return goesOn;
  }

  private boolean batches(
      PlayContext context,
      String name,
      List<HostName> all,
      List<List<HostName>> batches,
      Optional<Position> startAt) {
    for (int i = 0; i < batches.size(); i++) {
      List<HostName> hosts = batches.get(i);
      List<HostName> left = all.stream().filter(h -> !lost.contains(h)).toList();
      BatchFailures failures =
          new BatchFailures(
              context.variables(), all, left, hosts, read.number(play.maxFailPercentage()));
      run.events().accept(new Event.PlayStarted(name, hosts, i + 1, batches.size(), play.span()));
      BatchContext batch = batch(context, hosts, failures, startAt);
      Map<HostName, Flow> ended = BatchRun.run(batch, hosts);
      errorsCleared |= batch.errorsCleared() > 0;
      Set<HostName> failed = new HashSet<>();
      ended.forEach(
          (host, flow) -> {
            if (flow == Flow.FAILED || flow == Flow.LOST) {
              failed.add(host);
            }
          });
      lost.addAll(failed);
      if (!failed.isEmpty()
          && !errorsCleared
          && (failed.size() == hosts.size() || failures.haveOthersFailed())) {
        run.events().accept(new Event.NoHostsLeft());
        return false;
      }
      if (batch.isPlayEnded()) {
        return true;
      }
    }
    return true;
  }

  private BatchContext batch(
      PlayContext context,
      List<HostName> hosts,
      BatchFailures failures,
      Optional<Position> startAt) {
    Gate.Announcer announcer =
        step -> {
          if (run.stepping().allows(step.title())) {
            run.events().accept(new Event.TaskStarted(step.title(), step.hosts()));
          }
        };
    String strategy = read.text(play.strategy()).orElse(run.options().defaults().strategy());
    String plain = strategy.substring(strategy.lastIndexOf('.') + 1);
    Gate gate =
        switch (plain) {
          case "linear", "debug" -> new LinearGate(hosts, announcer);
          case "free", "host_pinned" -> new FreeGate(hosts, announcer);
          default ->
              throw EvaluationException.of(
                      "there is no strategy " + strategy, "it is linear, free or host_pinned")
                  .at(play.strategy().map(Compiled::span).orElse(play.span()));
        };
    return new BatchContext(
        context,
        gate,
        new Handlers(play.handlers(), run.events()),
        titles,
        failures,
        read.flag(play.forceHandlers(), run.options().defaults().forceHandlers()),
        startAt,
        forks,
        plain.equals("host_pinned"));
  }

  private List<HostName> hosts() {
    Value pattern = play.hosts().evaluate(controller);
    List<HostName> matching = run.hosts().matching(read.texts(pattern));
    return Batches.ordered(
        matching, read.text(play.order()).orElse("inventory"), controller.lookups().random());
  }

  /** The questions of vars_prompt. */
  private record Prompts(RunContext run) {
    Map<String, Value> answers(CompiledPlay play) {
      Map<String, Value> out = new LinkedHashMap<>();
      List<String> unanswered = new ArrayList<>();
      Scope scope = run.variables().controller(play);
      for (CompiledPlay.VarsPrompt prompt : play.prompts()) {
        if (!run.variables().isExtra(prompt.name())) {
          ask(prompt, scope, unanswered).ifPresent(value -> out.put(prompt.name(), value));
        }
      }
      if (!unanswered.isEmpty()) {
        throw EvaluationException.of(
                "nobody is there to answer vars_prompt for " + String.join(", ", unanswered),
                "give them by -e")
            .at(play.span());
      }
      return out;
    }

    private Optional<Value> ask(
        CompiledPlay.VarsPrompt prompt, Scope scope, List<String> unanswered) {
      Optional<String> answer = Optional.empty();
      if (run.operator().isThere()) {
        answer = run.operator().ask(prompt.prompt() + ": ", prompt.isPrivate());
        while (prompt.confirm()
            && !answer.equals(
                run.operator().ask("confirm " + prompt.prompt() + ": ", prompt.isPrivate()))) {
          answer = run.operator().ask(prompt.prompt() + ": ", prompt.isPrivate());
        }
      }
      Optional<Value> value =
          answer
              .filter(a -> !a.isEmpty())
              .<Value>map(Value.Text::new)
              .or(() -> prompt.defaultValue().map(d -> d.evaluate(scope)));
      if (value.isEmpty() && answer.isPresent()) {
        value = Optional.of(new Value.Text(""));
      }
      if (value.isEmpty()) {
        unanswered.add(prompt.name());
      }
      Optional<Value> told = value.map(v -> prompt.isPrivate() ? new Value.Secret(v) : v);
      told.ifPresent(run.redactor()::learn);
      return told;
    }
  }
}
