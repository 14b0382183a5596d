package dev.play.modules.net.http;

import dev.play.module.ControllerFiles;
import dev.play.module.HostView;
import dev.play.module.ModuleFailure;
import dev.play.modules.base.text.ValueText;
import dev.play.value.Value;
import java.io.ByteArrayOutputStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The body of a request with its content type.
 *
 * @param contentType empty where the body has none of its own
 */
public record RequestBody(byte[] bytes, String contentType) {
  /** How a body is written. */
  public enum Format {
    RAW,
    JSON,
    FORM_URLENCODED,
    FORM_MULTIPART
  }

  /** The body that a value makes in a format. */
  public static RequestBody of(Value given, Format format, HostView host) {
    Value body = given instanceof Value.Secret(Value hidden) ? hidden : given;
    return switch (format) {
      case RAW -> text(ValueText.plain(body), "");
      case JSON ->
          text(body instanceof Value.Text(String t) ? t : ValueText.json(body), "application/json");
      case FORM_URLENCODED -> form(body);
      case FORM_MULTIPART -> {
        if (!(body instanceof Value.Dict parts)) {
          throw new ModuleFailure("body must be a dict for body_format form-multipart");
        }
        String boundary = "play" + Long.toUnsignedString(host.nonce(), 36);
        yield parts(parts, boundary, host.files());
      }
    };
  }

  private static RequestBody text(String text, String type) {
    return new RequestBody(text.getBytes(StandardCharsets.UTF_8), type);
  }

  /** A form as browsers send it: pairs of names and values; a list repeats its name. */
  public static RequestBody form(Value body) {
    List<String> pairs = new ArrayList<>();
    if (body instanceof Value.Dict dict) {
      dict.entries().forEach((name, value) -> pair(pairs, name, value));
    } else if (body instanceof Value.Sequence list) {
      for (Value item : list.items()) {
        if (!(item instanceof Value.Sequence pair) || pair.items().size() != 2) {
          throw new ModuleFailure(
              "failed to parse body as form_urlencoded: too many values to unpack, or too few:"
                  + " a list has to hold pairs of a name and a value, not "
                  + ValueText.plain(item));
        }
        pair(pairs, pair.items().get(0), pair.items().get(1));
      }
    } else {
      pairs.add(ValueText.plain(body));
    }
    return new RequestBody(
        String.join("&", pairs).getBytes(StandardCharsets.UTF_8),
        "application/x-www-form-urlencoded");
  }

  private static void pair(List<String> pairs, Value name, Value value) {
    if (value instanceof Value.Sequence list) {
      list.items().forEach(item -> pair(pairs, name, item));
      return;
    }
    pairs.add(encoded(name) + "=" + encoded(value));
  }

  private static String encoded(Value value) {
    return URLEncoder.encode(ValueText.plain(value), StandardCharsets.UTF_8);
  }

  /**
   * A multipart/form-data body. A part is a text, or a dict with {@code content} or {@code
   * filename} (of the controller's) and {@code mime_type}.
   *
   * @param boundary what no part holds
   */
  public static RequestBody parts(Value.Dict body, String boundary, ControllerFiles files) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (Map.Entry<Value, Value> entry : body.entries().entrySet()) {
      String head = "--" + boundary + "\r\nContent-Disposition: form-data; name=\"";
      StringBuilder lines = new StringBuilder(head);
      lines.append(quoted(ValueText.plain(entry.getKey()))).append('"');
      byte[] content;
      if (entry.getValue() instanceof Value.Dict part) {
        String name = part.get("filename").map(ValueText::plain).orElse("");
        if (!name.isEmpty()) {
          String last = name.substring(name.lastIndexOf('/') + 1);
          lines.append("; filename=\"").append(quoted(last)).append('"');
        }
        part.get("mime_type")
            .ifPresent(m -> lines.append("\r\nContent-Type: ").append(ValueText.plain(m)));
        content =
            part.get("content")
                .map(c -> ValueText.plain(c).getBytes(StandardCharsets.UTF_8))
                .orElseGet(
                    () -> files.read(files.find(ControllerFiles.Purpose.FILES, name)).bytes());
      } else {
        content = ValueText.plain(entry.getValue()).getBytes(StandardCharsets.UTF_8);
      }
      out.writeBytes(lines.append("\r\n\r\n").toString().getBytes(StandardCharsets.UTF_8));
      out.writeBytes(content);
      out.writeBytes("\r\n".getBytes(StandardCharsets.UTF_8));
    }
    out.writeBytes(("--" + boundary + "--\r\n").getBytes(StandardCharsets.UTF_8));
    return new RequestBody(out.toByteArray(), "multipart/form-data; boundary=" + boundary);
  }

  private static String quoted(String text) {
    return text.replace("\"", "%22").replace("\r", "%0D").replace("\n", "%0A");
  }
}
