package dev.play.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.play.host.Blob;
import dev.play.host.Content;
import dev.play.host.DigestAlgorithm;
import dev.play.inventory.source.InventoryText;
import dev.play.module.ControllerFiles.Purpose;
import dev.play.module.HostView;
import dev.play.module.ModuleFailure;
import dev.play.settings.Settings;
import dev.play.source.Diagnostics;
import dev.play.template.Scope;
import dev.play.value.Value;
import dev.play.variables.VariableSettings;
import dev.play.variables.Worlds;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TaskFilesTest {
  @TempDir Path root = Path.of(".");

  private Path write(String name, String text) {
    return InventoryText.write(root.resolve(name), text);
  }

  private Scope scope() {
    return Worlds.web1(root, "port: 80", VariableSettings.DEFAULT);
  }

  private TaskFiles files(Scope scope) {
    Path role = root.resolve("play/roles/web");
    return new TaskFiles(
        Worlds.controller(root),
        new SearchPath(List.of(role, role.resolve("tasks")), root.resolve("play"), root),
        scope);
  }

  @Test
  void findsTheRolesFileBeforeThePlaybooks() {
    write("play/files/a", "play");
    Path beside = write("play/b", "play");
    Path own = write("play/roles/web/files/a", "role");
    TaskFiles files = files(scope());
    assertThat(files.find(Purpose.FILES, "a")).isEqualTo(own);
    assertThat(files.find(Purpose.FILES, "files/a")).isEqualTo(own);
    assertThat(files.find(Purpose.FILES, "b")).isEqualTo(beside);
    assertThat(files.find(Purpose.FILES, beside.toString())).isEqualTo(beside);
  }

  @Test
  void saysWhereItLookedInOrder() {
    assertThatThrownBy(() -> files(scope()).find(Purpose.TEMPLATES, "x.j2"))
        .isInstanceOf(ModuleFailure.class)
        .hasMessageStartingWith("Could not find or access 'x.j2'\nSearched in:\n\t")
        .message()
        .containsSubsequence(
            "play/roles/web/templates/x.j2\n",
            "play/roles/web/x.j2\n",
            "play/roles/web/tasks/templates/x.j2\n",
            "play/roles/web/tasks/x.j2\n",
            "play/templates/x.j2\n",
            "play/x.j2 on the Ansible Controller.\n");
  }

  @Test
  void rendersTemplatesWithTheTasksVariables() {
    Path template = write("play/t.j2", "{% if true %}\nlisten {{ port }}\n{% endif %}\n");
    assertThat(files(scope()).render(template, Map.of()))
        .isEqualTo(new Content.Bytes(Blob.of("listen 80\n"), false));
    Path other = write("play/u.j2", "[[ port ]] {{ x }}");
    assertThat(
            files(scope())
                .render(other, Map.of("variable_start_string", "[[", "variable_end_string", "]]")))
        .isEqualTo(new Content.Bytes(Blob.of("80 {{ x }}"), false));
  }

  @Test
  void tellsTemplatesTheirNamesAsTheTaskSaysThem() {
    Path template = write("play/templates/t.j2", "{{ template_path }} {{ template_destpath }}");
    assertThat(files(scope()).render(template, Map.of("src", "t.j2", "dest", "~/t")))
        .isEqualTo(new Content.Bytes(Blob.of("t.j2 ~/t"), false));
    assertThat(files(scope()).render(template, Map.of()))
        .isEqualTo(new Content.Bytes(Blob.of(template + " "), false));
  }

  @Test
  void readsNamesOfFilesNeitherAsATimesFormatNorAsATemplate() {
    write("ansible.cfg", "[defaults]\nansible_managed = {file} of %Y {{{{ 1 + 1 }}}}\n");
    Controller plain = Worlds.controller(root);
    Controller controller =
        new Controller(
            plain.environment(),
            plain.clock(),
            plain.random(),
            plain.home(),
            plain.directory(),
            plain.vault(),
            plain.yaml(),
            plain.templates(),
            plain.digests(),
            Settings.load(
                Map.of("ANSIBLE_CONFIG", root.resolve("ansible.cfg").toString()),
                root,
                root,
                new Diagnostics()));
    Path template = write("play/%Y {{ port }}.j2", "{{ ansible_managed }}");
    TaskFiles files =
        new TaskFiles(controller, new SearchPath(List.of(), root.resolve("play"), root), scope());
    assertThat(
            files.render(template, Map.of("src", "%Y {{ port }}.j2"))
                    instanceof Content.Bytes(Blob text, boolean secret)
                ? text.text()
                : "")
        .matches("%Y \\{\\{ port \\}\\}\\.j2 of \\d{4} 2");
  }

  @Test
  void looksAtATemplatesOwnerAndTimesOnlyWhereItTellsThem() {
    AtomicInteger asked = new AtomicInteger();
    Controller plain = Worlds.controller(root);
    Clock counting =
        new Clock() {
          @Override
          public ZoneId getZone() {
            return plain.clock().getZone();
          }

          @Override
          public Clock withZone(ZoneId zone) {
            return plain.clock().withZone(zone);
          }

          @Override
          public Instant instant() {
            asked.incrementAndGet();
            return plain.clock().instant();
          }
        };
    Controller controller =
        new Controller(
            plain.environment(),
            counting,
            plain.random(),
            plain.home(),
            plain.directory(),
            plain.vault(),
            plain.yaml(),
            plain.templates(),
            plain.digests(),
            plain.settings());
    TaskFiles files =
        new TaskFiles(controller, new SearchPath(List.of(), root.resolve("play"), root), scope());

    files.render(
        write("play/plain.j2", "{{ port }}{% for x in [1, 2] %}{{ x }}{% endfor %}"), Map.of());
    assertThat(asked).hasValue(0);
    files.render(write("play/telling.j2", "{{ template_run_date }} {{ template_uid }}"), Map.of());
    assertThat(asked).hasValue(1);
  }

  @Test
  void marksWhatIsMadeOfSecrets() {
    Path template = write("play/t.j2", "pw={{ pw }}");
    Scope scope = scope().with(Map.of("pw", new Value.Secret(Value.text("s3cret"))));
    assertThat(files(scope).render(template, Map.of()))
        .isEqualTo(new Content.Bytes(Blob.of("pw=s3cret"), true));
  }

  @Test
  void saysUnknownWhenAVariableIsUnknown() {
    Path template = write("play/t.j2", "{{ v }}");
    Scope scope = scope().with(Map.of("v", new Value.Unknown("until \"x\"")));
    assertThatThrownBy(() -> files(scope).render(template, Map.of()))
        .isInstanceOf(HostView.UnknownHere.class)
        .hasMessage("until \"x\"");
  }

  @Test
  void placesMistakesInTheTemplate() {
    Path undefined = write("play/t.j2", "a\n{{ nobody }}\n");
    assertThatThrownBy(() -> files(scope()).render(undefined, Map.of()))
        .isInstanceOf(ModuleFailure.class)
        .hasMessageContaining("play/t.j2:2:4")
        .hasMessageContaining("nobody");
    Path broken = write("play/b.j2", "{{ a b }}");
    assertThatThrownBy(() -> files(scope()).render(broken, Map.of()))
        .isInstanceOf(ModuleFailure.class)
        .hasMessageContaining("play/b.j2:1:");
    assertThatThrownBy(() -> files(scope()).render(broken, Map.of("trim", "1")))
        .hasMessageContaining("there is no template option trim");
  }

  @Test
  void includesOtherTemplates() {
    write("play/roles/web/templates/part.j2", "port {{ port }}");
    Path template = write("play/roles/web/templates/main.j2", "{% include 'part.j2' %}!");
    assertThat(files(scope()).render(template, Map.of()))
        .isEqualTo(new Content.Bytes(Blob.of("port 80!"), false));
  }

  @Test
  void tellsSizeDigestAndModeOfLocalFiles() throws IOException {
    Path file = write("play/files/a", "hello");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-x--x"));
    TaskFiles files = files(scope());
    assertThat(files.content(file))
        .isEqualTo(
            new Content.LocalFile(
                file, 5, "2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824"));
    assertThat(files.mode(file)).isEqualTo(0751);
    write("play/files/a", "changed");
    assertThat(files.content(file).size()).isEqualTo(7);
    write("play/files/d/z", "");
    write("play/files/d/B/c", "");
    assertThat(files.list(root.resolve("play/files/d"))).containsExactly("B", "B/c", "z");
    assertThat(files.destination("out/x")).isEqualTo(root.resolve("play/out/x"));
  }

  @Test
  void readsAFileForItsDigestOnceUntilItsSizeOrTimeChanges() throws IOException {
    Path file = write("play/files/a", "one");
    FileTime before = Files.getLastModifiedTime(file);
    TaskFiles files = files(scope());
    String one = Blob.of("one").digest(DigestAlgorithm.SHA1);
    assertThat(files.digest(file, DigestAlgorithm.SHA1)).isEqualTo(one);
    Files.writeString(file, "two");
    Files.setLastModifiedTime(file, before);
    assertThat(files.digest(file, DigestAlgorithm.SHA1)).isEqualTo(one);
    Files.setLastModifiedTime(file, FileTime.fromMillis(before.toMillis() + 1000));
    assertThat(files.digest(file, DigestAlgorithm.SHA1))
        .isEqualTo(Blob.of("two").digest(DigestAlgorithm.SHA1));
    assertThat(files.digest(file, DigestAlgorithm.MD5))
        .isEqualTo(Blob.of("two").digest(DigestAlgorithm.MD5));
  }
}
