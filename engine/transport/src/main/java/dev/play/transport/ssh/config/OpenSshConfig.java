package dev.play.transport.ssh.config;

import dev.play.host.HostException;
import dev.play.transport.local.Captured;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Asks OpenSSH for its own reading of a configuration that has Match blocks ({@code ssh -G}). */
record OpenSshConfig(Map<String, String> environment, Path home) {
  private static final Duration LIMIT = Duration.ofSeconds(10);

  SshConfigFile ask(String address, SshArguments arguments) throws IOException {
    List<String> command = new ArrayList<>(List.of("ssh", "-G"));
    // ssh(1) looks for the home directory in passwd, whatever HOME says.
    command.add("-F");
    command.add(arguments.configFile().orElse(home.resolve(".ssh/config").toString()));
    for (SshArguments.Option option : arguments.options()) {
      command.add("-o");
      command.add(option.name() + "=" + option.value());
    }
    command.add("--");
    command.add(address);
    Captured answer = Captured.run(command, environment, LIMIT);
    if (answer.status() != 0) {
      throw new HostException(
          "the ssh configuration for "
              + address
              + " has Match blocks, which only OpenSSH can judge,"
              + " and 'ssh -G' failed: "
              + answer.err().strip());
    }
    Path file = Files.createTempFile("play-ssh-", ".config");
    try {
      Files.writeString(file, answer.out());
      SshConfigFile config = new SshConfigFile(address, home);
      config.read(file);
      return config;
    } finally {
      Files.delete(file);
    }
  }
}
