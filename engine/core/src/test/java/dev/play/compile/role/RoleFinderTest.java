package dev.play.compile.role;

import static org.assertj.core.api.Assertions.assertThat;

import dev.play.settings.Settings;
import dev.play.source.Diagnostics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@SuppressWarnings("NullAway.Init")
class RoleFinderTest {
  @TempDir Path home;

  private Optional<Path> find(String name, String playDirectory) throws IOException {
    Path play = Files.createDirectories(home.resolve(playDirectory));
    RoleFinder finder = new RoleFinder(List.of(), List.of(home.resolve("collections")));
    return finder.find(name, play, Optional.empty(), List.of()).found().map(RoleDirectory::path);
  }

  @Test
  void takesAPathOfDotsForAPathNotForACollectionsRole() throws IOException {
    Files.createDirectories(home.resolve("web/tasks"));

    assertThat(find("../../../", "web/molecule/default")).contains(home.resolve("web"));
    assertThat(find("../../..", "web/molecule/default")).contains(home.resolve("web"));
  }

  @Test
  void findsACollectionsRoleByItsThreeNames() throws IOException {
    Path role = home.resolve("collections/ansible_collections/acme/shop/roles/web");
    Files.createDirectories(role);

    assertThat(find("acme.shop.web", "plays")).contains(role);
  }

  @Test
  void takesTheDirectoryAnsibleCollectionsForTheOneAroundIt() {
    Map<String, String> environment =
        Map.of("ANSIBLE_COLLECTIONS_PATH", home.resolve("c/ansible_collections").toString());
    Settings settings = Settings.load(environment, home, home, new Diagnostics());

    assertThat(RolesPath.from(settings, home).collections()).startsWith(home.resolve("c"));
  }
}
