package dev.play.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.play.value.Value;
import dev.play.vault.VaultSecrets;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Plain scalars against PyYAML (Debian's python3-yaml), all in one Python process. */
@Tag("lab")
class YamlOracleTest {
  private static final String PYTHON =
      """
      import json, sys, yaml
      for line in sys.stdin:
          text = json.loads(line)
          value = yaml.safe_load("a: " + text)["a"]
          print(json.dumps([type(value).__name__, str(value)]))
      """;

  @Test
  void plainScalarsMeanWhatPyYamlReads() throws Exception {
    List<String> scalars = scalars();
    ObjectMapper json = new ObjectMapper();
    Process python = new ProcessBuilder("python3", "-c", PYTHON).redirectErrorStream(true).start();
    try (OutputStream in = python.getOutputStream()) {
      for (String scalar : scalars) {
        in.write((json.writeValueAsString(scalar) + "\n").getBytes(StandardCharsets.UTF_8));
      }
    }
    List<String> answers =
        new String(python.getInputStream().readAllBytes(), StandardCharsets.UTF_8).lines().toList();
    assertThat(answers).hasSameSizeAs(scalars);
    List<String> different = new ArrayList<>();
    for (int i = 0; i < scalars.size(); i++) {
      String[] theirs = json.readValue(answers.get(i), String[].class);
      String ours = ours(scalars.get(i));
      if (!ours.equals(theirs[0] + " " + theirs[1])) {
        different.add(scalars.get(i) + ": " + ours + ", PyYAML " + String.join(" ", theirs));
      }
    }
    assertThat(different).isEmpty();
  }

  private static List<String> scalars() {
    List<String> all =
        new ArrayList<>(
            List.of(
                "yes",
                "No",
                "TRUE",
                "false",
                "on",
                "OFF",
                "y",
                "n",
                "Y",
                "tRue",
                "~",
                "null",
                "Null",
                "NULL",
                "nULL",
                "none",
                "0",
                "1",
                "-1",
                "+1",
                "007",
                "0644",
                "0o644",
                "08",
                "09",
                "0x1F",
                "0XFF",
                "-0x1f",
                "0b101",
                "0b12",
                "1_000",
                "_1",
                "1__0",
                "1_",
                "0_",
                "190:20:30",
                "1:60",
                "1:59",
                "-1:30",
                "12:30:45",
                "01:30",
                "1e3",
                "1.0e3",
                "1e+3",
                "1.0e+3",
                "1.5E-3",
                "1.",
                ".5",
                "-.5",
                "+.5",
                "1.5",
                "-1.5",
                "1_0.5",
                "1.5.2",
                "192.168.1.1",
                ".inf",
                "-.inf",
                "+.INF",
                ".Inf",
                "190:20:30.15",
                "1.2:3",
                "abc",
                "a b",
                "a-b",
                "-a",
                "=a",
                "12a",
                "0x",
                "0b",
                "--1",
                "1-1",
                "9223372036854775807",
                "9223372036854775808",
                "-9223372036854775809",
                "123456789012345678901234567890",
                "00",
                "0.0",
                "-0",
                "1,000",
                "10%",
                "1d",
                "v1.0",
                "2.10",
                "@x".replace("@", "a"),
                "/etc/passwd",
                "~/x",
                "a:b",
                "http://x/y",
                "x=1",
                "\"1\"",
                "'yes'",
                "\"\"",
                "''"));
    for (int i = 0; i < 40; i++) {
      all.add("0" + i);
      all.add(i + ":" + (i * 7 % 60));
      all.add(i + "." + i + "e+" + i % 5);
    }
    return all;
  }

  private static String ours(String scalar) {
    YamlFile file =
        new YamlFiles(VaultSecrets.none(), Path.of("/nowhere")).parse("a: " + scalar, "t");
    Node node = ((Node.Mapping) file.root().orElseThrow()).get("a").orElseThrow();
    return switch (((Node.Scalar) node).value()) {
      case Value.None n -> "NoneType None";
      case Value.Bool(boolean b) -> "bool " + (b ? "True" : "False");
      case Value.Int(long i) -> "int " + i;
      case Value.BigInt(var i) -> "int " + i;
      case Value.Real r -> "float " + dev.play.template.PythonText.str(r);
      case Value.Text(String text) -> "str " + text;
      default -> "something else";
    };
  }
}
