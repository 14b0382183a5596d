package dev.play.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.play.discovery.HostSource;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * An inventory and a way to hosts of one's own, beside play's jars: the guide's example as it is
 * printed, compiled against the API alone.
 */
final class PluginJarTest {
  private static final Path GUIDE = Path.of("../../docs/inventory-author.md");
  private static final Pattern JAVA = Pattern.compile("(?s)```java\n(.*?)\n```");

  /** What the example leaves out: its own affair. */
  private static final String LEFT_OUT =
      """
        record One(String name, String address) {}

        private static List<One> ask(String url) {
          return List.of(new One("r1", "192.0.2.1"), new One("r2", url));
        }
      }
      """;

  private static final String IMPORTS =
      """
      import dev.play.discovery.*;
      import dev.play.value.Value;
      import java.util.*;
      """;

  private static final String DOOR =
      """
      import dev.play.connection.*;
      import java.io.IOException;
      import java.nio.file.Path;
      import java.time.Duration;
      import java.util.*;

      public final class RackDoor implements PassageService {
        @Override public String name() { return "rack"; }
        @Override public Optional<Map<String, String>> inPlaceOf(String proxyCommand, Map<String, String> environment) { return Optional.empty(); }
        @Override public Passages open(Map<String, String> environment, Path directory) {
          return new Passages() {
            @Override public Target prepared(Target target) { return target; }
            @Override public Optional<Passage> open(Map<String, String> options, int port, Duration limit) throws IOException {
              throw new IOException("the door of rack " + options.get("play_rack_number") + " is shut");
            }
          };
        }
      }
      """;

  @TempDir Path directory = Path.of(".");

  @BeforeEach
  void compileTheJar() throws IOException {
    Matcher example = JAVA.matcher(Files.readString(GUIDE));
    assertThat(example.find()).isTrue();
    String printed = example.group(1).strip();
    Path sources = Files.createDirectories(directory.resolve("sources"));
    Path rack =
        Files.writeString(
            sources.resolve("RackHosts.java"),
            IMPORTS + printed.substring(0, printed.length() - 1) + LEFT_OUT);
    Path door = Files.writeString(sources.resolve("RackDoor.java"), DOOR);
    Path api =
        Path.of(HostSource.class.getProtectionDomain().getCodeSource().getLocation().getPath());
    int status =
        ToolProvider.getSystemJavaCompiler()
            .run(
                null,
                null,
                null,
                "-proc:none",
                "-cp",
                api.toString(),
                "-d",
                plugin().toString(),
                rack.toString(),
                door.toString());
    assertThat(status).as("compiles against the API alone").isZero();
    service("dev.play.discovery.HostSource", "RackHosts");
    service("dev.play.connection.PassageService", "RackDoor");
    Files.writeString(
        directory.resolve("rack.yml"),
        """
        plugin: rack
        url: 192.0.2.2
        compose: {play_passage: "'rack'", play_rack_number: "'7'"}
        """);
  }

  private Path plugin() {
    return directory.resolve("plugin");
  }

  private void service(String service, String by) throws IOException {
    Path services = Files.createDirectories(plugin().resolve("META-INF/services"));
    Files.writeString(services.resolve(service), by + "\n");
  }

  /** What a run of play's says that has the plug-in on its class path, as PLAY_PLUGINS puts it. */
  private String said(String... arguments) throws IOException, InterruptedException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path") + File.pathSeparator + plugin(),
                "dev.play.cli.Main"));
    command.addAll(List.of(arguments));
    Path out = directory.resolve("out");
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(directory.toFile())
            .redirectErrorStream(true)
            .redirectOutput(out.toFile());
    builder.environment().put("HOME", directory.toString());
    builder.start().waitFor();
    return Files.readString(out);
  }

  @Test
  void givesHostsByTheGuidesExample() throws Exception {
    assertThat(said("inventory", "-i", "rack.yml", "--graph"))
        .contains("@racked:", "r1", "r2")
        .doesNotContain("error");
    Files.writeString(directory.resolve("rack.yml"), "plugin: rack\nulr: x\n");
    assertThat(said("inventory", "-i", "rack.yml", "--graph"))
        .contains("the inventory plugin rack has no option 'ulr'")
        .contains("rack.yml:1:9")
        .contains("which list?")
        .contains("url: https://rack.example.com/hosts.json");
  }

  @Test
  void leadsToHostsByItsOwnPassage() throws Exception {
    Files.writeString(
        directory.resolve("site.yml"), "- {hosts: r1, gather_facts: false, tasks: [{ping: }]}\n");

    assertThat(said("run", "site.yml", "-i", "rack.yml"))
        .contains("the door of rack 7 is shut")
        .contains("unreachable=1");
  }
}
