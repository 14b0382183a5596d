package dev.play.cloud.gce.connect.login;

import dev.play.cloud.gce.GoogleAuth;
import dev.play.cloud.gce.GoogleCalls;
import dev.play.cloud.gce.GoogleException;
import dev.play.cloud.gce.GoogleServices;
import dev.play.connection.Target;
import dev.play.host.HostException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * As whom instances are logged in to. Of a host's variables it reads {@code play_gce_os_login}
 * ({@code auto}, {@code true}; anything else leaves all as it is), {@code play_gce_enable_oslogin}
 * (what the instance's metadata says), {@code play_gce_ssh_keys} (its keys) and {@code
 * play_gce_block_project_ssh_keys}. Thread-safe.
 */
public final class LogIns {
  /** Beside OpenSSH's own, the one that gcloud makes. */
  private static final String GCLOUDS_KEY = "google_compute_engine";

  private static final List<String> KEYS = List.of(GCLOUDS_KEY, "id_ed25519", "id_ecdsa", "id_rsa");

  private final Map<String, String> environment;
  private final Path directory;
  private final GoogleCalls calls;
  private final Clock clock;
  private final AskedOnce<String> users = new AskedOnce<>();
  private final AskedOnce<ProjectMetadata> projects = new AskedOnce<>();
  private final Map<String, String> remarks = new ConcurrentHashMap<>();

  /**
   * @param environment HOME, and what names gcloud's configuration
   * @param directory the project's, for the key below {@code .play}
   */
  public LogIns(Map<String, String> environment, Path directory, GoogleCalls calls, Clock clock) {
    this.environment = Map.copyOf(environment);
    this.directory = directory;
    this.calls = calls;
    this.clock = clock;
  }

  /** Signs in, when Google is first to be asked. */
  @FunctionalInterface
  public interface SignedIn {
    GoogleServices services();
  }

  /**
   * The target with its user and key.
   *
   * @param project the instance's
   * @param who whose answers are remembered, apart from others'
   * @throws HostException unreachable, where OS Login is on and does not take our key
   */
  public Target prepared(Target target, String project, GoogleAuth who, SignedIn google) {
    String wanted = target.options().getOrDefault("play_gce_os_login", "");
    boolean always = ProjectMetadata.isYes(wanted);
    if (!always && (!wanted.equals("auto") || target.user().isPresent())) {
      return target;
    }
    if (always) {
      return byOsLogin(target, project, who, google);
    }
    Optional<Boolean> own =
        Optional.ofNullable(target.options().get("play_gce_enable_oslogin"))
            .filter(said -> !said.isBlank())
            .map(ProjectMetadata::isYes);
    if (own.orElse(false)) {
      return byOsLogin(target, project, who, google);
    }
    Optional<ProjectMetadata> metadata = metadata(target, project, who, google);
    return own.isEmpty() && metadata.flatMap(ProjectMetadata::osLogin).orElse(false)
        ? byOsLogin(target, project, who, google)
        : byMetadata(target, project, metadata);
  }

  private Target byOsLogin(Target target, String project, GoogleAuth who, SignedIn google) {
    KeyPairFile key =
        target
            .privateKey()
            .map(KeyPairFile::of)
            .orElseGet(() -> KeyPairFile.in(directory.resolve(".play").resolve("os-login")));
    String user =
        users.of(
            List.of(project, who, key.publicKey()),
            () ->
                new OsLogin(google.services(), calls, environment, clock)
                    .imported(key.publicKey(), project));
    remarks.put(
        target.name().name(),
        ("OS Login has taken the key %s, and says that the user is %s; may that account log in to"
                + " this instance (roles/compute.osLogin, osAdminLogin)?")
            .formatted(key.file(), user));
    return target.loggingIn(
        target.user().or(() -> Optional.of(user)),
        Optional.of(key.file()),
        target.pinnedHostKeys());
  }

  /** What the project says; where it may not be read, the log-in may still succeed without. */
  private Optional<ProjectMetadata> metadata(
      Target target, String project, GoogleAuth who, SignedIn google) {
    try {
      return Optional.of(ofProject(project, who, google));
    } catch (GoogleException e) {
      remarks.put(
          target.name().name(),
          "whether OS Login is on is not known: "
              + e.getMessage()
              + "; say os_login: true in the inventory, or give ansible_user");
      return Optional.empty();
    }
  }

  private Target byMetadata(Target target, String project, Optional<ProjectMetadata> metadata) {
    List<String> texts = new ArrayList<>();
    texts.add(target.options().getOrDefault("play_gce_ssh_keys", ""));
    if (!ProjectMetadata.isYes(
        target.options().getOrDefault("play_gce_block_project_ssh_keys", ""))) {
      metadata.ifPresent(found -> texts.add(found.sshKeys()));
    }
    MetadataKeys keys = MetadataKeys.read(texts, clock.instant());
    List<KeyPairFile> ours = ours(target);
    List<String> agents = target.privateKey().isPresent() ? List.of() : AgentKeys.of(environment);
    for (MetadataKeys.Entry entry : keys.entries()) {
      Optional<KeyPairFile> own =
          ours.stream().filter(k -> k.publicKey().equals(entry.publicKey())).findFirst();
      boolean isAgents = agents.contains(entry.publicKey());
      if (isAgents || own.isPresent()) {
        String which = own.map(k -> "the key " + k.file()).orElse("a key of the agent's");
        remarks.put(
            target.name().name(), "metadata has %s for user %s".formatted(which, entry.user()));
        return target.loggingIn(
            Optional.of(entry.user()),
            // What is tried anyway need not be named, and would leave the agent out.
            own.map(KeyPairFile::file)
                .filter(file -> !isAgents && file.endsWith(GCLOUDS_KEY))
                .or(target::privateKey),
            target.pinnedHostKeys());
      }
    }
    if (metadata.isPresent()) {
      remarks.put(target.name().name(), strangers(project, keys, ours, agents.size()));
    }
    return target;
  }

  private static String strangers(
      String project, MetadataKeys keys, List<KeyPairFile> ours, int agents) {
    return ("OS Login is off, and ssh-keys in the metadata of the instance and of project %s (keys"
            + " of %s) has none of ours (%s): add one as USER:KEY, or turn OS Login on"
            + " (enable-oslogin=TRUE), or give ansible_user and ansible_ssh_private_key_file")
        .formatted(
            project,
            keys.users(),
            (ours.isEmpty()
                    ? "there is none in ~/.ssh"
                    : String.join(", ", ours.stream().map(key -> key.file().toString()).toList()))
                + (agents == 0 ? "" : ", " + agents + " of the agent's"));
  }

  private List<KeyPairFile> ours(Target target) {
    Path ssh = Path.of(environment.getOrDefault("HOME", "/")).resolve(".ssh");
    List<Path> files =
        target.privateKey().map(List::of).orElseGet(() -> KEYS.stream().map(ssh::resolve).toList());
    return files.stream().flatMap(file -> KeyPairFile.read(file).stream()).toList();
  }

  /**
   * Whether the instance tells Google its host keys: its metadata says so ({@code
   * play_gce_enable_guest_attributes}), else its project's.
   */
  public boolean tellsHostKeys(Target target, String project, GoogleAuth who, SignedIn google) {
    @Nullable String own = target.options().get("play_gce_enable_guest_attributes");
    if (own != null && !own.isBlank()) {
      return ProjectMetadata.isYes(own);
    }
    try {
      return ofProject(project, who, google).guestAttributes();
    } catch (GoogleException e) {
      return false; // who may not read it knows hosts by other ways
    }
  }

  private ProjectMetadata ofProject(String project, GoogleAuth who, SignedIn google) {
    return projects.of(
        List.of(project, who), () -> ProjectMetadata.of(project, google.services(), calls));
  }

  /** What is known of why the host did not let us in. */
  public Optional<String> remark(Target target) {
    return Optional.ofNullable(remarks.get(target.name().name()));
  }
}
