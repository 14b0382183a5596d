package dev.play.files;

import dev.play.source.Span;
import dev.play.template.EvaluationException;
import dev.play.template.TemplateCompiler;
import dev.play.template.time.TimeFormat;
import dev.play.value.Value;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.AbstractMap;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The variables that a template has of itself: {@code ansible_managed}, {@code template_...}. */
final class TemplateVariables {
  private static final String DATE = "%Y-%m-%d %H:%M:%S.%f";

  private static final Set<String> NAMES =
      Set.of(
          "template_host",
          "template_path",
          "template_destpath",
          "template_fullpath",
          "template_uid",
          "template_mtime",
          "template_run_date",
          "ansible_managed");

  private static final Pattern PLACEHOLDER =
      Pattern.compile("\\{\\{|\\}\\}|\\{(?:file|host|uid)\\}");
  private static final Map<String, String> STANDS_FOR =
      Map.of(
          "{{", "{",
          "}}", "}",
          "{file}", "{{ template_path }}",
          "{host}", "{{ template_host }}",
          "{uid}", "{{ template_uid }}");

  private final Controller controller;

  TemplateVariables(Controller controller) {
    this.controller = controller;
  }

  /**
   * Of a template's file, made when the first is asked for: most templates use none, and every one
   * is rendered for each host.
   *
   * @param asked {@code src} and {@code dest} as a task says them, where it does
   */
  Map<String, Value> of(Path template, Map<String, String> asked) {
    return new AbstractMap<>() {
      private @Nullable Map<String, Value> made;

      @Override
      public Set<Map.Entry<String, Value>> entrySet() {
        if (made == null) {
          made = Collections.unmodifiableMap(make(template, asked));
        }
        return made.entrySet();
      }

      @Override
      public boolean isEmpty() {
        return false;
      }

      @Override
      public boolean containsKey(Object name) {
        return NAMES.contains(name);
      }

      @Override
      public @Nullable Value get(Object name) {
        return NAMES.contains(name) ? super.get(name) : null;
      }

      @Override
      public Set<String> keySet() {
        return NAMES;
      }
    };
  }

  private Map<String, Value> make(Path template, Map<String, String> asked) {
    try {
      return read(template, asked);
    } catch (IOException e) {
      throw EvaluationException.of("nothing can be told of " + template + ": " + e);
    }
  }

  private Map<String, Value> read(Path template, Map<String, String> asked) throws IOException {
    Path file = template.toAbsolutePath().normalize();
    String owner = Files.getOwner(file).getName();
    String host = host();
    ZonedDateTime changed = at(Files.getLastModifiedTime(file).toInstant());
    Map<String, Value> out = new HashMap<>();
    out.put("template_host", Value.text(host));
    String path = asked.getOrDefault("src", file.toString());
    out.put("template_path", Value.text(path));
    out.put("template_destpath", Value.text(asked.get("dest")));
    out.put("template_fullpath", Value.text(file.toString()));
    out.put("template_uid", Value.text(owner));
    out.put("template_mtime", Value.text(TimeFormat.write(DATE, changed)));
    out.put(
        "template_run_date", Value.text(TimeFormat.write(DATE, at(controller.clock().instant()))));
    // Names of files must neither be read as a time's format nor as a template.
    String managed =
        PLACEHOLDER
            .matcher(controller.settings().text("DEFAULT_MANAGED_STR").orElse(""))
            .replaceAll(m -> Matcher.quoteReplacement(STANDS_FOR.getOrDefault(m.group(), "")));
    String text = TimeFormat.write(managed, changed);
    out.put(
        "ansible_managed",
        TemplateCompiler.hasTags(text)
            ? new Value.Template(text, Span.none("ansible_managed"))
            : Value.text(text));
    return out;
  }

  private ZonedDateTime at(Instant instant) {
    return instant.atZone(controller.clock().getZone());
  }

  private static String host() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      // A name without an address is a name all the same, and the message begins with it.
      return String.valueOf(e.getMessage()).split(":", 2)[0];
    }
  }
}
