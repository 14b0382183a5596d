package dev.play.modules.containers;

import com.fasterxml.jackson.databind.JsonNode;
import dev.play.host.Blob;
import dev.play.host.Command;
import dev.play.host.Effect;
import dev.play.host.Resource;
import dev.play.module.Footprint;
import dev.play.module.HostView;
import dev.play.module.Module;
import dev.play.module.ModuleDoc;
import dev.play.module.ModuleFailure;
import dev.play.module.Param;
import dev.play.module.Plan;
import dev.play.module.TaskResult;
import dev.play.modules.base.command.CommandResult;
import dev.play.modules.base.text.ShellWords;
import dev.play.modules.containers.docker.DaemonArguments;
import dev.play.modules.containers.docker.DockerClient;
import dev.play.modules.containers.docker.Variables;
import dev.play.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Commands in containers. Options and results as in docker_container_exec. */
@ModuleDoc(
    name = "docker_container_exec",
    also = "community.docker.docker_container_exec",
    summary = "Runs a command in a Docker container.",
    example = "docker_container_exec: {container: shop, argv: [/bin/cat, /etc/motd]}",
    mutuallyExclusive = "argv,command",
    requiredOneOf = "argv,command",
    notes = "With detach there is no exec_id: the client does not tell it.")
public final class DockerContainerExec implements Module<DockerContainerExec.Args> {
  /** The arguments. */
  public record Args(
      @Param("where it is run") String container,
      @Param("the command as a list of words") Optional<List<String>> argv,
      @Param("the command as a line") Optional<String> command,
      @Param("directory to run it in") Optional<String> chdir,
      @Param(value = "do not wait for it", def = "false") boolean detach,
      @Param("who runs it") Optional<String> user,
      @Param(value = "what it reads", raw = true) Optional<String> stdin,
      @Param(value = "end stdin with a newline", def = "true") boolean stdinAddNewline,
      @Param(value = "drop newlines at the outputs' ends", def = "true") boolean stripEmptyEnds,
      @Param(value = "give it a terminal", def = "false") boolean tty,
      @Param(value = "variables", def = "") Map<String, Value> env,
      DaemonArguments daemon) {
    public Args {
      DockerClient.requireName("container", container);
      Variables.of("--env", env);
      if (detach && stdin.isPresent()) {
        throw new IllegalArgumentException("stdin can't be given with detach");
      }
      if (argv.orElseGet(() -> ShellWords.split(command.orElse("?"))).isEmpty()) {
        throw new IllegalArgumentException("no command given");
      }
    }

    List<String> words() {
      return argv.orElseGet(() -> ShellWords.split(command.orElse("")));
    }
  }

  @Override
  public Footprint footprint(Args args) {
    return Footprint.UNTOLD;
  }

  @Override
  public Plan plan(Args args, HostView host) {
    DockerClient docker = args.daemon().client();
    JsonNode container =
        docker
            .inspect(host, "container", args.container())
            .orElseThrow(
                () -> new ModuleFailure("Could not find container \"" + args.container() + "\""));
    if (!container.at("/State/Running").asBoolean()) {
      throw new ModuleFailure("Container \"" + args.container() + "\" does not run");
    }
    Variables variables = Variables.of("--env", args.env());
    Command command =
        Command.of(docker.argv(call(args, variables))).withEnvironment(variables.environment());
    if (args.stdin().isPresent()) {
      String input = args.stdin().get() + (args.stdinAddNewline() ? "\n" : "");
      command = command.withStdin(Blob.of(input));
    }
    Effect.Run run =
        docker.run(command, "run " + args.words().getFirst() + " in " + args.container());
    Effect effect =
        Effect.Run.of(run.command(), run.why(), Set.of(Resource.EVERYTHING)).acceptingAnyStatus();
    return Plan.run(List.of(effect), outcomes -> result(args, outcomes.getFirst()));
  }

  private static List<String> call(Args args, Variables variables) {
    List<String> words = new ArrayList<>(List.of("container", "exec"));
    if (args.detach()) {
      words.add("--detach");
    }
    if (args.stdin().isPresent()) {
      words.add("--interactive");
    }
    if (args.tty()) {
      words.add("--tty");
    }
    args.user().ifPresent(u -> words.add("--user=" + u));
    args.chdir().ifPresent(d -> words.add("--workdir=" + d));
    words.addAll(variables.words());
    words.add(args.container());
    words.addAll(args.words());
    return words;
  }

  private static TaskResult result(Args args, Plan.Outcome outcome) {
    String error = outcome.output().err();
    if (!outcome.output().ok() && error.startsWith("Error response from daemon")) {
      return TaskResult.EMPTY.failed(error.strip());
    }
    return args.detach()
        ? TaskResult.EMPTY
        : CommandResult.streams(TaskResult.EMPTY, outcome.output(), args.stripEmptyEnds());
  }
}
