package dev.play.transport.ssh.hostkey;

import static org.assertj.core.api.Assertions.assertThat;

import dev.play.transport.ssh.config.HostPattern;
import dev.play.transport.ssh.hostkey.KnownHosts.Entry;
import dev.play.transport.ssh.hostkey.KnownHosts.Marker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@SuppressWarnings("NullAway.Init")
class KnownHostsTest {
  @TempDir Path directory;

  private List<String> keys(Marker marker, String name, String... lines) throws IOException {
    Path file = Files.write(directory.resolve("known_hosts"), List.of(lines));
    return KnownHosts.read(List.of(file, directory.resolve("none")), name, List.of())
        .all(marker)
        .stream()
        .map(Entry::key)
        .map(HostKey::base64)
        .toList();
  }

  @Test
  void findsNamesPatternsAndPorts() throws IOException {
    String[] lines = {
      "# comment",
      "",
      "web1,10.0.0.1 ssh-ed25519 A comment",
      "*.example.org,!bad.example.org ssh-ed25519 B",
      "[web1]:2222 ssh-rsa C",
      "nonsense",
      "@revoked * ssh-ed25519 D",
      "@cert-authority *.example.org ssh-ed25519 E",
      "@unknown * ssh-ed25519 F"
    };
    assertThat(keys(Marker.HOST, "web1", lines)).containsExactly("A");
    assertThat(keys(Marker.HOST, "10.0.0.1", lines)).containsExactly("A");
    assertThat(keys(Marker.HOST, "[web1]:2222", lines)).containsExactly("C");
    assertThat(keys(Marker.HOST, "x.example.org", lines)).containsExactly("B");
    assertThat(keys(Marker.HOST, "bad.example.org", lines)).isEmpty();
    assertThat(keys(Marker.REVOKED, "web1", lines)).containsExactly("D");
    assertThat(keys(Marker.AUTHORITY, "x.example.org", lines)).containsExactly("E");
  }

  @Test
  void findsHashedNames() throws IOException {
    byte[] salt = new byte[20];
    String hashed =
        "|1|"
            + java.util.Base64.getEncoder().encodeToString(salt)
            + "|"
            + java.util.Base64.getEncoder().encodeToString(KnownHosts.hash(salt, "web1"));
    assertThat(keys(Marker.HOST, "web1", hashed + " ssh-ed25519 A")).containsExactly("A");
    assertThat(keys(Marker.HOST, "web2", hashed + " ssh-ed25519 A", "|1|x ssh-rsa B")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "*,anything,true",
    "a*c,abbc,true",
    "a*c,abbd,false",
    "a?c,abc,true",
    "a?c,ac,false",
    "WEB1,web1,true",
    "*.*.*,a.b.c,true",
    "*a*a*a*a*a*b,aaaaaaaaaaaaaaaaaaaaaaaa,false"
  })
  void matchesPatterns(String pattern, String text, boolean matches) {
    assertThat(HostPattern.matches(pattern, text)).isEqualTo(matches);
  }
}
