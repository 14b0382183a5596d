package dev.play.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.play.host.Blob;
import dev.play.shell.ShellText;
import dev.play.value.Value;
import java.util.Map;

/**
 * Files as a case describes them, by name relative to the root directory: a text is a file's
 * content; {@code {}} or a name that ends in a slash is a directory; {@code {content, mode, link,
 * absent}} says more.
 */
final class GivenFiles {
  private final CaseHost host;
  private final String root;

  GivenFiles(CaseHost host, String root) {
    this.host = host;
    this.root = root;
  }

  void make(Map<String, Value> files) {
    StringBuilder script = new StringBuilder("set -e\n");
    for (Map.Entry<String, Value> file : files.entrySet()) {
      script.append(command(file.getKey(), file.getValue()));
    }
    host.shell(root, script.toString());
  }

  private static String command(String name, Value value) {
    String path = "./" + name;
    String word = ShellText.quote(path);
    String parent = "mkdir -p \"$(dirname " + word + ")\"\n";
    if (!(value instanceof Value.Dict d)) {
      return parent + ShellText.print(Blob.of(CaseFile.plain(value))) + " > " + word + "\n";
    }
    String mode = d.get("mode").map(m -> "chmod " + mode(m) + " " + word + "\n").orElse("");
    if (d.get("link").isPresent()) {
      return parent
          + "ln -s "
          + ShellText.quote(CaseFile.plain(d.get("link").get()))
          + " "
          + word
          + "\n";
    }
    if (d.get("content").isPresent()) {
      Blob content = Blob.of(CaseFile.plain(d.get("content").get()));
      return parent + ShellText.print(content) + " > " + word + "\n" + mode;
    }
    return "mkdir -p " + word + "\n" + mode;
  }

  private static String mode(Value value) {
    return value instanceof Value.Int(long bits) ? Long.toOctalString(bits) : CaseFile.plain(value);
  }

  void areThere(Map<String, Value> files) {
    files.forEach(this::isThere);
  }

  private void isThere(String name, Value value) {
    String word = ShellText.quote("./" + name);
    if (!(value instanceof Value.Dict d)) {
      assertThat(host.shell(root, "cat " + word))
          .describedAs(name)
          .isEqualTo(CaseFile.plain(value));
      return;
    }
    if (d.get("absent").isPresent()) {
      host.shell(root, "[ ! -e " + word + " ] && [ ! -L " + word + " ]");
      return;
    }
    d.get("content")
        .ifPresent(
            c ->
                assertThat(host.shell(root, "cat " + word))
                    .describedAs(name)
                    .isEqualTo(CaseFile.plain(c)));
    d.get("link")
        .ifPresent(
            l ->
                assertThat(host.shell(root, "readlink " + word))
                    .describedAs(name)
                    .isEqualTo(CaseFile.plain(l) + "\n"));
    d.get("owner").ifPresent(o -> statSays("%U", name, CaseFile.plain(o)));
    d.get("group").ifPresent(g -> statSays("%G", name, CaseFile.plain(g)));
    d.get("mode")
        .ifPresent(
            m ->
                assertThat(Integer.parseInt(host.shell(root, "stat -c %a " + word).strip(), 8))
                    .describedAs("mode of " + name)
                    .isEqualTo(Integer.parseInt(mode(m), 8)));
    if (d.entries().isEmpty()) {
      host.shell(root, "[ -d " + word + " ]");
    }
  }

  private void statSays(String format, String name, String expected) {
    assertThat(host.shell(root, "stat -c " + format + " " + ShellText.quote("./" + name)).strip())
        .describedAs(format + " of " + name)
        .isEqualTo(expected);
  }
}
