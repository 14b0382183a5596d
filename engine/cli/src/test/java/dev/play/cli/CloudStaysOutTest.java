package dev.play.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs that have nothing to do with a cloud load nothing of it: the JVM's own log says so. */
final class CloudStaysOutTest {
  private static final String CLOUD =
      ".*\\b(dev\\.play\\.(cloud|openstack)\\.|com\\.google\\.(cloud|auth|api|protobuf)\\b).*";

  @TempDir Path directory = Path.of(".");

  private List<String> loaded(String... arguments) throws IOException, InterruptedException {
    Path log = directory.resolve("classes.log");
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-Xlog:class+load:file=" + log,
                "-cp",
                System.getProperty("java.class.path"),
                "dev.play.cli.Main"));
    command.addAll(List.of(arguments));
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(directory.toFile())
            .redirectErrorStream(true)
            .redirectOutput(directory.resolve("out").toFile());
    Map<String, String> environment = builder.environment();
    environment.remove("GOOGLE_APPLICATION_CREDENTIALS");
    environment.put("NO_GCE_CHECK", "true");
    environment.put("HOME", directory.toString());
    builder.start().waitFor();
    return Files.readAllLines(log).stream().filter(line -> line.matches(CLOUD)).toList();
  }

  @Test
  void aRunOnAHostLoadsNothingOfTheCloud() throws Exception {
    Files.writeString(
        directory.resolve("site.yml"),
        "- hosts: all\n  connection: local\n  gather_facts: false\n  tasks:\n"
            + "    - command: echo hello\n");
    Files.writeString(directory.resolve("hosts.yml"), "web:\n  hosts:\n    localhost:\n");

    assertThat(loaded("run", "site.yml", "-i", "hosts.yml")).isEmpty();
    assertThat(directory.resolve("out")).content().contains("ok=1");
  }

  @Test
  void anInventoryOfTheCloudDoes() throws Exception {
    Files.writeString(directory.resolve("gce.yml"), "plugin: gce\nprojects: [p]\n");

    assertThat(loaded("inventory", "-i", "gce.yml", "--graph"))
        .anyMatch(line -> line.contains("dev.play.cloud.gce.inventory.GceHosts"));
    assertThat(directory.resolve("out")).content().contains("no credentials for Google");
  }
}
