package dev.play.modules.net.http;

import dev.play.module.ControllerFiles;
import dev.play.module.HostView;
import dev.play.module.ModuleFailure;
import dev.play.modules.base.text.ValueText;
import dev.play.value.Value;
import java.io.ByteArrayOutputStream;
import java.net.URLConnection;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

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
   * A multipart/form-data body, its parts sorted by name. A part is a text, or a dict with {@code
   * content} or {@code filename} (of the controller's, sent in base64) and {@code mime_type}.
   *
   * @param boundary what no part holds
   */
  public static RequestBody parts(Value.Dict body, String boundary, ControllerFiles files) {
    Map<String, Value> sorted = new TreeMap<>();
    body.entries().forEach((name, value) -> sorted.put(ValueText.plain(name), value));
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    sorted.forEach(
        (name, value) -> {
          out.writeBytes(utf8("--" + boundary + "\r\n"));
          part(out, "form-data; name=\"" + quoted(name) + "\"", value, files);
          out.writeBytes(utf8("\r\n"));
        });
    out.writeBytes(utf8("--" + boundary + "--\r\n"));
    return new RequestBody(out.toByteArray(), "multipart/form-data; boundary=" + boundary);
  }

  private static void part(
      ByteArrayOutputStream out, String name, Value given, ControllerFiles files) {
    Value value = given instanceof Value.Secret(Value hidden) ? hidden : given;
    if (value instanceof Value.Text text) {
      part(out, name, "text/plain", utf8(text.text()));
      return;
    }
    if (!(value instanceof Value.Dict dict)) {
      throw wrong("value must be a string, or mapping, cannot be type " + kind(value));
    }
    String file = dict.get("filename").map(ValueText::plain).orElse("");
    String content = dict.get("content").map(ValueText::plain).orElse("");
    if (file.isEmpty() && content.isEmpty()) {
      throw wrong("at least one of filename or content must be provided");
    }
    String type = dict.get("mime_type").map(ValueText::plain).orElseGet(() -> typeOf(file));
    String last = file.substring(file.lastIndexOf('/') + 1);
    String full = file.isEmpty() ? name : name + "; filename=\"" + quoted(last) + "\"";
    if (!content.isEmpty()) {
      part(out, full, type, utf8(content));
      return;
    }
    byte[] read = files.read(files.find(ControllerFiles.Purpose.FILES, file)).bytes();
    part(
        out,
        full,
        type + "\r\nContent-Transfer-Encoding: base64",
        Base64.getMimeEncoder().encode(read));
  }

  private static void part(ByteArrayOutputStream out, String name, String type, byte[] content) {
    out.writeBytes(utf8("Content-Disposition: " + name + "\r\nContent-Type: " + type + "\r\n\r\n"));
    out.writeBytes(content);
  }

  private static String typeOf(String file) {
    String known = URLConnection.getFileNameMap().getContentTypeFor(file);
    return known == null ? "application/octet-stream" : known;
  }

  private static ModuleFailure wrong(String why) {
    return new ModuleFailure("failed to parse body as form-multipart: " + why);
  }

  /** The name of a value's type as Ansible tells it. */
  private static String kind(Value value) {
    return switch (value) {
      case Value.Int i -> "int";
      case Value.BigInt i -> "int";
      case Value.Real r -> "float";
      case Value.Bool b -> "bool";
      case Value.None n -> "NoneType";
      case Value.Sequence l -> "list";
      case Value.Dict d -> "dict";
      case Value.Text t -> "str";
      case Value.Template t -> "str";
      case Value.Secret secret -> kind(secret.hidden());
      case Value.Opaque opaque -> opaque.typeName();
      case Value.Undefined u -> "Undefined";
      case Value.Unknown u -> "unknown";
    };
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static String quoted(String text) {
    return text.replace("\"", "%22").replace("\r", "%0D").replace("\n", "%0A");
  }
}
