package dev.play.schema;

import dev.play.host.FileMode;
import dev.play.host.HostPath;
import dev.play.module.ModeArgument;
import dev.play.module.Param;
import dev.play.module.Secret;
import dev.play.value.Value;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * One parameter of a module, read from its record component.
 *
 * @param type the component's type without Optional
 * @param element type of a list's elements or a map's values, or String
 * @param optional whether the component is an Optional
 * @param defaultText as in YAML; empty when there is none
 * @param group the record that several modules share it by; empty for a module's own
 */
public record ParamSpec(
    String name,
    List<String> aliases,
    String description,
    Class<?> type,
    Class<?> element,
    boolean optional,
    Optional<String> defaultText,
    List<String> choices,
    String example,
    boolean freeForm,
    boolean secret,
    boolean raw,
    Optional<Class<?>> group) {

  /** Of a record of arguments: its own, and in their places those of the groups among them. */
  static List<ParamSpec> allOf(Class<?> arguments) {
    List<ParamSpec> out = new ArrayList<>();
    for (RecordComponent component : arguments.getRecordComponents()) {
      if (isGroup(component)) {
        allOf(component.getType()).forEach(p -> out.add(p.in(component.getType())));
      } else {
        out.add(of(component));
      }
    }
    return List.copyOf(out);
  }

  /** Whether a component is a record of further arguments. */
  public static boolean isGroup(RecordComponent component) {
    return component.getType().isRecord() && !component.isAnnotationPresent(Param.class);
  }

  private ParamSpec in(Class<?> shared) {
    return new ParamSpec(
        name,
        aliases,
        description,
        type,
        element,
        optional,
        defaultText,
        choices,
        example,
        freeForm,
        secret,
        raw,
        Optional.of(shared));
  }

  /**
   * Which of several names for it counts where a task gives more than one: the highest, as with
   * Ansible, where an alias wins over the name and a later alias over an earlier one. The free text
   * has -1.
   */
  int rank(String given) {
    return given.equals("_raw") ? -1 : aliases.indexOf(given) + 1;
  }

  static ParamSpec of(RecordComponent component) {
    Param param = component.getAnnotation(Param.class);
    if (param == null) {
      throw new IllegalStateException(component + " lacks @Param");
    }
    Type type = component.getGenericType();
    boolean optional = component.getType() == Optional.class;
    if (optional) {
      type = ((ParameterizedType) type).getActualTypeArguments()[0];
    }
    Class<?> raw = rawType(type);
    Class<?> element = String.class;
    if (type instanceof ParameterizedType p) {
      Type[] arguments = p.getActualTypeArguments();
      element = rawType(arguments[arguments.length - 1]);
    }
    List<String> choices = new ArrayList<>(List.of(param.choices()));
    Class<?> chosen = raw == List.class ? element : raw;
    if (chosen.isEnum()) {
      for (Object constant : chosen.getEnumConstants()) {
        choices.add(choiceName((Enum<?>) constant));
      }
    }
    return new ParamSpec(
        param.name().isEmpty() ? snakeCase(component.getName()) : param.name(),
        List.of(param.aliases()),
        param.value(),
        raw,
        element,
        optional,
        param.def().equals(Param.NO_DEFAULT) ? Optional.empty() : Optional.of(param.def()),
        List.copyOf(choices),
        param.example(),
        param.freeForm(),
        param.secret() || raw == Secret.class,
        param.raw(),
        Optional.empty());
  }

  public boolean required() {
    return !optional && defaultText.isEmpty();
  }

  /** Ansible's word for the type, for messages and documentation. */
  public String typeName() {
    return typeName(type, element);
  }

  /** {@code str}, {@code bool}, {@code int}, {@code list of str}, ... */
  static String typeName(Class<?> type, Class<?> element) {
    if (type == boolean.class || type == Boolean.class) {
      return "bool";
    }
    if (type == int.class || type == long.class || type == Integer.class || type == Long.class) {
      return "int";
    }
    if (type == double.class || type == Double.class) {
      return "float";
    }
    if (type == List.class) {
      return "list of " + typeName(element, String.class);
    }
    if (type == Map.class || type == Value.Dict.class) {
      return "dict";
    }
    if (type == HostPath.class) {
      return "path";
    }
    if (type == FileMode.class || type == ModeArgument.class) {
      return "mode";
    }
    return Value.class.isAssignableFrom(type) ? "any" : "str";
  }

  private static Class<?> rawType(Type type) {
    return switch (type) {
      case Class<?> c -> c;
      case ParameterizedType p -> (Class<?>) p.getRawType();
      default -> throw new IllegalStateException("no parameter can be a " + type);
    };
  }

  /** {@code cacheValidTime} to {@code cache_valid_time}. */
  static String snakeCase(String camel) {
    StringBuilder out = new StringBuilder();
    for (char c : camel.toCharArray()) {
      if (Character.isUpperCase(c)) {
        out.append('_');
      }
      out.append(Character.toLowerCase(c));
    }
    return out.toString();
  }

  /**
   * An enum constant as people write it: lower case; when read, {@code -} and {@code _} are alike.
   */
  static String choiceName(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }
}
