package dev.play.compile.role;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ModuleFileTest {
  @TempDir Path directory = Path.of(".");

  private ModuleFile.Kind kind(String text) throws IOException {
    return ModuleFile.read(Files.writeString(directory.resolve("m"), text)).kind();
  }

  @Test
  void tellsHowAModuleWantsItsArguments() throws IOException {
    assertThat(kind("#!/bin/sh\n# WANT_JSON\n")).isEqualTo(ModuleFile.Kind.JSON_FILE);
    assertThat(kind("\u007fELF\0")).isEqualTo(ModuleFile.Kind.JSON_FILE);
    assertThat(kind("#!/bin/sh\necho {}")).isEqualTo(ModuleFile.Kind.PAIRS_FILE);
    assertThat(kind("#!/usr/bin/perl\n'" + ModuleFile.MARKER + "'"))
        .isEqualTo(ModuleFile.Kind.JSON_INSIDE);
    assertThat(kind("from ansible.module_utils.basic import AnsibleModule"))
        .isEqualTo(ModuleFile.Kind.PYTHON);
  }

  @Test
  void findsModulesBesideThePlaybookInRolesAndInCollections() throws IOException {
    Files.createDirectories(directory.resolve("library"));
    Files.createDirectories(directory.resolve("roles/r/library"));
    Path collection = directory.resolve("c/ansible_collections/ns/col/plugins/modules");
    Files.createDirectories(collection);
    Files.writeString(directory.resolve("library/one.sh"), "");
    Files.writeString(directory.resolve("library/one.md"), "");
    Files.writeString(directory.resolve("roles/r/library/two"), "");
    Files.writeString(collection.resolve("three.py"), "");
    ModuleFiles files =
        new ModuleFiles(
            new RolesPath(List.of(directory.resolve("roles")), List.of(directory.resolve("c"))),
            directory,
            List.of());
    assertThat(files.find("one")).contains(directory.resolve("library/one.sh"));
    assertThat(files.isThere("two")).isTrue();
    assertThat(files.find("ns.col.three")).contains(collection.resolve("three.py"));
    assertThat(files.isThere("four")).isFalse();
    Path deep = Files.createDirectories(directory.resolve("playbooks/deep/library"));
    Files.writeString(deep.resolve("four"), "");
    files.beside(directory.resolve("playbooks/deep/site.yml"));
    assertThat(files.find("four")).contains(deep.resolve("four"));
  }
}
