package dev.play.transport.ssh;

import dev.play.connection.LoginRefused;
import dev.play.connection.Passage;
import dev.play.connection.PassageService;
import dev.play.connection.Passages;
import dev.play.connection.Target;
import dev.play.host.HostException;
import dev.play.transport.ssh.config.SshSettings;
import java.io.IOException;
import java.net.Socket;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The passages that jars on the class path bring; none is loaded that no host asks for. */
final class FoundPassages {
  private record Chosen(PassageService service, Map<String, String> options) {}

  private final Map<String, String> environment;
  private final Path directory;
  private final Map<String, Passages> opened = new ConcurrentHashMap<>();
  private @Nullable List<PassageService> services;

  /**
   * @param directory the project's
   */
  FoundPassages(Map<String, String> environment, Path directory) {
    this.environment = environment;
    this.directory = directory;
  }

  /** The target, and the bastions on the way to it, with what their passages know of them. */
  Target prepared(Target target) {
    Target ready = target;
    if (!target.bastions().isEmpty()) {
      Map<String, Target> through = new HashMap<>();
      target.bastions().forEach((name, bastion) -> through.put(name, onTheWay(bastion, target)));
      ready = target.through(through);
    }
    @Nullable String name = ready.options().get(Target.PASSAGE);
    return name == null ? ready : open(named(name)).prepared(ready);
  }

  private Target onTheWay(Target bastion, Target target) {
    try {
      return prepared(bastion);
    } catch (HostException e) {
      throw HostException.unreachable(
          "the bastion %s of %s: %s".formatted(bastion.name(), target.name(), e.getMessage()), e);
    }
  }

  /** What its passage says where the host has refused the log-in. */
  LoginRefused explained(Target target, LoginRefused refusal) {
    return Optional.ofNullable(target.options().get(Target.PASSAGE))
        .flatMap(name -> open(named(name)).remark(target))
        .map(remark -> new LoginRefused(refusal.getMessage() + ". " + remark))
        .orElse(refusal);
  }

  /** Whether one of them may be the way to the host. */
  boolean leadTo(SshSettings settings) {
    return chosen(settings).isPresent();
  }

  /** The way to the host where TCP, or its ProxyCommand, is not it. */
  Optional<Socket> open(SshSettings settings) throws IOException {
    Optional<Chosen> chosen = chosen(settings);
    if (chosen.isEmpty()) {
      return Optional.empty();
    }
    Map<String, String> options = chosen.get().options();
    @Nullable String own = options.get("play_" + chosen.get().service().name() + "_port");
    int port = own == null ? settings.port() : Integer.parseInt(own);
    Optional<Passage> passage =
        open(chosen.get().service()).open(options, port, settings.connectTimeout());
    return passage.map(p -> new StreamSocket(p.input(), p.output(), p::close));
  }

  /** A ProxyCommand that was written wins over what the inventory says. */
  private Optional<Chosen> chosen(SshSettings settings) {
    if (settings.proxyCommand().isPresent()) {
      for (PassageService service : services()) {
        Optional<Map<String, String>> options =
            service.inPlaceOf(settings.proxyCommand().get(), environment);
        if (options.isPresent()) {
          return Optional.of(new Chosen(service, options.get()));
        }
      }
      return Optional.empty();
    }
    return Optional.ofNullable(settings.options().get(Target.PASSAGE))
        .map(name -> new Chosen(named(name), settings.options()));
  }

  private PassageService named(String name) {
    return services().stream()
        .filter(service -> service.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                HostException.unreachable(
                    "there is no passage '%s' (play_passage): is its jar beside play's?"
                        .formatted(name),
                    null));
  }

  private Passages open(PassageService service) {
    return opened.computeIfAbsent(service.name(), name -> service.open(environment, directory));
  }

  private synchronized List<PassageService> services() {
    if (services == null) {
      services =
          ServiceLoader.load(PassageService.class, FoundPassages.class.getClassLoader()).stream()
              .map(ServiceLoader.Provider::get)
              .toList();
    }
    return services;
  }
}
