package dev.play.files;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HomeDirectoriesTest {
  @TempDir Path root = Path.of(".");

  @Test
  void knowsTheUsersOwnAndOthersByName() throws IOException {
    Path accounts =
        Files.writeString(
            root.resolve("passwd"),
            "root:x:0:0:root:/root:/bin/bash\nweb:x:33:33::/srv/web:/bin/sh\n");
    HomeDirectories homes = new HomeDirectories(Path.of("/home/me"), accounts);
    assertThat(homes.expand("~")).contains(Path.of("/home/me"));
    assertThat(homes.expand("~/a/b")).contains(Path.of("/home/me/a/b"));
    assertThat(homes.expand("~web/.ssh")).contains(Path.of("/srv/web/.ssh"));
    assertThat(homes.expand("~nobody/x")).isEmpty();
    assertThat(homes.expand("a/~web")).isEmpty();
  }
}
