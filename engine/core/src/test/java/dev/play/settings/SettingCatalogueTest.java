package dev.play.settings;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.play.value.Value;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class SettingCatalogueTest {
  @Test
  void readsEveryDefaultAsAJsonLibraryWould() throws IOException {
    SettingCatalogue catalogue = SettingCatalogue.read();
    ObjectMapper library = new ObjectMapper();
    try (InputStream table = SettingCatalogue.class.getResourceAsStream("settings.tsv")) {
      String text =
          new String(Objects.requireNonNull(table).readAllBytes(), StandardCharsets.UTF_8);
      for (String line : text.split("\n")) {
        if (!line.startsWith("#") && !line.isBlank()) {
          String[] columns = line.split("\t", -1);
          Setting setting =
              columns[0].equals("-")
                  ? catalogue.own(columns[1]).orElseThrow()
                  : catalogue.ofPlugin(columns[0], columns[1]).orElseThrow();
          assertThat(setting.fallback())
              .as(columns[1])
              .isEqualTo(Value.ofJava(library.readValue(columns[6], Object.class)));
        }
      }
    }
  }
}
