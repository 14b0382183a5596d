package dev.play.compile;

import dev.play.schema.Argument;
import dev.play.schema.ModuleSpec;
import dev.play.source.Span;
import dev.play.template.Compiled;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Something a play does. Every step carries its effective keywords: those of the play, role and
 * blocks around it are already merged in (conditions and tags added up, the rest overridden).
 */
public sealed interface Step {
  Span span();

  Keywords keywords();

  /** Where it stands: role, directories and variables around it. */
  Surroundings around();

  /**
   * A task (or handler) that calls a module.
   *
   * @param arguments by name as written, values with templates; {@code _raw} holds free-form text
   * @param wholeArguments {@code args: "{{ dict }}"}: merged below the arguments
   */
  record Task(
      Span span,
      Keywords keywords,
      Surroundings around,
      ModuleSpec module,
      Map<String, Argument> arguments,
      Optional<Compiled> wholeArguments)
      implements Step {}

  /**
   * A task that the engine does itself.
   *
   * @param action one of {@link BuiltIn}
   */
  record Engine(
      Span span,
      Keywords keywords,
      Surroundings around,
      BuiltIn action,
      ModuleSpec spec,
      Map<String, Argument> arguments,
      Optional<Compiled> wholeArguments)
      implements Step {}

  /** block, rescue, always. Its tasks' keywords already hold the block's. */
  record Block(
      Span span,
      Keywords keywords,
      Surroundings around,
      List<Step> body,
      List<Step> rescue,
      List<Step> always)
      implements Step {
    public Block {
      body = List.copyOf(body);
      rescue = List.copyOf(rescue);
      always = List.copyOf(always);
    }
  }

  /**
   * include_tasks: steps found when the host gets here.
   *
   * @param file name or template
   */
  record IncludeTasks(
      Span span, Keywords keywords, Surroundings around, Compiled file, IncludeOptions options)
      implements Step {}

  /** include_role: a role found when the host gets here. */
  record IncludeRole(
      Span span, Keywords keywords, Surroundings around, Compiled role, IncludeOptions options)
      implements Step {}

  /**
   * Marks where a role begins, after its dependencies: its steps follow as {@code body}. A role
   * already run for a host with the same parameters is skipped unless duplicates are allowed.
   */
  record RoleBody(
      Span span, Keywords keywords, Surroundings around, RoleScope role, List<Step> body)
      implements Step {
    public RoleBody {
      body = List.copyOf(body);
    }
  }

  /**
   * meta: flush_handlers, end_host, clear_facts, ...
   *
   * @param isImplicit a flush between a play's sections, which nobody wrote
   */
  record Meta(
      Span span, Keywords keywords, Surroundings around, MetaAction action, boolean isImplicit)
      implements Step {}

  /** What {@code meta} does. */
  enum MetaAction {
    FLUSH_HANDLERS,
    REFRESH_INVENTORY,
    NOOP,
    CLEAR_FACTS,
    CLEAR_HOST_ERRORS,
    END_PLAY,
    END_HOST,
    END_BATCH,
    END_ROLE,
    RESET_CONNECTION
  }

  /** Actions that need the run, not only a host. */
  enum BuiltIn {
    DEBUG,
    ASSERT,
    FAIL,
    SET_FACT,
    SET_STATS,
    PAUSE,
    ADD_HOST,
    GROUP_BY,
    INCLUDE_VARS,
    SETUP,
    GATHER_FACTS,
    WAIT_FOR_CONNECTION,
    SYNCHRONIZE,
    ASYNC_STATUS,
    VALIDATE_ARGUMENT_SPEC,
    TEMPLATED,
    EXTERNAL,
    PYTHON,
    /** Stands for a module that is not there: fails, saying so. */
    MISSING;

    /** Whether it reads the host's facts. */
    public boolean gathers() {
      return this == SETUP || this == GATHER_FACTS;
    }

    /** The action that a module's name stands for, if the engine does it itself. */
    public static Optional<BuiltIn> of(ModuleSpec spec) {
      return Arrays.stream(values())
          .filter(b -> b.name().equalsIgnoreCase(spec.name()))
          .findFirst();
    }
  }

  /**
   * Where a step stands.
   *
   * @param role the role it belongs to
   * @param taskFile the file that holds it
   * @param playDirectory the playbook's directory
   * @param searchDirectories where relative files, templates, vars and tasks are looked for, best
   *     first (role directories, then the task file's, then the playbook's)
   * @param vars layers of blocks and the task around and on it, outermost first
   * @param includeVars layers given to the include that brought it, outermost first
   * @param purpose the directory of a role that holds what the step is for: {@code files}, {@code
   *     templates}, {@code vars} or {@code tasks}
   */
  record Surroundings(
      Optional<RoleScope> role,
      Path taskFile,
      Path playDirectory,
      List<Path> searchDirectories,
      List<VarLayer> vars,
      List<VarLayer> includeVars,
      String purpose) {
    public Surroundings {
      searchDirectories = List.copyOf(searchDirectories);
      vars = List.copyOf(vars);
      includeVars = List.copyOf(includeVars);
    }

    /** Of a step that is for files. */
    public Surroundings(
        Optional<RoleScope> role,
        Path taskFile,
        Path playDirectory,
        List<Path> searchDirectories,
        List<VarLayer> vars,
        List<VarLayer> includeVars) {
      this(role, taskFile, playDirectory, searchDirectories, vars, includeVars, "files");
    }

    /** Of a step that is for something else. */
    public Surroundings of(String what) {
      return new Surroundings(
          role, taskFile, playDirectory, searchDirectories, vars, includeVars, what);
    }
  }

  /**
   * What include_tasks and include_role take beside the name.
   *
   * @param inherited what the steps found later inherit: the surroundings of the include, without
   *     its own keywords, and its {@code apply}
   * @param tasksFrom and the other three: another file than main
   */
  record IncludeOptions(
      Inherited inherited,
      Optional<Compiled> tasksFrom,
      Optional<Compiled> varsFrom,
      Optional<Compiled> defaultsFrom,
      Optional<Compiled> handlersFrom,
      boolean isPublic,
      boolean allowDuplicates,
      boolean rolespecValidate) {}

  /**
   * What the tasks of a dynamic include inherit.
   *
   * @param keywords of the blocks, role and play around the include, with {@code apply} merged in
   * @param applyVars the {@code vars} of {@code apply}
   * @param playVars the play's own variables
   * @param handlers whether the included tasks are handlers
   * @param chain files on the way here, outermost first
   */
  record Inherited(
      Keywords keywords,
      List<VarLayer> applyVars,
      VarLayer playVars,
      boolean handlers,
      List<Path> chain) {
    public Inherited {
      applyVars = List.copyOf(applyVars);
      chain = List.copyOf(chain);
    }
  }
}
