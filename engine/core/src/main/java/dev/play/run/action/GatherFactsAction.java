package dev.play.run.action;

import dev.play.compile.Step;
import dev.play.event.Event;
import dev.play.event.Status;
import dev.play.host.HostName;
import dev.play.observe.facts.FactsNeeded;
import dev.play.run.action.facts.FactsModules;
import dev.play.run.action.facts.MergedFacts;
import dev.play.run.action.facts.Together;
import dev.play.run.port.Performed;
import dev.play.run.task.Moment;
import dev.play.run.task.Work;
import dev.play.schema.action.EngineActions.GatherFacts;
import dev.play.template.PythonText;
import dev.play.value.Value;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** gather_facts: by setup or, where the settings name others, by several modules at a time. */
final class GatherFactsAction extends ControllerAction<GatherFacts> {
  private static final List<String> ALL = List.of("all");
  private static final Value SUBSET = new Value.Text("gather_subset");

  GatherFactsAction() {
    super(GatherFacts.class);
  }

  @Override
  Performed perform(Moment moment, GatherFacts arguments) {
    List<String> names = FactsModules.of(moment, arguments);
    if (names.equals(List.of(FactsModules.SETUP))) {
      return called(moment, FactsModules.SETUP, arguments).get();
    }
    boolean parallel =
        said(moment).or(arguments::parallel).orElse(names.size() > 1) && !moment.settings().check();
    Moment timed = parallel ? inTime(moment, arguments.gatherTimeout()) : moment;
    Map<String, Supplier<Performed>> calls = new LinkedHashMap<>();
    names.forEach(name -> calls.put(name, called(timed, name, arguments)));
    Map<String, Performed> done = parallel ? Together.all(calls) : new LinkedHashMap<>();
    if (!parallel) {
      calls.forEach((name, call) -> done.put(name, call.get()));
    }
    return combined(moment, done);
  }

  private static Optional<Boolean> said(Moment moment) {
    Value value = moment.reach().scope().lookup("ansible_facts_parallel");
    return value instanceof Value.Undefined
        ? Optional.empty()
        : Optional.ofNullable(dev.play.run.keyword.KeywordReader.asBoolean(value));
  }

  private static Moment inTime(Moment moment, Optional<Integer> seconds) {
    return seconds
        .filter(s -> s > 0)
        .map(s -> moment.with(moment.settings().within(Duration.ofSeconds(s))))
        .orElse(moment);
  }

  /** A module's call, with all evaluated that needs the host's variables. */
  private static Supplier<Performed> called(Moment moment, String name, GatherFacts arguments) {
    Step step = moment.play().run().steps().call(name, moment.step());
    Map<Value, Value> given = new LinkedHashMap<>(moment.arguments().entries());
    GatherFacts.OWN.forEach(own -> given.remove(new Value.Text(own)));
    boolean isSetup = step instanceof Step.Engine e && e.action() == Step.BuiltIn.SETUP;
    if (!isSetup) {
      for (String own : GatherFacts.OF_SETUP) {
        Value value = given.remove(new Value.Text(own));
        if (value != null && !isUsual(own, arguments)) {
          String word = own.substring(own.lastIndexOf('_') + 1);
          warn(moment, "Not passing " + word + "(" + PythonText.str(value) + ") to " + name);
        }
      }
    }
    Moment at = moment.calling(step, new Value.Dict(given));
    Moment enough = isSetup && !given.containsKey(SUBSET) ? noMoreThanNeeded(at) : at;
    Work work = Actions.of(step);
    return () -> work.perform(enough);
  }

  /** Where nobody said what to gather: what the plays may look up, and nobody else can see. */
  private static Moment noMoreThanNeeded(Moment at) {
    boolean isSeen = at.step().keywords().register().isPresent();
    boolean isAll =
        at.arguments().get("gather_subset").map(said -> said.equals(Value.texts(ALL))).orElse(true);
    if (isSeen || !isAll) {
      return at;
    }
    Value needed = Value.texts(FactsNeeded.subsets(at.play().play().referencedFacts()));
    return at.with(at.arguments().with("gather_subset", needed));
  }

  private static boolean isUsual(String argument, GatherFacts arguments) {
    return argument.equals("gather_subset") && arguments.gatherSubset().equals(Optional.of(ALL));
  }

  private static void warn(Moment moment, String text) {
    Optional<HostName> host = Optional.of(moment.host());
    moment
        .play()
        .run()
        .events()
        .accept(new Event.Warning(text, host, Optional.of(moment.step().span())));
  }

  private static Performed combined(Moment moment, Map<String, Performed> done) {
    MergedFacts facts = new MergedFacts();
    Map<String, Value> failed = new LinkedHashMap<>();
    Map<String, Value> skipped = new LinkedHashMap<>();
    Optional<String> unknown = Optional.empty();
    for (Map.Entry<String, Performed> one : done.entrySet()) {
      Performed performed = one.getValue();
      switch (performed.status()) {
        case FAILED, UNREACHABLE -> failed.put(one.getKey(), inShort(performed));
        case SKIPPED -> skipped.put(one.getKey(), performed.values());
        case UNKNOWN -> unknown = performed.because();
        case OK, CHANGED, WOULD_CHANGE -> facts.add(performed);
      }
    }
    if (unknown.isPresent()) {
      return Performed.unknown(unknown.get());
    }
    Value.Dict all = facts.gathered();
    Value.Dict values = Value.dictOf("ansible_facts", all);
    if (!skipped.isEmpty()) {
      values = told(values, "skipped", "were skipped", skipped);
    }
    if (!failed.isEmpty()) {
      return Performed.of(Status.FAILED, told(values, "failed", "failed to execute", failed));
    }
    return Performed.of(skipped.size() == done.size() ? Status.SKIPPED : Status.OK, values)
        .doing(List.of((variables, host) -> variables.addFacts(owner(moment, host), all, true)));
  }

  private static HostName owner(Moment moment, HostName host) {
    return moment.settings().delegateFacts() ? moment.target() : host;
  }

  private static Value.Dict told(
      Value.Dict values, String kind, String what, Map<String, Value> modules) {
    String names = String.join(", ", modules.keySet());
    return values
        .with("msg", Value.text("The following modules " + what + ": " + names + "\n"))
        .with(kind + "_modules", Value.dict(modules));
  }

  /** What ran out of its time is told as Ansible's jobs do. */
  private static Value.Dict inShort(Performed performed) {
    Value.Dict values = performed.values().with("failed", Value.TRUE);
    return values.get("timedout").isPresent()
        ? values.with("msg", Value.text("Timeout exceeded"))
        : values;
  }
}
