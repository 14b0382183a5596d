package dev.play.run.action.foreign;

import dev.play.compile.role.ModuleFile;
import dev.play.event.Event;
import dev.play.event.Status;
import dev.play.python.ModuleArchive;
import dev.play.python.PythonModules;
import dev.play.run.external.HiddenArguments;
import dev.play.run.external.ModuleDiff;
import dev.play.run.external.PythonCall;
import dev.play.run.port.Performed;
import dev.play.run.task.ModuleWork;
import dev.play.run.task.Moment;
import dev.play.run.task.Work;
import dev.play.schema.ModuleSpec;
import dev.play.schema.action.EngineActions;
import dev.play.template.PythonText;
import dev.play.value.Value;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A module in Python that needs Ansible's own library. In a check, one that says it has a check
 * mode is asked, and its word is taken; all others are unknown.
 */
public final class PythonAction implements Work {
  private static final ModuleSpec CALL = ModuleSpec.of(PythonCall.class);

  @Override
  public Performed perform(Moment moment) {
    Prepared module = prepared(moment);
    if (module.archive().missing().isPresent()) {
      return Performed.failed(module.archive().missing().get());
    }
    if (!moment.settings().check()) {
      return shown(done(moment, module), moment, module);
    }
    boolean whole = moment.play().run().options().check();
    if (!module.file().saysItHasCheckMode()) {
      return work().perform(moment.with(module.arguments("", false)));
    }
    if (whole && moment.play().run().hands().hasPredictions(moment.reach())) {
      return unknown(moment, "until what comes before it is done");
    }
    Performed answer = shown(done(moment.inEarnest(), module), moment, module);
    if (answer.values().get("skipped").isPresent()) {
      return whole
          ? unknown(moment, "it has no check mode")
          : Performed.of(Status.SKIPPED, answer.values());
    }
    return told(answer, moment, module, whole);
  }

  /** The module's word. */
  private static Performed told(Performed answer, Moment moment, Prepared module, boolean whole) {
    if (whole) {
      String text =
          "what "
              + module.called()
              + " would change is the module's own word: it is written in Python, and play has not"
              + " worked it out itself";
      moment
          .play()
          .run()
          .events()
          .accept(new Event.Warning(text, Optional.empty(), Optional.empty()));
    }
    if (answer.status() != Status.CHANGED) {
      return answer;
    }
    moment
        .play()
        .run()
        .hands()
        .anythingMayHappen(moment.reach(), moment.title().name(), moment.until());
    return answer.as(Status.WOULD_CHANGE);
  }

  private static Performed unknown(Moment moment, String because) {
    moment.play().run().hands().anythingMayHappen(moment.reach(), moment.title().name(), because);
    return Performed.unknown(because);
  }

  /** Calls what the host keeps, and sends the archive where it keeps none. */
  private static Performed done(Moment moment, Prepared module) {
    if (moment.settings().async().isPresent()) {
      Performed kept = sending(moment.inEarnest(), module, true);
      return kept.status() == Status.FAILED
          ? kept
          : work().perform(moment.with(module.arguments("", false)));
    }
    return sending(moment, module, false);
  }

  private static Performed sending(Moment moment, Prepared module, boolean keepOnly) {
    Performed first = work().perform(moment.with(module.arguments("", keepOnly)));
    return PythonCall.isMissing(first.values())
        ? work()
            .perform(
                moment.with(module.arguments(PythonCall.sent(module.archive().zip()), keepOnly)))
        : first;
  }

  private static ModuleWork work() {
    return new ModuleWork(CALL);
  }

  /** With its differences as text; what it hides of its arguments is hidden from now on. */
  private static Performed shown(Performed answer, Moment moment, Prepared module) {
    HiddenArguments.in(answer.values(), module.given())
        .forEach(moment.play().run().redactor()::learn);
    return moment.settings().diff() ? answer.withDiff(ModuleDiff.of(answer.values())) : answer;
  }

  @Override
  public Performed maybe(Moment moment, String because) {
    return work().maybe(moment.with(prepared(moment).arguments("", false)), because);
  }

  /** A module ready to be called. */
  private record Prepared(
      ModuleFile file,
      String called,
      ModuleArchive archive,
      List<String> interpreter,
      String place,
      Value.Dict given,
      String json,
      boolean isJob) {
    Value.Dict arguments(String sent, boolean keepOnly) {
      return Value.dictOf(
          "called", called,
          "name", archive.name(),
          "digest", archive.digest(),
          "archive", sent,
          "interpreter", interpreter,
          "place", place,
          "arguments", json,
          "keep_only", keepOnly,
          "is_job", isJob && !keepOnly);
    }
  }

  private static Prepared prepared(Moment moment) {
    PythonModules python = moment.play().run().python();
    Map<Value, Value> given = new LinkedHashMap<>(moment.arguments().entries());
    Value name = given.getOrDefault(new Value.Text(EngineActions.External.NAME), Value.NONE);
    String called = PythonText.str(name);
    ModuleFile file = Handed.file(given);
    Value raw = given.remove(new Value.Text("_raw"));
    if (raw != null) {
      given.put(new Value.Text("_raw_params"), raw);
    }
    List<String> place = Handed.said("ansible_remote_tmp", moment);
    String kept = place.isEmpty() ? python.remoteTemporary() : String.join(" ", place);
    Map<String, Value> extras =
        new LinkedHashMap<>(Handed.extras(called, python.version(), moment));
    extras.put("remote_tmp", Value.text(kept));
    extras.put(
        "selinux_special_fs", Value.texts(List.of("fuse", "nfs", "vboxsf", "ramfs", "9p", "vfat")));
    extras.put("string_conversion_action", Value.text("warn"));
    extras.keySet().removeIf(extra -> !python.takes(extra));
    return new Prepared(
        file,
        called,
        python.archive(file.path(), moment.step().around().searchDirectories()),
        Handed.said("ansible_python_interpreter", moment),
        kept,
        new Value.Dict(given),
        "{\"ANSIBLE_MODULE_ARGS\": " + Handed.json(given, extras) + "}",
        moment.settings().async().isPresent());
  }
}
