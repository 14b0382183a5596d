package dev.play.modules.containers;

import dev.play.host.Blob;
import dev.play.host.Command;
import dev.play.host.CommandOutput;
import dev.play.host.Effect;
import dev.play.host.HostPath;
import dev.play.host.Probe;
import dev.play.host.Resource;
import dev.play.module.HostView;
import dev.play.module.Module;
import dev.play.module.ModuleDoc;
import dev.play.module.ModuleFailure;
import dev.play.module.Param;
import dev.play.module.Plan;
import dev.play.module.Secret;
import dev.play.module.TaskResult;
import dev.play.modules.containers.docker.Credentials;
import dev.play.modules.containers.docker.DaemonArguments;
import dev.play.modules.containers.docker.DockerClient;
import dev.play.modules.containers.docker.RegistryTrouble;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Log-ins to registries. Options and results as in {@code community.docker.docker_login}. */
@ModuleDoc(
    name = "docker_login",
    also = "community.docker.docker_login",
    summary = "Logs in to a registry of Docker images, and out of it.",
    example = "docker_login: {registry_url: registry.example.org, username: u, password: p}",
    requiredIf = {"state,present,username", "state,present,password"},
    notes = {
      "The registry is asked whether it takes the password, in a check too.",
      "The password goes by standard input, never among a command's words."
    })
public final class DockerLogin implements Module<DockerLogin.Args> {
  /** The arguments. */
  public record Args(
      @Param(
              value = "the registry",
              aliases = {"registry", "url"},
              def = "https://index.docker.io/v1/")
          String registryUrl,
      @Param("who logs in") Optional<String> username,
      @Param("with what password") Optional<Secret> password,
      @Param(value = "log in though that is done", aliases = "reauth", def = "false")
          boolean reauthorize,
      @Param(
              value = "the client's configuration, a file named config.json",
              aliases = "dockercfg_path",
              def = "~/.docker/config.json")
          HostPath configPath,
      @Param(value = "whether to be logged in", def = "present") State state,
      DaemonArguments daemon) {
    public Args {
      if (!registryUrl.matches("[A-Za-z0-9][^\\s'\"`$\\\\]*")) {
        throw new IllegalArgumentException("not a registry: '" + registryUrl + "'");
      }
      if (!configPath.text().endsWith("/config.json")) {
        throw new IllegalArgumentException(
            "config_path: the docker client reads config.json of a directory, not " + configPath);
      }
      if (username.filter(u -> u.isEmpty() || u.contains(":") || u.contains("\n")).isPresent()) {
        throw new IllegalArgumentException("not a name to log in by: '" + username.get() + "'");
      }
    }

    String directory() {
      String text = configPath.text();
      return text.substring(0, text.length() - "/config.json".length());
    }
  }

  /** Whether to be logged in. */
  public enum State {
    PRESENT,
    ABSENT
  }

  // The client writes down where it has logged in, so a question has to be asked with a
  // configuration of its own.
  private static final String TRY =
      """
      own=$1 program=$2
      shift 2
      dir=$(mktemp -d) || exit 1
      trap 'rm -rf "$dir"' EXIT
      [ ! -d "$own/contexts" ] || ln -s "$own/contexts" "$dir/contexts"
      "$program" --config "$dir" "$@"
      """;

  private static final String ADVISE =
      """
      advice=$1
      shift
      "$@" && exit 0
      status=$?
      printf '%s\\n' "$advice" >&2
      exit $status
      """;

  @Override
  public Set<Resource> mayTouch(Args args) {
    Set<Resource> out = new HashSet<>(DockerClient.touched());
    out.add(Resource.path(args.configPath()));
    return out;
  }

  @Override
  public Set<Resource> mayTouchAtMost() {
    Set<Resource> out = new HashSet<>(DockerClient.touched());
    out.add(Resource.tree("/"));
    return out;
  }

  @Override
  public Plan plan(Args args, HostView host) {
    Credentials kept = Credentials.at(args.configPath(), args.registryUrl(), host);
    if (args.state() == State.ABSENT) {
      Effect out = call(args, List.of("logout", args.registryUrl()), "", "log out of ");
      return Plan.change(kept.isKept() ? List.of(out) : List.of());
    }
    String user = args.username().orElseThrow();
    String password = args.password().orElseThrow().reveal();
    CommandOutput tried = tried(args, host);
    if (!tried.ok() && isRefusal(tried.err())) {
      throw new ModuleFailure(
          "Logging into "
              + args.registryUrl()
              + " for user "
              + user
              + " failed - "
              + tried.err().strip());
    }
    TaskResult result =
        TaskResult.of("login_result", Map.of("IdentityToken", "", "Status", "Login Succeeded"));
    Optional<RegistryTrouble> trouble =
        tried.ok()
            ? Optional.empty()
            : RegistryTrouble.in(tried.err(), Credentials.server(args.registryUrl()));
    Effect.Run login = call(args, words(args), password, "log in to ");
    if (!tried.ok()) {
      // As it was just now, this fails; what stands in the way may be gone when its turn comes.
      return new Plan.Perhaps(
          List.of(trouble.<Effect>map(t -> advising(login, t)).orElse(login)),
          o -> result.changed(true),
          trouble
              .map(RegistryTrouble::because)
              .orElseGet(() -> "until the registry lets us ask: " + lastLine(tried.err())));
    }
    boolean same = kept.are(user, password) && !args.reauthorize();
    return same ? Plan.same(result) : Plan.change(List.of(login), result);
  }

  private static String lastLine(String text) {
    return text.strip().lines().reduce((before, line) -> line).orElse("no answer");
  }

  private static List<String> words(Args args) {
    List<String> out = new ArrayList<>(List.of("login", "--password-stdin"));
    out.add("--username=" + args.username().orElseThrow());
    out.add(args.registryUrl());
    return out;
  }

  private static CommandOutput tried(Args args, HostView host) {
    DockerClient docker = args.daemon().client();
    List<String> argv = new ArrayList<>(List.of("/bin/sh", "-c", TRY, "sh", args.directory()));
    argv.addAll(docker.argv(words(args)));
    Probe.Query plain = docker.question(List.of());
    return docker.answer(
        host,
        new Probe.Query(
            argv,
            plain.environment(),
            Blob.of(args.password().orElseThrow().reveal()),
            plain.about()));
  }

  /** Said by the registry; one that cannot be reached yet may be there when it comes to the run. */
  private static boolean isRefusal(String error) {
    String text = error.toLowerCase(Locale.ROOT);
    return text.contains("unauthorized")
        || text.contains("incorrect username")
        || text.contains("denied:");
  }

  /** The same, with what to do about it behind the client's words. */
  private static Effect.Run advising(Effect.Run login, RegistryTrouble trouble) {
    List<String> argv = new ArrayList<>(List.of("/bin/sh", "-c", ADVISE, "sh", trouble.advice()));
    argv.addAll(login.command().argv());
    Command told =
        Command.of(argv)
            .withEnvironment(login.command().environment())
            .withStdin(login.command().stdin());
    return Effect.Run.of(told, login.why(), login.touches());
  }

  private static Effect.Run call(Args args, List<String> words, String input, String why) {
    DockerClient docker = args.daemon().client();
    List<String> argv = new ArrayList<>(docker.argv(words));
    argv.addAll(1, List.of("--config", args.directory()));
    Set<Resource> touched = new HashSet<>(DockerClient.touched());
    touched.add(Resource.path(args.configPath()));
    Effect.Run run =
        docker.run(Command.of(argv).withStdin(Blob.of(input)), why + args.registryUrl());
    return Effect.Run.of(run.command(), run.why(), touched);
  }
}
