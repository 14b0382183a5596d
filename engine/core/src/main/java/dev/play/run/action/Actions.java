package dev.play.run.action;

import dev.play.compile.Step;
import dev.play.run.action.foreign.ExternalAction;
import dev.play.run.action.foreign.PythonAction;
import dev.play.run.task.ModuleWork;
import dev.play.run.task.Work;

/** Finds what carries out each of the engine's own actions. */
public final class Actions {
  private Actions() {}

  public static Work of(Step.BuiltIn action) {
    return switch (action) {
      case DEBUG -> new DebugAction();
      case ASSERT -> new AssertAction();
      case FAIL, MISSING -> new FailAction();
      case SET_FACT -> new SetFactAction();
      case SET_STATS -> new SetStatsAction();
      case PAUSE -> new PauseAction();
      case ADD_HOST -> new AddHostAction();
      case GROUP_BY -> new GroupByAction();
      case INCLUDE_VARS -> new IncludeVarsAction();
      case SETUP -> new SetupAction();
      case GATHER_FACTS -> new GatherFactsAction();
      case WAIT_FOR_CONNECTION -> new WaitForConnectionAction();
      case SYNCHRONIZE -> new SynchronizeAction();
      case TEMPLATED -> new TemplatedCall();
      case EXTERNAL -> new ExternalAction();
      case PYTHON -> new PythonAction();
      case ASYNC_STATUS -> new AsyncStatusAction();
      case VALIDATE_ARGUMENT_SPEC -> new ValidateArgumentSpecAction();
    };
  }

  /** What carries out a call. */
  static Work of(Step call) {
    return switch (call) {
      case Step.Engine engine -> of(engine.action());
      case Step.Task task -> new ModuleWork(task.module());
      default -> throw new IllegalArgumentException("not a call: " + call);
    };
  }

  /** Whether an action is done once for all hosts of a step, by the first. */
  public static boolean isDoneOnce(Step.BuiltIn action) {
    return action == Step.BuiltIn.ADD_HOST || action == Step.BuiltIn.PAUSE;
  }
}
