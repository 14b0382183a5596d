package dev.play.schema.action;

import dev.play.module.ModuleDoc;
import dev.play.module.Param;
import dev.play.value.Value;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The records of the engine's own actions; the run stage carries them out. */
public final class EngineActions {
  private EngineActions() {}

  /** All of them. */
  public static final List<Class<? extends Record>> ALL =
      List.of(
          Debug.class,
          Assert.class,
          Fail.class,
          SetFact.class,
          SetStats.class,
          Pause.class,
          AddHost.class,
          GroupBy.class,
          IncludeVars.class,
          Setup.class,
          GatherFacts.class,
          WaitForConnection.class,
          AsyncStatus.class,
          ValidateArgumentSpec.class,
          Synchronize.class);

  /** debug. */
  @ModuleDoc(
      name = "debug",
      summary = "Shows a message or a variable.",
      mutuallyExclusive = "msg,var")
  public record Debug(
      @Param("what to show") Optional<Value> msg,
      @Param("an expression to evaluate and show") Optional<String> var,
      @Param(value = "shown only at this -v level or above", def = "0") int verbosity) {}

  /** assert. */
  @ModuleDoc(name = "assert", summary = "Fails unless all conditions hold.")
  public record Assert(
      @Param("conditions, as in when") List<Value> that,
      @Param(value = "message when one does not hold", aliases = "msg") Optional<Value> failMsg,
      @Param("message when all hold") Optional<Value> successMsg,
      @Param(value = "say less", def = "false") boolean quiet) {}

  /** fail. */
  @ModuleDoc(name = "fail", summary = "Fails with a message.")
  public record Fail(
      @Param(value = "the message", def = "Failed as requested from task") String msg) {}

  /** set_fact takes any names; they are read from the task itself. */
  @ModuleDoc(
      name = "set_fact",
      open = true,
      summary = "Sets variables of the host for the rest of the run.")
  public record SetFact(
      @Param(value = "also keep them in the fact cache", def = "false") boolean cacheable) {}

  /** set_stats. */
  @ModuleDoc(name = "set_stats", summary = "Sets figures for the recap.")
  public record SetStats(
      @Param("names and values") Optional<Value> data,
      @Param("for each host on its own, false if not given") Optional<Value> perHost,
      @Param("add to what is there, true if not given") Optional<Value> aggregate) {}

  /** A module whose name is a template; its arguments are read from the task itself. */
  @ModuleDoc(name = "templated", open = true, summary = "Calls a module named by a template.")
  public record Templated(@Param("the module's name") String module) {
    /** The argument that holds the name, as in {@code action: {module: NAME}}. */
    public static final String NAME = "module";
  }

  /** pause. */
  @ModuleDoc(
      name = "pause",
      summary = "Waits for a time or for the operator.",
      mutuallyExclusive = "minutes,seconds")
  public record Pause(
      @Param("how long, in minutes") Optional<String> minutes,
      @Param("how long, in seconds") Optional<String> seconds,
      @Param("what to ask the operator") Optional<String> prompt,
      @Param(value = "show what is typed", def = "true") boolean echo) {}

  /** add_host also takes any variables; they are read from the task itself. */
  @ModuleDoc(name = "add_host", open = true, summary = "Adds a host to the inventory of this run.")
  public record AddHost(
      @Param(
              value = "the host",
              aliases = {"host", "hostname"})
          String name,
      @Param(
              value = "groups to put it in",
              aliases = {"group", "groupname"})
          Optional<List<String>> groups) {}

  /** group_by. */
  @ModuleDoc(name = "group_by", summary = "Puts hosts into groups named by a value.")
  public record GroupBy(
      @Param("name of the group") String key,
      @Param(value = "its parent groups", def = "all") List<String> parents) {}

  /** include_vars. */
  @ModuleDoc(
      name = "include_vars",
      summary = "Loads variables from files when the host gets here.",
      mutuallyExclusive = {"file,dir"})
  public record IncludeVars(
      @Param(value = "a file", freeForm = true) Optional<String> file,
      @Param("a directory of files") Optional<String> dir,
      @Param("put them into this variable") Optional<String> name,
      @Param("merge into dictionaries already there: replace or merge")
          Optional<String> hashBehaviour,
      @Param(value = "how deep to go, 0 for all", def = "0") int depth,
      @Param("regular expression of files to take") Optional<String> filesMatching,
      @Param("files to leave out") Optional<List<String>> ignoreFiles,
      @Param(value = "endings to take", def = "yaml,yml,json") List<String> extensions,
      @Param(value = "pass over files of other endings", def = "false")
          boolean ignoreUnknownExtensions) {}

  /** setup. */
  @ModuleDoc(name = "setup", summary = "Gathers facts.")
  public record Setup(
      @Param(value = "which, as gather_subset", def = "all") List<String> gatherSubset,
      @Param(value = "only names that match one of these patterns", def = "") List<String> filter,
      @Param(value = "where the host's own facts lie", def = "/etc/ansible/facts.d")
          String factPath,
      @Param("seconds that gathering may take") Optional<Integer> gatherTimeout) {}

  /** gather_facts: what is not said is left to the modules that do it. */
  @ModuleDoc(
      name = "gather_facts",
      summary = "Gathers facts by setup, or by the modules that facts_modules names.")
  public record GatherFacts(
      @Param("which, as gather_subset; for setup alone") Optional<List<String>> gatherSubset,
      @Param("names to keep, as patterns; for setup alone") Optional<List<String>> filter,
      @Param("where the host's own facts lie") Optional<String> factPath,
      @Param("seconds that gathering may take") Optional<Integer> gatherTimeout,
      @Param("several modules at the same time; as a rule where there are several")
          Optional<Boolean> parallel,
      @Param("the system of a network's device, whose module gathers") Optional<String> networkOs) {
    /** The arguments that are for gathering itself, not for the modules that do it. */
    public static final List<String> OWN = List.of("parallel", "network_os");

    /** The arguments that only setup has. */
    public static final List<String> OF_SETUP =
        List.of("gather_subset", "gather_timeout", "filter");
  }

  /** wait_for_connection. */
  @ModuleDoc(name = "wait_for_connection", summary = "Waits until the host can be reached.")
  public record WaitForConnection(
      @Param(value = "seconds for one try", def = "5") int connectTimeout,
      @Param(value = "seconds before the first try", def = "0") int delay,
      @Param(value = "seconds between tries", def = "1") int sleep,
      @Param(value = "seconds in all", def = "600") int timeout) {}

  /** A module of the playbook's own; its arguments are read from the task itself. */
  @ModuleDoc(name = "external", open = true, summary = "Runs a module of the playbook's own.")
  public record External(@Param("the module's file") String file) {
    /** The argument that holds the file's name; no module has one of this name. */
    public static final String FILE = "_play_module_file";

    /** The argument that holds what the playbook calls it. */
    public static final String NAME = "_play_module_name";

    /** The argument that holds its name with its collection. */
    public static final String FULL_NAME = "_play_module_full_name";
  }

  /** async_status. */
  @ModuleDoc(name = "async_status", summary = "Asks about a job that a task with async left.")
  public record AsyncStatus(
      @Param("the job's name, ansible_job_id of the task's result") String jid,
      @Param(
              value = "ask, or have the host forget it",
              def = "status",
              choices = {"status", "cleanup"})
          String mode) {}

  /** validate_argument_spec. */
  @ModuleDoc(name = "validate_argument_spec", summary = "Checks variables against a specification.")
  public record ValidateArgumentSpec(
      @Param("options by name, as in meta/argument_specs.yml") Map<String, Value> argumentSpec,
      @Param(value = "values to check; the task's variables when not given", def = "{}")
          Map<String, Value> providedArguments,
      @Param("where the specification comes from") Optional<Value> validateArgsContext) {}
}
