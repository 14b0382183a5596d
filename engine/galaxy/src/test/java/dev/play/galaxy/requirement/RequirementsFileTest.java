package dev.play.galaxy.requirement;

import static org.assertj.core.api.Assertions.assertThat;

import dev.play.source.Diagnostic;
import dev.play.source.Diagnostics;
import dev.play.vault.VaultPasswords;
import dev.play.yaml.YamlFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RequirementsFileTest {
  @TempDir Path directory = Path.of(".");
  private final Diagnostics problems = new Diagnostics();

  private List<Requirement> read(String text) throws IOException {
    Files.writeString(directory.resolve("requirements.yml"), text);
    return new RequirementsFile(new YamlFiles(new VaultPasswords(List.of()), directory), problems)
        .read(directory.resolve("requirements.yml"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "geerlingguy.nginx|Server|geerlingguy.nginx|",
        "'geerlingguy.nginx,1.0,web'|Server|web|1.0",
        "'git+https://host/a/role-x.git,v1'|Git|role-x|v1",
        "git@host:a/role-x.git|Git|role-x|",
        "https://host/owner/role-x|Git|role-x|",
        "https://host/owner/role-x/archive/v1.tar.gz|Archive|v1|",
        "https://host/files/role-x.tar.gz|Archive|role-x|",
        "./mine|Directory|mine|",
        "ssh://git@host/a/role-x|Git|role-x|",
      })
  void tellsTheFormsOfRolesApart(String text, String origin, String name, String version) {
    Requirement role = RequirementText.role(text, dev.play.source.Span.none("x"));
    assertThat(role.origin().getClass().getSimpleName()).isEqualTo(origin);
    assertThat(role.name()).contains(name);
    assertThat(role.version()).isEqualTo(Optional.ofNullable(version));
  }

  @Test
  void readsBothKinds() throws IOException {
    List<Requirement> all =
        read(
            """
            roles:
              - src: https://host/a/b.git
                scm: git
                version: main
                name: b
            collections:
              - acme.tools
              - {name: acme.base, version: ">=1.0", source: https://hub.host/}
              - {name: acme.own, source: "git@host:acme/own.git", version: v2}
              - {name: "https://host/acme-x-1.0.0.tar.gz", type: url}
            """);
    assertThat(problems.all()).isEmpty();
    assertThat(all)
        .extracting(Requirement::origin)
        .containsExactly(
            new Origin.Git("https://host/a/b.git", ""),
            new Origin.Server("acme.tools", Optional.empty()),
            new Origin.Server("acme.base", Optional.of("https://hub.host/")),
            new Origin.Git("git@host:acme/own.git", ""),
            new Origin.Archive("https://host/acme-x-1.0.0.tar.gz"));
    assertThat(all.get(3).name()).contains("acme.own");
  }

  @Test
  void tellsOfMistakesWithTheirPlaces() throws IOException {
    read(
        """
        roles:
          - {sorce: https://host/a/b.git}
          - {src: https://host/a, scm: hg}
        colections: []
        collections:
          - {name: acme.tools, type: gti, source: x}
          - {version: 1}
        """);
    assertThat(problems.all())
        .extracting(d -> d.span().line() + " " + d.message())
        .containsExactly(
            "2 sorce is no key of a role",
            "2 a role needs src or name",
            "3 play gets roles by git, not by hg",
            "4 colections is no key of a requirements file",
            "6 there is no type gti",
            "7 a collection needs a name");
    assertThat(problems.all())
        .extracting(Diagnostic::hint)
        .contains(Optional.of("did you mean collections?"));
  }

  @Test
  void doesNotGoInCirclesWithIncludes() throws IOException {
    read("- include: requirements.yml\n");
    assertThat(problems.all())
        .extracting(Diagnostic::message)
        .singleElement()
        .asString()
        .contains("includes itself");
  }
}
